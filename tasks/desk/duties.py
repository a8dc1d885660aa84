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
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
GROUPS = {
    "now": gettext_lazy("Must be done now"),
    "week": gettext_lazy("This week"),
    "later": gettext_lazy("Later"),
}


@dataclass
class Duty:
    """One thing to do: ``action`` on ``milestone``, acknowledging the ``assignment`` of a task, or
    an answer to a ``paper`` (a Reply, Receipt or Inspection) by the day ``due``.
    """

    group: str
    action: str
    words: str = ""
    milestone: Milestone | None = None
    assignment: Assignment | None = None
    reason: str = ""
    paper: Reply | Receipt | Inspection | None = None
    due: date | None = None

    @property
    def may_be_unchanged(self):
        """True where "no change" is an answer too."""
        return self.action == Action.REPORT

    @property
    def task(self):
        return self.milestone.task if self.milestone else self.assignment.task


def duties(plan, actor, on):
    """The Duties of unit staff, in the order in which they press."""
    led = of_units(plan, actor, on, Assignment.Role.LEAD)
    unsorted = [
        *papers(plan, actor, on),
        *(duty for milestone in led for duty in duties_of_lead(milestone, actor, on)),
        *to_acknowledge(plan, actor),
        *to_confirm(plan, actor, on),
    ]
    order = list(GROUPS)
    return sorted(unsorted, key=lambda duty: order.index(duty.group))


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
        .with_holder(plan)
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
    for assignment in waiting.order_by("task__number"):
        role = assignment.get_role_display()
        yield Duty("now", Action.ACKNOWLEDGE, role, assignment=assignment)


def duties_of_lead(milestone, actor, on):
    """At most one duty for a milestone that the unit leads: the most pressing."""
    if milestone.stage == Stage.SIGNING and actor.heads(milestone.request_unit):
        yield Duty("now", Action.SIGN, _("completion asked by your unit"), milestone)
    elif milestone.extension == Decision.SIGNING and actor.heads(milestone.extension_unit):
        yield Duty("now", Action.SIGN_EXTENSION, _("extension asked by your unit"), milestone)
    elif milestone.stage == Stage.OPEN and not milestone.extension:
        yield from work(milestone, on)


def work(milestone, on):
    """The duty of an open milestone about which nothing is asked."""
    if milestone.last_state in (State.RETURNED, State.SENT_BACK):
        yield Duty(
            "now", Action.REQUEST_COMPLETION, _("returned"), milestone, reason=milestone.last_note
        )
    elif milestone.light == Light.RED:
        yield Duty("now", Action.REPORT, "", milestone)
    elif milestone.is_waiting and milestone.forecast_on and milestone.forecast_on > milestone.due:
        yield Duty("now", Action.REQUEST_EXTENSION, _("expected later than due"), milestone)
    elif milestone.light == Light.AMBER:
        yield Duty(soon(milestone, on), Action.REPORT, "", milestone)
    elif milestone.is_stale:
        yield Duty("later", Action.REPORT, _("nothing reported for long"), milestone)


def soon(milestone, on):
    return "week" if milestone.due <= on + WEEK else "later"


def to_confirm(plan, actor, on):
    """What is soon due, and those of the actor's units that take part in it did not confirm yet."""
    confirmed = Confirmation.objects.filter(
        milestone=OuterRef("pk"), assignment__unit__in=list(actor.units)
    )
    milestones = of_units(plan, actor, on, Assignment.Role.PARTICIPATING).filter(
        ~Exists(confirmed), stage=Stage.OPEN, light__in=(Light.RED, Light.AMBER)
    )
    for milestone in milestones:
        yield Duty(soon(milestone, on), Action.CONFIRM, "", milestone)


def waiting_on_others(plan, actor, on):
    """What the actor's units asked and others have not answered yet."""
    led = of_units(plan, actor, on, Assignment.Role.LEAD)
    return led.exclude(stage=Stage.OPEN, extension=None).filter(
        stage__in=(Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED)
    )


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
