"""When a report is due and for how long it counts: pure days, no rows."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tasks.ground import workdays
from tasks.ground.days import end_of_month

DAY, WEEK = timedelta(days=1), timedelta(days=7)
# How many months lie between the months of due days; a week has its own rule.
MONTHS = {"monthly": 1, "quarterly": 3}
AROUND = range(-3, 4)  # so many periods before and after a day: holidays may swallow a week


class Period(NamedTuple):
    """The days after ``after``, up to and with ``last_on``, in which one report is expected.

    It is due on ``due_on``, a working day; what follows are the days of grace.
    """

    after: date
    due_on: date
    last_on: date

    @property
    def asked_from(self) -> date:
        """The first day on which units are asked for it: a week before it is due, at most."""
        return max(self.after + DAY, self.due_on - WEEK)


@lru_cache(maxsize=1024)
def period_on(every: str, day: int, grace: int, on: date) -> Period:
    """The Period that holds ``on``; each day lies in exactly one.

    ``every`` is weekly (``day`` is the weekday, 1 for Monday), monthly or quarterly (the day of the
    month, of the last one of the quarter). ``grace`` are working days; they end before the next
    report is due.
    """
    due_days = sorted({workdays.last_until(one) for one in named_days(every, day, on)})
    ends = [
        min(workdays.after(due, grace), following - DAY)
        for due, following in zip(due_days, due_days[1:], strict=False)
    ]
    number = next(number for number, end in enumerate(ends) if end >= on)
    return Period(ends[number - 1], due_days[number], ends[number])


def named_days(every: str, day: int, on: date) -> list[date]:
    """The days around ``on`` that the rhythm names, also where they are days off."""
    if every == "weekly":
        monday = on - timedelta(days=on.weekday())
        return [monday + WEEK * number + timedelta(days=day - 1) for number in AROUND]
    step = MONTHS[every]
    here = on.year * 12 + on.month - 1
    last = here - here % step + step - 1  # the month of the due day of this quarter, or this month
    return [day_of_month(last + number * step, day) for number in AROUND]


def day_of_month(month: int, day: int) -> date:
    """The ``day`` of ``month``, counted from the year 0; its last one where it has no such day."""
    first = date(month // 12, month % 12 + 1, 1)
    return first.replace(day=min(day, end_of_month(first).day))
