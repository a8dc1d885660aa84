"""How punctually a unit reported in the last periods that are over, each as it was on its last day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import Count

from tasks.plan.models import Assignment, CompletionRequest, Event, Milestone, Plan, ProgressReport
from tasks.plan.models.standing import Standing
from tasks.rhythm.models import Rhythm
from tasks.rhythm.periods import DAY, Period, period_on
from tasks.rhythm.rules import InForce, ReportState, asked_on, in_force, with_reports
from units.models import Unit

PERIODS = 6  # that are shown
SPAN = (
    "milestone", "milestone__task", "milestone__kind", "milestone__added_on", "since", "until",
    "stage", "holder", "held_since", "answering", "milestone__task__tenures__since",
    "milestone__task__tenures__until", "milestone__task__tenures__role",
)  # fmt: skip


class Span(NamedTuple):
    """How a milestone stood from ``since`` on and before ``until``, and the unit's part then."""

    milestone: int
    task: int
    kind: str
    added_on: date | None
    since: date
    until: date
    stage: str
    holder: str
    held_since: date | None
    answering: int | None
    part_since: date
    part_until: date
    role: str

    def holds(self, unit: int, period: Period) -> bool:
        """True where ``unit``, an id, answered for it on the last day of ``period``, and held it
        since before the report was due.
        """
        on, begun = period.last_on, self.held_since or self.added_on
        is_then = self.since <= on < self.until and self.part_since <= on < self.part_until
        leads = self.role == Assignment.Role.LEAD if self.answering is None else False
        answers = leads or self.answering == unit
        in_hands = self.stage == Milestone.Stage.OPEN and self.holder == Event.Holder.UNIT
        return is_then and answers and in_hands and (begun is None or begun < period.due_on)


@dataclass
class Punctuality:
    """The reports that were due on one day: in time, in the days of grace, or missing."""

    due_on: date
    in_time: int = 0
    in_grace: int = 0
    missing: int = 0

    @property
    def expected(self) -> int:
        return self.in_time + self.in_grace + self.missing


class Reports(NamedTuple):
    """How many reports are due and late, and the last periods, the latest first."""

    due: int
    late: int
    periods: list[Punctuality]


def reports_of(plan: Plan, unit: Unit, as_of: date) -> Reports | None:
    """What ``unit`` reports and reported as lead; None where no rhythm was set by ``as_of``. Six
    queries, or one.
    """
    rhythms = list(Rhythm.objects.filter(plan=plan, since__lte=as_of).order_by("since"))
    if not rhythms:
        return None
    milestones = Milestone.objects.of(plan, as_of).of_unit(unit, Assignment.Role.LEAD)
    asked = with_reports(milestones, plan, as_of).order_by().values_list("report_state")
    numbers = dict(asked.annotate(number=Count("pk")))
    periods = punctuality(plan, unit, rhythms, as_of)
    return Reports(numbers.get(ReportState.DUE, 0), numbers.get(ReportState.LATE, 0), periods)


def punctuality(plan: Plan, unit: Unit, rhythms: list[Rhythm], as_of: date) -> list[Punctuality]:
    """The last PERIODS that were over by ``as_of`` and asked something of ``unit``; three queries."""
    spans: dict[tuple[int, int, str], list[Span]] = defaultdict(list)
    told = Standing.objects.filter(
        milestone__task__plan=plan, milestone__task__tenures__unit=unit, since__lte=as_of
    )
    for row in told.values_list(*SPAN):
        span = Span(*row)
        spans[span.milestone, span.task, span.kind].append(span)
    said = days_said(plan, unit)
    found: dict[date, Punctuality] = {}
    for (milestone, task, kind), own in spans.items():
        for period in islice(periods_over(plan, rhythms, task, kind, as_of), PERIODS):
            if any(span.holds(unit.pk, period) for span in own):
                row = found.setdefault(period.due_on, Punctuality(period.due_on))
                count(row, period, said[milestone])
    return [found[day] for day in sorted(found, reverse=True)[:PERIODS]]


def count(row: Punctuality, period: Period, said: list[date]) -> None:
    """Count in ``row`` when the report of ``period`` came, if it did."""
    first = min((day for day in said if period.after < day <= period.last_on), default=None)
    if first is None:
        row.missing += 1
    elif first <= period.due_on:
        row.in_time += 1
    else:
        row.in_grace += 1


def days_said(plan: Plan, unit: Unit) -> dict[int, list[date]]:
    """``{milestone id: the days of its reports and requests for completion}``, of tasks in which
    ``unit`` had a part.
    """
    found: dict[int, list[date]] = defaultdict(list)
    for rows, day in (
        (ProgressReport.objects, "reported_on"),
        (CompletionRequest.objects, "requested_on"),
    ):
        mine = rows.filter(milestone__task__plan=plan, milestone__task__tenures__unit=unit)
        for milestone, on in mine.order_by().values_list("milestone", day):
            found[milestone].append(on)
    return found


def periods_over(
    plan: Plan, rhythms: list[Rhythm], task: int, kind: str, as_of: date
) -> Iterator[Period]:
    """The periods that were over by ``as_of``, by the rhythm that held on the last day of each; the
    latest first.
    """
    day = as_of
    while rhythm := rhythm_on(rhythms, task, kind, day):
        if rhythm.day is None:
            day = rhythm.since - DAY
            continue
        period = period_on(rhythm.every, rhythm.day, rhythm.grace, day)
        if period.last_on == day < as_of and asked_on(rhythm, plan, day).present:
            yield period
        day = max(period.after, rhythm.since - DAY)


def rhythm_on(rhythms: list[Rhythm], task: int, kind: str, on: date) -> InForce | None:
    """What held for the milestones of ``kind`` in ``task`` on the day; ``rhythms`` in their order."""
    held = {(row.task_id, row.kind): row for row in rhythms if row.since <= on}
    return in_force(held, task, kind)
