"""How rates went from month to month: each month's end as the page of that day shows it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, Value

from tasks.ground.days import end_of_month
from tasks.ground.tally import Tally, pivot

GROUPED = ("day", "light", "is_dated", "is_extra")


@dataclass(frozen=True)
class Point:
    """The numbers at the end of ``day``."""

    day: date
    tally: Tally

    @property
    def ended(self):
        """What is done or overdue: of these the on-time rate tells."""
        return self.tally.done + self.tally.red


def tallies_on(scope, plan, days):
    """``{day: Tally}`` of ``scope`` at the end of each of ``days``; one query, without days none."""
    asked = [counted_on(scope, plan, day) for day in dict.fromkeys(days)]
    rows = asked[0].union(*asked[1:], all=True) if asked else ()
    found = pivot(rows, "day")
    return {day: found.get(day, Tally()) for day in days}


def counted_on(scope, plan, day):
    counted = scope.on(plan, day).for_counting().annotate(day=Value(day, DateField()))
    return counted.order_by().values(*GROUPED).annotate(number=Count("pk"))


def trend(scope, plan, curve):
    """A Point for each month of the year of ``curve``: its last day, of the month of the day shown that
    day; none before the plan was issued.
    """
    firsts = (date(curve.year, month, 1) for month in range(1, 13))
    ends = (min(end_of_month(first), curve.as_of) for first in firsts if first <= curve.as_of)
    days = [day for day in ends if plan.is_issued_by(day)]
    return [Point(*found) for found in tallies_on(scope, plan, days).items()]
