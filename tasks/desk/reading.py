"""What decides who has to do what in a plan on a day, read once. Every date is given."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery

from tasks.ground.lights import WAITING, Light
from tasks.inspections.models import Visit
from tasks.instructions.models import Reply
from tasks.plan.models import (
    Acknowledgement,
    Assignment,
    CompletionRequest,
    Confirmation,
    Extension,
    Milestone,
    ProgressReport,
)
from tasks.plan.models.ending import ended_tasks
from tasks.plan.models.restriction import NOBODY, NOTICE
from tasks.rhythm.rules import with_reports
from tasks.rounds.models import AssessmentRound, SelfAssessment
from tasks.slips.models import Receipt
from tasks.workflow.moves import Stage

# What one statement tells of a milestone, in the order of Row.
FACTS = (
    "pk", "task", "stage", "light", "due", "is_stale", "answering", "last_report_on", "report_state",
    "report_by",
)  # fmt: skip


class Row(NamedTuple):
    """What of a milestone decides what its units have to do."""

    pk: int
    task: int
    stage: str
    light: Light
    due: date | None
    is_stale: bool
    answering: int | None
    last_report_on: date | None
    report_state: str
    report_by: date | None
    last_state: str
    request_unit: int | None
    last_note: str
    extension: str
    extension_unit: int | None
    forecast_on: date | None

    @property
    def is_waiting(self) -> bool:
        return self.light in WAITING

    @property
    def is_asked(self) -> bool:
        """True while a request waits for its answer: nothing is asked of the unit then."""
        return self.stage != Stage.OPEN or bool(self.extension)


class Reading:
    """The facts of a plan on a day; of the tasks and papers of ``units`` (ids) only, where given."""

    def __init__(self, plan: Any, on: date, units: Iterable[int] | None = None):
        self.plan, self.on = plan, on
        self.units = None if units is None else list(units)

    def of_units(self, rows: Any) -> Any:
        """``rows`` narrowed to the units."""
        return rows if self.units is None else rows.filter(unit__in=self.units)

    @property
    def mine(self) -> Any:
        """The parts in tasks that have not ended."""
        parts = Assignment.objects.filter(task__plan=self.plan)
        return self.of_units(parts.exclude(task__in=ended_tasks(self.on)))

    @cached_property
    def parts(self) -> dict[int, list[Any]]:
        """``{unit id: its parts in tasks}``, in the document's order; ``host`` is the id of the unit
        that hosts 主办 the task: plan.actors.host_of.
        """
        leads = Assignment.objects.leads().filter(task=OuterRef("task"))
        host = Subquery(leads.order_by("-is_host", "order").values("unit")[:1])
        columns = ("pk", "task", "task__number", "unit", "role", "host")
        parts = self.mine.annotate(host=host).order_by("task__number")
        return grouped(parts.values_list(*columns, named=True), "unit")

    @cached_property
    def rows(self) -> dict[int, list[tuple[int, Row]]]:
        """``{task id: (rank, Row) of each milestone that is not closed}``, the most urgent first."""
        requests, extensions, forecasts = self.requests(), self.extensions(), self.forecasts()
        milestones = with_reports(Milestone.objects.of(self.plan, self.on), self.plan, self.on)
        milestones = milestones.filter(
            task__in=self.mine.values("task"),
            stage__in=(Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED),
        )
        by_urgency = milestones.order_by("-light", "due", "task__number", "order")
        rows: dict[int, list[tuple[int, Row]]] = defaultdict(list)
        for rank, facts in enumerate(by_urgency.values_list(*FACTS)):
            pk, task = facts[0], facts[1]
            request, extension = requests.get(pk, ("", None, "")), extensions.get(pk, ("", None))
            row = Row(*facts, *request, *extension, forecasts.get(pk))
            rows[task].append((rank, row))
        return rows

    def requests(self) -> dict[int, list[Any]]:
        """``{milestone id: (state, unit, words of the refusal)}`` of its last request; of a restricted
        one that it is restricted.
        """
        open_ones = self.of_tasks(CompletionRequest.objects).filter(
            milestone__stage__in=(Stage.OPEN, Stage.SIGNING)
        )
        fields = ("milestone", "state", "unit", "decision_note", "is_restricted")
        rows = open_ones.with_restriction().order_by("id").values_list(*fields)
        return {
            milestone: [*rest, NOTICE if is_restricted else note]
            for milestone, *rest, note, is_restricted in rows
        }

    def extensions(self) -> dict[int, list[Any]]:
        """``{milestone id: (decision, unit)}`` of what is undecided."""
        undecided = self.of_tasks(Extension.objects.undecided())
        rows = undecided.values_list("milestone", "decision", "unit")
        return {milestone: rest for milestone, *rest in rows}

    def forecasts(self) -> dict[int, date]:
        """``{milestone id: the day that was last expected}``, as far as everybody may know it."""
        known = ProgressReport.objects.readable_by(NOBODY).filter(forecast_on__isnull=False)
        reports = self.of_tasks(known)
        return dict(reports.order_by("reported_on", "id").values_list("milestone", "forecast_on"))

    def of_tasks(self, papers: Any) -> Any:
        return papers.filter(milestone__task__in=self.mine.values("task"))

    @cached_property
    def acknowledged(self) -> set[tuple[int, int]]:
        """(assignment, unit) of each line in which a part was acknowledged."""
        mine = Acknowledgement.objects.filter(assignment__in=self.mine)
        return set(mine.values_list("assignment", "unit"))

    @cached_property
    def confirmed(self) -> set[tuple[int, int, int]]:
        """(milestone, assignment, unit) of each line in which a part was confirmed."""
        mine = Confirmation.objects.filter(assignment__in=self.mine)
        return set(mine.values_list("milestone", "assignment", "unit"))

    @cached_property
    def replies(self) -> dict[int, list[Reply]]:
        """``{unit id: replies that it owes}``."""
        return grouped(self.of_units(Reply.objects.of_plan(self.plan)).owed(), "unit_id")

    @cached_property
    def receipts(self) -> dict[int, list[Receipt]]:
        """``{unit id: slips that it has to confirm or to answer}``."""
        return grouped(self.of_units(Receipt.objects.of_plan(self.plan)).owed(), "unit_id")

    @cached_property
    def visits(self) -> dict[int, list[Visit]]:
        """``{unit id: what it has to put right}``."""
        return grouped(self.of_units(Visit.objects.of_plan(self.plan)).owed(), "unit_id")

    @cached_property
    def rounds(self) -> list[AssessmentRound]:
        """The self-assessment rounds opened so far, the oldest first."""
        return list(self.plan.rounds.filter(opened_on__lte=self.on).order_by("opened_on", "id"))

    @cached_property
    def assessed(self) -> set[tuple[int, int]]:
        """(round, assignment) of each answer to a round; no query without rounds."""
        answers = SelfAssessment.objects.filter(round__in=self.rounds)
        return set(answers.values_list("round", "assignment")) if self.rounds else set()

    def unanswered(self, units: Iterable[int]) -> Iterator[tuple[AssessmentRound, Any]]:
        """(round, part) of each answer that ``units`` owe for the tasks that they lead."""
        if not self.rounds:
            return
        leads = [
            part
            for unit in units
            for part in self.parts.get(unit, ())
            if part.role == Assignment.Role.LEAD
        ]
        for one in self.rounds:
            yield from ((one, part) for part in leads if (one.pk, part.pk) not in self.assessed)


def grouped(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    """``{value of the attribute: rows with it}``."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups
