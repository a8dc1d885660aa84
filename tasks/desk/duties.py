"""What waits for a person: one list of duties, the most pressing first. Every date is given.

The desk shows it, and the digest tells it: docs/mails.md.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tasks.desk.reading import Reading, Row
from tasks.ground.lights import Light
from tasks.implementation.models import ImplementationStep
from tasks.inspections.models import Visit
from tasks.instructions.models import Reply
from tasks.plan.models import Assignment, CompletionRequest, Extension, Milestone
from tasks.plan.models.ending import ended_tasks
from tasks.rhythm.words import told_report_of
from tasks.rounds.models import AssessmentRound
from tasks.slips.models import Receipt
from tasks.workflow.moves import Action, Stage

State, Decision = CompletionRequest.State, Extension.Decision
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
REPORTED = "reported"
GROUPS = {
    "now": gettext_lazy("Must be done now"),
    "week": gettext_lazy("This week"),
    "later": gettext_lazy("Later"),
    REPORTED: gettext_lazy("Reported today, to be completed"),
}


@dataclass
class Duty:
    """One thing to do: ``action`` on a milestone, acknowledging the assignment of a task, or an
    answer to a ``paper`` by the day ``due``.

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
    paper: Reply | Receipt | Visit | AssessmentRound | None = None
    due: date | None = None

    @property
    def may_be_unchanged(self):
        """True where "no change" is an answer too."""
        return self.action == Action.REPORT

    @property
    def task(self):
        return self.milestone.task if self.milestone else self.assignment.task


class Desk:
    """What the units of ``actor`` have to do in a plan on a day, and what they wait for.

    Of ``read``, where the facts of the whole plan were read for many.
    """

    def __init__(self, plan, actor, on, read=None):
        self.plan, self.actor, self.on = plan, actor, on
        self.read = read or Reading(plan, on, actor.units)

    def duties(self):
        """The Duties, in the order in which they press; none in a plan that is not in use."""
        if not self.plan.is_live(self.on):
            return []
        unsorted = [
            *self.papers(),
            *(duty for row in self.led for duty in duties_of_lead(row, self.actor, self.on)),
            *self.to_acknowledge(),
            *self.to_confirm(),
        ]
        order = list(GROUPS)
        return sorted(unsorted, key=lambda duty: order.index(duty.group))

    def of_units(self, by_unit):
        """The rows of the actor's units."""
        return [row for unit in self.actor.units for row in by_unit.get(unit, ())]

    @cached_property
    def parts(self):
        """The units' parts in tasks, in the document's order."""
        parts = self.of_units(self.read.parts)
        return sorted(parts, key=lambda part: part.task__number)

    @cached_property
    def rows(self):
        """The Rows of the units' tasks, by urgency."""
        tasks = dict.fromkeys(part.task for part in self.parts)
        ranked = [pair for task in tasks for pair in self.read.rows.get(task, ())]
        return [row for _rank, row in sorted(ranked, key=lambda pair: pair[0])]

    @cached_property
    def led(self):
        """The Rows for which one of the units answers."""
        units = {(part.task, part.unit) for part in self.parts}
        lead = {part.task for part in self.parts if part.role == Assignment.Role.LEAD}
        return [
            row
            for row in self.rows
            if (row.task in lead if row.answering is None else (row.task, row.answering) in units)
        ]

    def to_acknowledge(self):
        """What some of the units have not acknowledged; in a group each does so for itself."""
        for part in self.parts:
            said = self.read.acknowledged
            if any((part.pk, unit.pk) not in said for unit in self.lines_of(part)):
                role = Assignment.Role(part.role).label
                yield Duty("week", Action.ACKNOWLEDGE, role, part=part.pk)

    def to_confirm(self):
        """What is soon due, and those of the units that take part in it did not confirm yet, or did
        not countersign 会签 for the host beside which they lead.
        """
        led = {row.pk for row in self.led}
        taking_part, countersigning = self.lines_by_task()
        for row in self.rows:
            if row.stage != Stage.OPEN or row.light not in (Light.RED, Light.AMBER):
                continue
            is_led = row.pk in led
            lines = taking_part[row.task]
            if is_led:
                lines = [] if row.answering else countersigning[row.task]
            if all((row.pk, *line) in self.read.confirmed for line in lines):
                continue
            words = _("countersignature beside the host unit") if is_led else ""
            yield Duty(pressing(row.due, self.on), Action.CONFIRM, words, row, due=row.due)

    def lines_by_task(self):
        """Two ``{task id: lines}``: all of the units, and those that lead beside the host."""
        taking_part, countersigning = defaultdict(list), defaultdict(list)
        for part in self.parts:
            for unit in self.lines_of(part):
                taking_part[part.task].append((part.pk, unit.pk))
                if part.role == Assignment.Role.LEAD and unit.pk != part.host:
                    countersigning[part.task].append((part.pk, unit.pk))
        return taking_part, countersigning

    def lines_of(self, part):
        """Those of the units that answer in their own line for ``part``."""
        return self.actor.lines.get(part.unit, ())

    def papers(self):
        """What the units have to answer, by its day."""
        owed = []
        for reply in self.of_units(self.read.replies):
            owed.append((Action.REPLY, reply, reply.instruction.reply_by))
        for receipt in self.of_units(self.read.receipts):
            action = Action.ANSWER_SLIP if receipt.received_on else Action.RECEIVE_SLIP
            owed.append((action, receipt, receipt.slip.reply_by))
        for visit in self.of_units(self.read.visits):
            owed.append((Action.RECTIFY, visit, visit.rectify_by))
        duties = []
        for action, paper, due in owed:
            group_of = within_a_week if action == Action.RECEIVE_SLIP else pressing
            reason = paper.opinion if action == Action.RECTIFY else ""
            duties.append(Duty(group_of(due, self.on), action, reason=reason, paper=paper, due=due))
        return sorted([*duties, *self.to_assess()], key=lambda duty: duty.due or date.max)

    def to_assess(self):
        """The self-assessment rounds for which the units owe answers, each once."""
        owed = {}
        for one, part in self.read.unanswered(self.actor.units):
            owed.setdefault(one, []).append(part)
        for one, parts in owed.items():
            words = ngettext("%(n)d task to assess", "%(n)d tasks to assess", len(parts))
            group, due = pressing(one.deadline_on, self.on), one.deadline_on
            yield Duty(group, Action.ASSESS, words % {"n": len(parts)}, paper=one, due=due)

    def waiting(self):
        """The Rows of what the units asked and others have not answered yet."""
        return [row for row in self.led if row.is_asked and not to_sign(row, self.actor)]

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


def pressing(due, on):
    """The group of what is to be done by the day ``due``, or without a day."""
    if due is None or due > on + WEEK:
        return "later"
    return "week" if due > on else "now"


def within_a_week(due, on):
    """The group of what is one step, whenever the work itself is due."""
    return "now" if due and due <= on else "week"


def to_sign(row, actor):
    """The action by which ``actor`` signs what his unit asks, or None."""
    if row.stage == Stage.SIGNING and actor.heads(row.request_unit):
        return Action.SIGN
    if row.extension == Decision.SIGNING and actor.heads(row.extension_unit):
        return Action.SIGN_EXTENSION
    return None


def duties_of_lead(row, actor, on):
    """What to do about a milestone that the unit leads: the most pressing, and the report of the
    period, where that is something else.
    """
    words = {
        Action.SIGN: _("completion asked by your unit"),
        Action.SIGN_EXTENSION: _("extension asked by your unit"),
    }
    if action := to_sign(row, actor):
        yield Duty(within_a_week(row.due, on), action, words[action], row, due=row.due)
    elif not row.is_asked:
        duties = list(work(row, on))
        yield from (with_report(duties, row, on) if row.report_state else duties)


def with_report(duties, row, on):
    """``duties`` about a milestone whose report is due or late: what asks for a report anyway is
    the same report, whichever day presses more.
    """
    own = Duty(
        pressing(row.report_by, on), Action.REPORT, told_report_of(row, on), row, due=row.due
    )
    for duty in duties:
        if duty.action == Action.REPORT:
            own.group = min(own.group, duty.group, key=list(GROUPS).index)
    return [own, *(duty for duty in duties if duty.action != Action.REPORT)]


def work(row, on):
    """The duty of an open milestone about which nothing is asked."""
    step, by_day = within_a_week(row.due, on), pressing(row.due, on)
    is_pressing = row.light in (Light.RED, Light.AMBER)
    if row.last_state in (State.RETURNED, State.SENT_BACK):
        yield Duty(step, Action.REQUEST_COMPLETION, _("returned"), row, row.last_note, due=row.due)
    elif is_pressing and row.last_report_on == on:
        yield Duty(REPORTED, Action.REQUEST_COMPLETION, "", row, due=row.due)
    elif row.light == Light.RED:
        yield Duty(by_day, Action.REPORT, "", row, due=row.due)
    elif row.is_waiting and row.forecast_on and row.forecast_on > row.due:
        words = _("expected later than due")
        yield Duty(step, Action.REQUEST_EXTENSION, words, row, due=row.due)
    elif row.light == Light.AMBER:
        yield Duty(by_day, Action.REPORT, "", row, due=row.due)
    elif row.is_stale:
        yield Duty("now", Action.REPORT, _("nothing reported for long"), row)


def own_steps(plan, actor, on):
    """The steps of the units' own implementation plans that are due within 30 days or overdue."""
    steps = ImplementationStep.objects.of_plan(plan, on).of_units(actor.units)
    steps = steps.exclude(plan__assignment__task__in=ended_tasks(on))
    return steps.open_until(on + MONTH)


def dates_to_check(plan, on):
    """The plan's milestones whose dates a supervisor has to look at, in the document's order; none of
    tasks that have ended.
    """
    milestones = Milestone.objects.filter(task__plan=plan).exclude(task__in=ended_tasks(on))
    milestones = milestones.with_dates_to_check()
    return milestones.select_related("task").order_by("task__number")
