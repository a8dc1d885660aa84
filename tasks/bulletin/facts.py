"""What a bulletin counts, asked of those who count for the pages: overview, curve, comparison, units.

All as it stood at the end of the period; a dozen queries, however large the plan is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from tasks.browse.compared import DONE, changes
from tasks.browse.rows import with_owners
from tasks.figures.compare import Comparison
from tasks.figures.curve import Curve
from tasks.figures.overview import Counts, projects
from tasks.figures.owners import unit_rows
from tasks.figures.scope import EVERYTHING
from tasks.ground.lights import Light
from tasks.ground.tally import Tally
from tasks.plan.models import Milestone, Plan, ProgressReport
from tasks.plan.models.restriction import NOBODY
from tasks.practices.models import GoodPractice
from units.models import Unit

DAY = timedelta(days=1)
ROW = (
    "task",
    "task__number",
    "task__title",
    "order",
    "text",
    "light",
    "due",
    "done_on",
    "answering",
)


@dataclass
class Facts:
    """``plan`` at the end of ``last``, and what changed from ``first`` on."""

    plan: Plan
    first: date
    last: date

    @property
    def since(self) -> date:
        """The day with whose end the end of the period is compared."""
        return self.first - DAY

    @cached_property
    def milestones(self) -> Any:
        return Milestone.objects.of(self.plan, self.last)

    @cached_property
    def counts(self) -> Counts:
        return Counts(self.milestones, self.since)

    @cached_property
    def projects(self) -> list[dict[str, Any]]:
        return projects(self.plan, self.counts, self.last)

    @cached_property
    def tally(self) -> Tally:
        return sum((row["tally"] for row in self.projects), Tally())

    @cached_property
    def sums(self) -> dict[str, int]:
        return Curve(self.counts.rows, self.last, self.plan.issued_on).sums

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(self.plan, EVERYTHING, self.since, self.last)

    @cached_property
    def done(self) -> list[dict[str, Any]]:
        """What the comparison counts as newly done, by the day on which it was done."""
        changed = self.comparison.milestones.of_document().filter(changes(self.since)[DONE])
        rows = changed.order_by("done_on", "task__number", "order").values(*ROW)
        return self.with_units(rows)

    @cached_property
    def urgent(self) -> list[dict[str, Any]]:
        """What is overdue or due soon, the longest overdue first."""
        return self.with_units(self.milestones.of_document().urgent().values(*ROW))

    def with_units(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """``rows`` with the names of the ``units`` that answer for each: the one that was named, else
        the lead units of its task, called as on that day.
        """
        found = with_owners(rows, "task", self.last)
        units = self.names_of({row["answering"] for row in found if row["answering"]})
        return [
            row | {"units": [units[row["answering"]]] if row["answering"] else row["units"]}
            for row in found
        ]

    @cached_property
    def red(self) -> list[dict[str, Any]]:
        return [row for row in self.urgent if row["light"] == Light.RED]

    @cached_property
    def units(self) -> list[dict[str, Any]]:
        """The lead units, the worst-off first."""
        return unit_rows(self.plan, self.last, self.milestones)[0]

    @cached_property
    def practices(self) -> list[tuple[str, GoodPractice]]:
        """What was published in the period as good practice, with the name of its unit on the day of
        its end; what is restricted stays out.
        """
        open_to_all = ProgressReport.objects.readable_by(NOBODY)
        found = GoodPractice.objects.of_plan(self.plan).filter(report__in=open_to_all)
        within = found.filter(published_on__range=(self.first, self.last))
        practices = list(within.order_by("published_on", "pk"))
        names = self.names_of({one.report.unit_id for one in practices})
        return [(names[one.report.unit_id], one) for one in practices]

    def names_of(self, units: set[int]) -> dict[int, str]:
        """What the ``units`` of these ids were called."""
        return {unit.pk: unit.name for unit in Unit.objects.on(self.last).filter(pk__in=units)}
