"""What waits for a person: one list of duties, the most pressing first. Every date is given."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.ground.lights import WAITING, Light
from tasks.implementation.models import ImplementationStep
from tasks.inspections.models import Inspection
from tasks.instructions.models import Reply
from tasks.plan.models import (
    Assignment,
    CompletionRequest,
    Confirmation,
    Extension,
    Milestone,
    ProgressReport,
    Task,
)
from tasks.slips.models import Receipt
from tasks.workflow.moves import Action, Stage

State, Decision = CompletionRequest.State, Extension.Decision
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
GROUPS = {
    "now": gettext_lazy("Must be done now"),
    "week": gettext_lazy("This week"),
    "later": gettext_lazy("Later"),
}


# What one statement tells of a milestone, in the order of Row.
FACTS = ("pk", "task", "stage", "light", "due", "is_stale", "answering")


class Row(NamedTuple):
    """What of a milestone decides what its units have to do."""

    pk: int
    task: int
    stage: str
    light: Light
    due: date | None
    is_stale: bool
    answering: int | None
    is_led: bool
    last_state: str
    request_unit: int | None
    last_note: str
    extension: str
    extension_unit: int | None
    forecast_on: date | None

    @property
    def is_waiting(self):
        return self.light in WAITING


@dataclass
class Duty:
    """One thing to do: ``action`` on a milestone, acknowledging the assignment of a task, or an
    answer to a ``paper`` (a Reply, Receipt or Inspection) by the day ``due``.

    ``row`` and ``part`` (an id) are what decides; ``Desk.fetch`` adds ``milestone`` and
    ``assignment`` to those that are shown.
    """

    group: str
    action: str
    words: str = ""
    row: Row | None = None
    reason: str = ""
    part: int | None = None
    milestone: Milestone | None = None
    assignment: Assignment | None = None
    paper: Reply | Receipt | Inspection | None = None
    due: date | None = None

    @property
    def may_be_unchanged(self):
        """True where "no change" is an answer too."""
        return self.action == Action.REPORT

    @property
    def task(self):
        return self.milestone.task if self.milestone else self.assignment.task


class Desk:
    """What the units of ``actor`` have to do in a plan on a day, and what they wait for."""

    def __init__(self, plan, actor, on):
        self.plan, self.actor, self.on = plan, actor, on
        self.mine = Assignment.objects.of_units(actor.units).filter(task__plan=plan)

    def duties(self):
        """The Duties, in the order in which they press."""
        unsorted = [
            *papers(self.plan, self.actor, self.on),
            *(duty for row in self.led for duty in duties_of_lead(row, self.actor, self.on)),
            *to_acknowledge(self.parts, self.actor),
            *self.to_confirm(),
        ]
        order = list(GROUPS)
        return sorted(unsorted, key=lambda duty: order.index(duty.group))

    @cached_property
    def parts(self):
        """The units' parts in tasks."""
        received = Count("acknowledgements", Q(acknowledgements__unit__in=self.actor.own))
        mine = self.mine.annotate(received=received).order_by("task__number")
        return list(mine.values_list("pk", "task", "unit", "role", "received", named=True))

    @cached_property
    def rows(self):
        """A Row of each milestone of the units' tasks that is not closed, by urgency."""
        units = {(part.task, part.unit) for part in self.parts}
        lead = {part.task for part in self.parts if part.role == Assignment.Role.LEAD}
        requests, extensions, forecasts = self.requests(), self.extensions(), self.forecasts()
        milestones = Milestone.objects.of(self.plan, self.on).filter(
            task__in=self.mine.values("task"),
            stage__in=(Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED),
        )
        rows = []
        by_urgency = milestones.order_by("-light", "due", "task__number", "order")
        for facts in by_urgency.values_list(*FACTS):
            pk, task, answering = facts[0], facts[1], facts[-1]
            is_led = task in lead if answering is None else (task, answering) in units
            request, extension = requests.get(pk, ("", None, "")), extensions.get(pk, ("", None))
            rows.append(Row(*facts, is_led, *request, *extension, forecasts.get(pk)))
        return rows

    def requests(self):
        """``{milestone id: (state, unit, words of the refusal)}`` of its last request."""
        open_ones = self.of_tasks(CompletionRequest.objects).filter(
            milestone__stage__in=(Stage.OPEN, Stage.SIGNING)
        )
        rows = open_ones.order_by("id").values_list("milestone", "state", "unit", "decision_note")
        return {milestone: rest for milestone, *rest in rows}

    def extensions(self):
        """``{milestone id: (decision, unit)}`` of what is undecided."""
        undecided = self.of_tasks(Extension.objects.undecided())
        rows = undecided.values_list("milestone", "decision", "unit")
        return {milestone: rest for milestone, *rest in rows}

    def forecasts(self):
        """``{milestone id: the day that was last expected}``."""
        reports = self.of_tasks(ProgressReport.objects).filter(forecast_on__isnull=False)
        return dict(reports.order_by("reported_on", "id").values_list("milestone", "forecast_on"))

    def of_tasks(self, papers):
        return papers.filter(milestone__task__in=self.mine.values("task"))

    @property
    def led(self):
        return [row for row in self.rows if row.is_led]

    def to_confirm(self):
        """What is soon due, and those of the units that take part in it did not confirm yet."""
        soon_due = [
            row
            for row in self.rows
            if not row.is_led and row.stage == Stage.OPEN and row.light in (Light.RED, Light.AMBER)
        ]
        if not soon_due:
            return
        mine = Confirmation.objects.filter(assignment__in=self.mine, unit__in=self.actor.own)
        confirmed = set(mine.values_list("milestone", "assignment", "unit"))
        lines = defaultdict(list)
        for part in self.parts:
            units = self.actor.lines.get(part.unit, ())
            lines[part.task] += [(part.pk, unit.pk) for unit in units]
        for row in soon_due:
            if any((row.pk, *line) not in confirmed for line in lines[row.task]):
                yield Duty(soon(row, self.on), Action.CONFIRM, row=row)

    def waiting(self):
        """The Rows of what the units asked and others have not answered yet."""
        return [row for row in self.led if row.stage != Stage.OPEN or row.extension]

    def fetch(self, duties, waiting):
        """Add to ``duties`` what a page shows of them; return the milestones of ``waiting``."""
        ids = [row.pk for row in waiting] + [duty.row.pk for duty in duties if duty.row]
        milestones = Milestone.objects.of(self.plan, self.on).with_holder(self.plan)
        milestones = milestones.select_related("task").in_bulk(ids)
        parts = [duty.part for duty in duties if duty.part]
        assignments = Assignment.objects.select_related("task").in_bulk(parts)
        for duty in duties:
            duty.milestone = duty.row and milestones[duty.row.pk]
            duty.assignment = assignments.get(duty.part)
        return [milestones[row.pk] for row in waiting]


def papers(plan, actor, on):
    """What the actor's units have to answer, by its day; a slip is confirmed before all else."""
    owed = []
    for reply in Reply.objects.of_plan(plan).of_units(actor.units).owed():
        due = reply.instruction.reply_by
        owed.append(Duty(pressing(due, on), Action.REPLY, paper=reply, due=due))
    for receipt in Receipt.objects.of_plan(plan).of_units(actor.units).owed():
        due = receipt.slip.reply_by
        if receipt.received_on:
            owed.append(Duty(pressing(due, on), Action.ANSWER_SLIP, paper=receipt, due=due))
        else:
            owed.append(Duty("now", Action.RECEIVE_SLIP, paper=receipt, due=due))
    for inspection in Inspection.objects.of_plan(plan).of_units(actor.units).owed():
        due = inspection.rectify_by
        owed.append(Duty(pressing(due, on), Action.RECTIFY, paper=inspection, due=due))
    return sorted(owed, key=lambda duty: duty.due or date.max)


def pressing(due, on):
    """The group of what is to be answered by the day ``due``, or without a day."""
    if due is None or due > on + WEEK:
        return "later"
    return "week" if due > on else "now"


def to_acknowledge(parts, actor):
    """What some unit of the actor has not acknowledged; in a group each does so for itself."""
    for part in parts:
        if part.received < len(actor.lines.get(part.unit, ())):
            role = Assignment.Role(part.role).label
            yield Duty("now", Action.ACKNOWLEDGE, role, part=part.pk)


def duties_of_lead(row, actor, on):
    """At most one duty for a milestone that the unit leads: the most pressing."""
    if row.stage == Stage.SIGNING and actor.heads(row.request_unit):
        yield Duty("now", Action.SIGN, _("completion asked by your unit"), row)
    elif row.extension == Decision.SIGNING and actor.heads(row.extension_unit):
        yield Duty("now", Action.SIGN_EXTENSION, _("extension asked by your unit"), row)
    elif row.stage == Stage.OPEN and not row.extension:
        yield from work(row, on)


def work(row, on):
    """The duty of an open milestone about which nothing is asked."""
    if row.last_state in (State.RETURNED, State.SENT_BACK):
        yield Duty("now", Action.REQUEST_COMPLETION, _("returned"), row, row.last_note)
    elif row.light == Light.RED:
        yield Duty("now", Action.REPORT, "", row)
    elif row.is_waiting and row.forecast_on and row.forecast_on > row.due:
        yield Duty("now", Action.REQUEST_EXTENSION, _("expected later than due"), row)
    elif row.light == Light.AMBER:
        yield Duty(soon(row, on), Action.REPORT, "", row)
    elif row.is_stale:
        yield Duty("later", Action.REPORT, _("nothing reported for long"), row)


def soon(row, on):
    return "week" if row.due <= on + WEEK else "later"


def own_steps(plan, actor, on):
    """The steps of the units' own implementation plans that are due within 30 days or overdue."""
    steps = ImplementationStep.objects.of_plan(plan).of_units(actor.units)
    return steps.open_until(on + MONTH)


def dates_to_check(plan):
    """The plan's milestones whose dates a supervisor has to look at, in the document's order."""
    milestones = Milestone.objects.filter(task__plan=plan).with_dates_to_check()
    return milestones.select_related("task").order_by("task__number")


def tasks_of_leader(plan, person, on):
    """The tasks that ``person`` leads, the most urgent first."""
    led = Task.objects.for_table(plan, on).filter(lead_leaders__leader__user=person)
    return led.order_by("-light", "next_due", "number")
