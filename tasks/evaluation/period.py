"""Which days are evaluated: docs/evaluation.md. Pure days, no rows."""

from datetime import date, timedelta
from typing import NamedTuple, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.ground.days import end_of_month
from tasks.plan.models import Plan

DAY = timedelta(days=1)
LONGEST = 366  # days
# What the periods of a year are called, by their first and last month.
NAMES = {
    (1, 3): gettext_lazy("Quarter 1 of %(year)d"),
    (4, 6): gettext_lazy("Quarter 2 of %(year)d"),
    (7, 9): gettext_lazy("Quarter 3 of %(year)d"),
    (10, 12): gettext_lazy("Quarter 4 of %(year)d"),
    (1, 6): gettext_lazy("First half of %(year)d"),
    (7, 12): gettext_lazy("Second half of %(year)d"),
    (1, 12): gettext_lazy("Year %(year)d"),
}


class Period(NamedTuple):
    """The days from ``begins`` to ``ends``, both included."""

    begins: date
    ends: date

    @property
    def name(self) -> str:
        """As people call it: a quarter, a half-year or a year; else its first and last day."""
        is_whole = self.begins.day == 1 and self.ends == end_of_month(self.ends)
        name = NAMES.get((self.begins.month, self.ends.month))
        if name and is_whole and self.begins.year == self.ends.year:
            return str(name) % {"year": self.begins.year}
        return f"{self.begins} – {self.ends}"

    def holds(self, day: date | None) -> bool:
        """True where ``day`` is one of them."""
        return day is not None and self.begins <= day <= self.ends

    def told_by(self, day: date) -> Self:
        """As much of it as is over at the end of ``day``: what a trial calculation on it counts."""
        return self._replace(ends=min(self.ends, day))


def quarter_of(day: date) -> Period:
    """The quarter in which ``day`` lies."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return Period(first, end_of_month(first.replace(month=first.month + 2)))


def offered(day: date) -> list[Period]:
    """The periods that a page offers on ``day``: its quarter, the one before, its half-year, its year."""
    quarter = quarter_of(day)
    first = day.replace(month=1 if day.month < 7 else 7, day=1)
    half = Period(first, end_of_month(first.replace(month=first.month + 5)))
    year = Period(day.replace(month=1, day=1), day.replace(month=12, day=31))
    return [quarter, quarter_of(quarter.begins - DAY), half, year]


def begun_on(plan: Plan) -> date | None:
    """The first day on which units of ``plan`` had to do something; None where there is none yet."""
    return plan.in_use_from and max(plan.in_use_from, plan.issued_on)


def problem_of(plan: Plan, period: Period, today: date) -> str:
    """Why ``period`` cannot be evaluated in ``plan`` on the day ``today``; empty where it can."""
    begun = begun_on(plan)
    if period.ends < period.begins:
        return _("The period ends before it begins.")
    if (period.ends - period.begins).days >= LONGEST:
        return _("The period is longer than a year; please choose a shorter one.")
    if period.begins > today:
        return _("The period has not begun yet; there is nothing to evaluate.")
    if begun is None or begun > today:
        return _("The plan is not in use yet; there is nothing to evaluate.")
    if period.ends < begun:
        words = _("The plan is in use since %(day)s; there is nothing to evaluate before.")
        return words % {"day": begun.isoformat()}
    return ""
