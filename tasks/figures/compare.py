"""Two days compared: what changed between the ends of both, and how it stood on the days between."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, reduce
from operator import or_

from django.db.models import Count

from tasks.browse.compared import ADDED, DONE, EXTENDED, RED, SLIPPED, changes, with_then
from tasks.figures.trend import Point, tallies_on
from tasks.plan.models.milestone_queryset import true_when

KINDS = (DONE, RED, SLIPPED, EXTENDED, ADDED)
SAMPLES = 12  # days on which the picture looks, with both ends
SHOWN = 10  # milestones that the page lists
ROW = ("task__number", "order", "text", "light", "due", "done_on", "then_due")


@dataclass
class Comparison:
    """What changed of the milestones of ``scope`` in ``plan`` from the end of ``since`` to that of
    ``as_of``. Three queries.
    """

    plan: object
    scope: object
    since: date
    as_of: date

    @property
    def milestones(self):
        return with_then(self.scope.on(self.plan, self.as_of), self.plan, self.since)

    @cached_property
    def counted(self):
        """``{is_extra: {kind: number}}``."""
        kinds = {
            kind: Count("pk", filter=condition) for kind, condition in changes(self.since).items()
        }
        rows = self.milestones.for_counting().order_by().values("is_extra").annotate(**kinds)
        return {row["is_extra"]: {kind: row[kind] for kind in KINDS} for row in rows}

    @property
    def numbers(self):
        """``{kind: number}`` of the plan's own."""
        return self.counted.get(False, dict.fromkeys(KINDS, 0))

    @property
    def outside(self):
        """``{kind: number}`` of what is outside the plan, where anything of it changed."""
        return {kind: number for kind, number in self.counted.get(True, {}).items() if number}

    @cached_property
    def rows(self):
        """The first of the plan's own that changed, as values with a mark for each of KINDS: what is
        overdue first.
        """
        asked = changes(self.since)
        marks = {f"is_{kind}": true_when(condition) for kind, condition in asked.items()}
        changed = self.milestones.of_document().filter(reduce(or_, asked.values()))
        found = changed.annotate(**marks)
        order = ("-is_red", "-is_slipped", "-is_done", "due", "task__number", "order")
        return list(found.order_by(*order).values(*ROW, *marks)[:SHOWN])

    @cached_property
    def points(self):
        """How it stood on both days and on some between them: a Point for each."""
        days = [self.since, *sampled(max(self.since, self.plan.issued_on), self.as_of)]
        return [Point(*found) for found in tallies_on(self.scope, self.plan, days).items()]

    @property
    def then(self):
        return self.points[0]

    @property
    def now(self):
        return self.points[-1]


def sampled(first, last):
    """Up to SAMPLES days at like distances from ``first`` to ``last``, both among them."""
    days = (last - first).days
    if days <= 0:
        return [last]
    parts = min(days, SAMPLES - 1)
    return [first + timedelta(days=days * number // parts) for number in range(parts + 1)]
