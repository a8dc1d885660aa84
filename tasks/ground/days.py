"""Days of the calendar: the month, the ISO week, the next Monday, days of lateness."""

from datetime import date, timedelta

# The days before and after all others: a story has no gap.
ALWAYS, FOREVER = date.min, date.max


def end_of_month(day: date) -> date:
    """The last day of the month of ``day``."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def month_of(on: date) -> date:
    """The first day of the month of ``on``: what a month is stored as."""
    return on.replace(day=1)


def week_of(on: date) -> str:
    """The ISO week of ``on``, such as ``2015-W25``."""
    year, week, _day = on.isocalendar()
    return f"{year}-W{week:02}"


def days_overdue(due: date, on: date) -> int:
    """For how many whole days what was due on ``due`` is overdue at the end of ``on``; below 1 it
    is not. Lists, flags and slips all count so.
    """
    return (on - due).days


def monday_of(on: date) -> date:
    """The Monday of the week of ``on``."""
    return on - timedelta(days=on.weekday())


def next_monday(on: date) -> date:
    """``on`` if it is a Monday, else the Monday after it."""
    return on + timedelta(days=-on.weekday() % 7)
