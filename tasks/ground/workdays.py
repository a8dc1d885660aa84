"""Working days of the Chinese calendar: holidays and the weekends worked instead."""

from datetime import date, timedelta

import chinese_calendar

SATURDAY = 5


def is_workday(day: date) -> bool:
    """True for a working day; where the State Council's list does not reach, Monday to Friday."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < SATURDAY


def last_until(day: date) -> date:
    """The last working day that is not after ``day``."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def after(day: date, workdays: int) -> date:
    """The date that lies ``workdays`` working days after ``day``."""
    while workdays:
        day += timedelta(days=1)
        workdays -= is_workday(day)
    return day


def between(first: date, last: date) -> int:
    """How many working days lie after ``first``, up to and with ``last``; 0 if that is no later."""
    days = range(first.toordinal() + 1, last.toordinal() + 1)
    return sum(is_workday(date.fromordinal(day)) for day in days)
