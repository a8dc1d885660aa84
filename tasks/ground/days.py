"""Days of the calendar: the month, the ISO week, the next Monday."""

from datetime import date, timedelta


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


def next_monday(on: date) -> date:
    """``on`` if it is a Monday, else the Monday after it."""
    return on + timedelta(days=-on.weekday() % 7)
