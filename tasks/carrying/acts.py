"""The next plan: it is begun, and takes over what another one leaves 结转. docs/plans.md."""

from collections.abc import Collection, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tasks.carrying.models import Carried, left_in
from tasks.carrying.rules import Passage, by_task, item_of, passage, slug_of
from tasks.ground.days import ALWAYS
from tasks.ground.official import in_chinese
from tasks.ground.sense import Known, Sense
from tasks.plan.acting import act, touch
from tasks.plan.correcting import Change, write_down
from tasks.plan.known import refuse_nonsense
from tasks.plan.models import Assignment, Event, Milestone, Plan, SpecialProject, Task, TaskLeader
from tasks.plan.outside import heading, next_number
from tasks.plan.recording import Conflict, deny_unless, record
from units.models import User

Action, Kind = Event.Action, Milestone.Kind
# What goes on outside a plan was there on all days of it, as what stands in its document.
OUTSIDE = {"added_on": ALWAYS}


@act
def begin_plan(
    *, by: User, on: date, title: str, short_title: str, issuer: str, issued_on: date
) -> Plan:
    """Make an empty plan in preparation, into which a document is loaded or work carried over.

    Its short name in addresses follows from its year. Raises PermissionDenied; ValidationError
    where a plan of the same year has the title, or for a day that makes no sense.
    """
    deny_unless(by, "set the plan up")
    refuse_nonsense("issued_on", Sense.ISSUE, issued_on, Known(on))
    # One after the other, so that no two take one short name.
    others = list(Plan.objects.select_for_update(of=("self",)).order_by("pk").defer("source_text"))
    if any((one.title, one.issued_on.year) == (title, issued_on.year) for one in others):
        raise ValidationError({"title": _("There is a plan of this year with this title.")})
    plan = Plan.objects.create(
        slug=slug_of(issued_on.year, [one.slug for one in others]),
        title=title,
        short_title=short_title,
        issuer=issuer,
        issued_on=issued_on,
    )
    write_down(plan, [begun(plan)], by=by, on=on, reason=title)
    return plan


@in_chinese
def begun(plan: Plan) -> Change:
    """What is written down of a plan that was begun."""
    return Change(_("Plan"), "", _("begun as %(name)s") % {"name": plan.full_name})


@act
def carry_over(
    plan: Plan, milestones: Collection[Milestone], *, by: User, on: date, to: Plan, reason: str
) -> list[Task]:
    """Let ``milestones`` of ``plan``, which closes or is archived, go on in the plan ``to``, which is
    prepared; return its new tasks, one for each task that some of them are of.

    A new task has the title, wording, leaders and units of the old one, and stands at the end of
    the document. Its milestones have no date yet: supervisors set it. Raises PermissionDenied;
    OutOfPhase; ValidationError where ``to`` is not prepared any more; Conflict where something is
    finished or was carried over already.
    """
    deny_unless(by, "supervise")
    target = Plan.objects.select_for_update(of=("self",)).get(pk=to.pk)
    if target == plan or target.phase(on) != Plan.Phase.PREPARING:
        raise ValidationError({"to": _("This plan is not in preparation; please choose again.")})
    ids = {milestone.pk for milestone in milestones}
    left = left_in(plan).filter(pk__in=ids).select_for_update(of=("self",))
    if len(chosen := list(left)) < len(ids):
        tasks = {milestone.task_id for milestone in milestones}
        raise Conflict(Event.objects.with_people().filter(task__in=tasks).order_by("-id"))
    return [
        carry_task(task, own, target, by=by, on=on, reason=reason) for task, own in by_task(chosen)
    ]


def carry_task(
    task: Task, milestones: Sequence[Milestone], target: Plan, *, by: User, on: date, reason: str
) -> Task:
    """The task of ``target`` in which ``milestones`` of ``task`` go on, with an event on each side;
    outside that plan too, and not in its text, where it was outside this one.
    """
    number = next_number(target, task.is_extra)
    said = passage(number, task, milestones, len(target.source_text))
    new = Task.objects.create(
        plan=target,
        project=project_in(target, task.project),
        number=number,
        title=task.title,
        description=task.description,
        schedule=said.schedule,
        key_focus=task.key_focus,
        **(OUTSIDE if task.is_extra else write_into(target, said)),
    )
    share_out(task, new)
    spans = [None] * len(milestones) if task.is_extra else said.spans
    for order, (old, span) in enumerate(zip(milestones, spans, strict=True), 1):
        carry_milestone(old, new, order, span)
    record(Action.CARRY_OUT, task, by=by, on=on, note=told(new, reason))
    record(Action.CARRY_IN, new, by=by, on=on, note=told(task, reason))
    return new


def write_into(target: Plan, said: Passage) -> dict[str, int]:
    """The document of ``target`` ends with ``said``; between which characters it stands."""
    start = len(target.source_text)
    target.source_text += said.text
    target.save(update_fields=["source_text"])
    return {"source_start": start, "source_end": len(target.source_text) - 1}


def carry_milestone(old: Milestone, task: Task, order: int, span: tuple[int, int] | None) -> None:
    """``old`` goes on in ``task``, without a date, at the characters ``span`` of the document, if any."""
    undated = Milestone.DateNote.NO_DATE if old.kind != Kind.ONGOING else Milestone.DateNote.NONE
    new = Milestone.objects.create(
        task=task,
        order=order,
        text=old.text,
        kind=old.kind,
        is_key=old.is_key,
        date_note=undated,
        source_start=span and span[0],
        source_end=span and span[1],
    )
    Carried.objects.create(source=old, milestone=new)
    touch(new.pk)


def share_out(task: Task, new: Task) -> None:
    """``new`` has the leaders and units that ``task`` has now."""
    for part in task.assignments.order_by("pk"):
        Assignment.objects.create(
            task=new,
            unit_id=part.unit_id,
            role=part.role,
            order=part.order,
            is_host=part.is_host,
            written_as=part.written_as,
        )
    for lead in task.lead_leaders.all():
        TaskLeader.objects.create(task=new, leader_id=lead.leader_id, order=lead.order)


def project_in(plan: Plan, project: SpecialProject) -> SpecialProject:
    """The heading of ``plan`` with the title of ``project``, made where there is none."""
    if project.is_extra:
        return heading(plan)
    others = plan.projects.filter(is_extra=False)
    own = others.filter(title=project.title).first()
    number = (others.aggregate(last=Max("number"))["last"] or 0) + 1
    return own or SpecialProject.objects.create(plan=plan, number=number, title=project.title)


def told(other: Task, reason: str) -> str:
    """What the history says: the task on the other side, and why."""
    return f"{item_of(other)}：{reason}"
