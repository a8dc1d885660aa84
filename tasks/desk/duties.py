"""What waits for a person: one list of duties, the most pressing first. Every date is given."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.ground.lights import Light
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
# What is shown by a template of its own.
PAPERS = {
    Action.REPLY: "reply",
    Action.RECEIVE_SLIP: "slip",
    Action.ANSWER_SLIP: "slip",
    Action.RECTIFY: "rectify",
}
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
GROUPS = {
    "now": gettext_lazy("Must be done now"),
    "week": gettext_lazy("This week"),
    "later": gettext_lazy("Later"),
}


@dataclass
class Duty:
    """One thing to do: ``action`` on ``milestone``, acknowledging ``part`` of a task, or an answer to
    a ``paper`` (a Reply, Receipt or Inspection) by the day ``due``.
    """

    group: str
    action: str
    words: str = ""
    milestone: Milestone | None = None
    part: Assignment | None = None
    reason: str = ""
    paper: object = None
    due: object = None

    @property
    def may_be_unchanged(self):
        """True where "no change" is an answer too."""
        return self.action == Action.REPORT

    @property
    def task(self):
        return self.milestone.task if self.milestone else self.part.task

    @property
    def template(self):
        """The part of the desk that shows it."""
        return f"desk/_{PAPERS.get(self.action, 'duty')}.html"


def duties(plan, actor, on):
    """The Duties of unit staff, in the order in which they press."""
    led = of_units(plan, actor, on, Assignment.Role.LEAD)
    found = [
        *papers(plan, actor, on),
        *(duty for row in led for duty in duties_of_lead(row, actor, on)),
        *to_acknowledge(plan, actor),
        *to_confirm(plan, actor, on),
    ]
    order = list(GROUPS)
    return sorted(found, key=lambda duty: order.index(duty.group))


def papers(plan, actor, on):
    """What the actor's units have to answer, by its day; a slip is confirmed before all else."""
    found = [
        Duty(
            pressing(row.instruction.reply_by, on),
            Action.REPLY,
            paper=row,
            due=row.instruction.reply_by,
        )
        for row in Reply.objects.of_plan(plan).of_units(actor.units).owed()
    ]
    for row in Receipt.objects.of_plan(plan).of_units(actor.units).owed():
        due = row.slip.reply_by
        if row.received_on:
            found.append(Duty(pressing(due, on), Action.ANSWER_SLIP, paper=row, due=due))
        else:
            found.append(Duty("now", Action.RECEIVE_SLIP, paper=row, due=due))
    for row in Inspection.objects.of_plan(plan).of_units(actor.units).owed():
        due = row.rectify_by
        found.append(Duty(pressing(due, on), Action.RECTIFY, paper=row, due=due))
    return sorted(found, key=lambda duty: duty.due or date.max)


def pressing(due, on):
    """The group of what is to be answered by the day ``due``, or without a day."""
    if due is None or due > on + WEEK:
        return "later"
    return "week" if due > on else "now"


def of_units(plan, actor, on, role):
    """The milestones in which the actor's units have ``role``, by urgency, with what a row of
    the desk tells: who holds it, the last forecast, the last words of a refusal.
    """
    reports = ProgressReport.objects.filter(milestone=OuterRef("pk"), forecast_on__isnull=False)
    requests = CompletionRequest.objects.filter(milestone=OuterRef("pk")).order_by("-id")
    mine = Assignment.objects.of_units(actor.units).filter(task=OuterRef("task"))
    named = mine.filter(unit=OuterRef("answering"))
    leads = Exists(named) | Q(Exists(mine.leads()), answering=None)
    takes_part = leads if role == Assignment.Role.LEAD else Q(Exists(mine)) & ~Q(leads)
    return (
        Milestone.objects.of(plan, on)
        .with_requests()
        .with_holder(plan, on)
        .filter(takes_part)
        .annotate(
            forecast_on=Subquery(reports.values("forecast_on")[:1]),
            last_state=Subquery(requests.values("state")[:1]),
            last_note=Subquery(requests.values("decision_note")[:1]),
        )
        .for_table()
        .order_by("-light", "due", "task__number", "order")
    )


def to_acknowledge(plan, actor):
    waiting = Assignment.objects.of_plan(plan).of_units(actor.units).to_acknowledge()
    for part in waiting.order_by("task__number"):
        yield Duty("now", Action.ACKNOWLEDGE, part.get_role_display(), part=part)


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
        yield Duty("now", Action.REQUEST_COMPLETION, _("returned"), row, reason=row.last_note)
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


def to_confirm(plan, actor, on):
    """Participating parts that the lead units will soon need confirmed."""
    said = Confirmation.objects.filter(
        milestone=OuterRef("pk"), assignment__unit__in=list(actor.units)
    )
    rows = of_units(plan, actor, on, Assignment.Role.PARTICIPATING).filter(
        ~Exists(said), stage=Stage.OPEN, light__in=(Light.RED, Light.AMBER)
    )
    for row in rows:
        yield Duty(soon(row, on), Action.CONFIRM, "", row)


def waiting_on_others(plan, actor, on):
    """What the actor's units asked and others have not answered yet."""
    rows = of_units(plan, actor, on, Assignment.Role.LEAD)
    return rows.exclude(stage=Stage.OPEN, extension=None).filter(
        stage__in=(Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED)
    )


def own_steps(plan, actor, on):
    """The steps of the units' own implementation plans that are due within 30 days or overdue."""
    steps = ImplementationStep.objects.of_plan(plan).of_units(actor.units)
    return steps.open_until(on + MONTH)


def dates_to_check(plan):
    """The plan's milestones whose dates a supervisor has to look at, in the document's order."""
    rows = Milestone.objects.filter(task__plan=plan).with_dates_to_check()
    return rows.select_related("task").order_by("task__number")


def tasks_of_leader(plan, person, on):
    """The tasks that ``person`` leads, the most urgent first."""
    rows = Task.objects.for_table(plan, on).filter(lead_leaders__leader__user=person)
    return rows.order_by("-light", "next_due", "number")
