"""Work that changes hands: tasks that were wrongly assigned, and people who leave."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tasks.evidence.models import Evidence
from tasks.ground.days import FOREVER
from tasks.ground.official import in_chinese
from tasks.handover.models import ReliefRequest
from tasks.plan.acting import act, announce, touch
from tasks.plan.actors import UNIT_STAFF, acting_unit, host_of
from tasks.plan.lines import addressed, lines_of
from tasks.plan.models import Assignment, Event, Milestone, Naming, Task
from tasks.plan.recording import Conflict, deny_unless, record
from tasks.workflow.models import Draft
from tasks.workflow.moves import Action
from units.models import ActingHead, Deputy, Unit, User
from units.roles import may
from units.stand_ins import LONGEST

State = ReliefRequest.State
DECISIONS = (Action.MOVE_TASK, Action.REORGANISE, Action.REFUSE_RELIEF)


@act
def ask_relief(assignment: Assignment, *, by: User, on: date, reason: str) -> ReliefRequest:
    """Ask that another unit takes the task over.

    Raises PermissionDenied, or Conflict when a request waits already.
    """
    unit = acting_unit(assignment.unit_id, by, on)
    lock(assignment)
    if assignment.reliefs.pending().exists():
        raise Conflict(assignment.task.events.that(Action.ASK_RELIEF))
    record(Action.ASK_RELIEF, assignment.task, by=by, on=on, unit=unit, note=reason)
    return ReliefRequest.objects.create(
        assignment=assignment,
        unit=assignment.unit,
        requested_by=by,
        requested_on=on,
        reason=reason,
    )


@act
def move_part(assignment: Assignment, *, by: User, on: date, unit: Unit, reason: str) -> None:
    """Give the assignment to ``unit`` (转办), which has to acknowledge it anew.

    Earlier days go on showing the other unit and what it acknowledged. From the day ``on`` on it also answers for the
    milestones for which the other one was named, and owes what that one still owed in the task; the
    event names it.
    Raises PermissionDenied, ValidationError when the task has an assignment of that unit already,
    or Conflict when somebody else moved it first.
    """
    deny_unless(by, "change the plan")
    if assignment.task.assignments.filter(unit=unit).exists():
        raise ValidationError({"unit": _("%(unit)s has a part in this task.") % {"unit": unit}})
    hand_on(assignment, unit, by=by, on=on, reason=reason)


def hand_on(
    assignment: Assignment,
    unit: Unit,
    *,
    by: User,
    on: date,
    reason: str,
    action: str = Action.MOVE_TASK,
) -> None:
    """What every act does that makes the part that of ``unit`` from the day ``on`` on. Raises Conflict."""
    fresh = {"unit": unit, "written_as": ""}
    if not Assignment.objects.filter(pk=assignment.pk, unit=assignment.unit).update(**fresh):
        raise Conflict(assignment.task.events.that(*DECISIONS))
    assignment.acknowledgements.filter(unit__in=addressed([unit])).delete()
    decide(assignment, State.MOVED, on, reason)
    carried = carry(assignment.task, assignment.unit, unit)
    note = f"{assignment.unit} → {unit}。{reason}{listed(carried)}"
    event = record(action, assignment.task, by=by, on=on, note=note)
    begin_tenure(assignment, unit, on, event)
    rename(assignment, unit, on, event)


@act
def name_host(assignment: Assignment, *, by: User, on: date, reason: str) -> None:
    """Make the unit of ``assignment`` the host 主办 among the lead units of its task.

    Raises PermissionDenied; ValidationError where it does not lead beside others, or hosts already.
    """
    deny_unless(by, "change the plan")
    task = assignment.task
    parts = Assignment.objects.select_for_update().filter(task=task).order_by("pk")
    host = host_of(task) if list(parts) else None
    if host is None or host == assignment or assignment.role != Assignment.Role.LEAD:
        sentence = _("Please choose another lead unit than the present host.")
        raise ValidationError(sentence)
    task.assignments.update(is_host=False)
    task.assignments.filter(pk=assignment.pk).update(is_host=True)
    note = f"{host} → {assignment}。{reason}"
    event = record(Action.NAME_HOST, task, by=by, on=on, note=note)
    begin_tenure(assignment, assignment.unit, on, event)


def carry(task: Task, old: Unit, new: Unit, within: Unit | None = None) -> list[Model]:
    """Give ``new`` what ``old`` still owes in ``task``, slips, instructions and rectifications, and
    what it asked and nobody has decided yet; with ``within`` what it owes as a member of that group.
    Return them.
    """
    to = {new: within} if within else addressed([new])
    carried: list[Model] = [*task.instructions.hand_over(old, to, within)]
    asking = lines_of([old])[old.pk]
    for milestone in task.milestones.all():
        carried += milestone.slips.hand_over(old, to, within)
        carried += milestone.inspections.hand_over(old, to, within)
        for asked in (milestone.requests.undecided(), milestone.extensions.undecided()):
            mine = asked.filter(unit__in=asking)
            carried += list(mine)
            if mine.update(unit=new):
                outdate(milestone)
    return carried


def outdate(milestone: Milestone) -> None:
    """What was seen of ``milestone`` before is stale: who asks there is another one now."""
    Milestone.objects.filter(pk=milestone.pk).update(version=F("version") + 1)


@in_chinese
def listed(papers: list[Model]) -> str:
    """The sentence of an event that names what goes along; empty where nothing does."""
    names = [f"{one._meta.verbose_name}“{Truncator(one).chars(40)}”" for one in papers]
    return _("It takes along: %(papers)s.") % {"papers": "、".join(names)} if names else ""


def begin_tenure(assignment: Assignment, unit: Unit, on: date, event: Event) -> None:
    """The part of ``assignment`` is that of ``unit`` from the day ``on``: days before keep the other.

    A part that moves twice on one day was that day's last unit's.
    """
    assignment.tenures.filter(since=on).delete()
    assignment.tenures.filter(until=FOREVER).update(until=on)
    assignment.tenures.create(
        task=assignment.task, unit=unit, role=assignment.role, since=on, event=event
    )


def rename(assignment: Assignment, unit: Unit, on: date, event: Event) -> None:
    """Name ``unit`` for the milestones for which the unit of ``assignment`` was named."""
    named = assignment.task.milestones.filter(answering_unit=assignment.unit)
    ids = list(named.select_for_update().order_by("pk").values_list("pk", flat=True))
    assignment.task.milestones.filter(pk__in=ids).update(answering_unit=unit)
    Naming.objects.bulk_create(Naming(milestone_id=pk, unit=unit, on=on, event=event) for pk in ids)
    touch(*ids)


@act
def refuse_relief(assignment: Assignment, *, by: User, on: date, reason: str) -> None:
    """The unit keeps the task. Raises PermissionDenied; Conflict when no request waits any more."""
    deny_unless(by, "change the plan")
    if not decide(assignment, State.REFUSED, on, reason):
        raise Conflict(assignment.task.events.that(*DECISIONS))
    record(Action.REFUSE_RELIEF, assignment.task, by=by, on=on, note=reason)


def decide(assignment: Assignment, state: str, on: date, reason: str) -> int:
    """Decide the request that waits, if one does; return how many were decided, 0 or 1."""
    return assignment.reliefs.pending().update(state=state, decided_on=on, decision_note=reason)


def lock(assignment: Assignment) -> None:
    """Others who lock the assignment wait until this transaction ends."""
    Assignment.objects.select_for_update().only("pk").get(pk=assignment.pk)


def successors(person: User) -> QuerySet[User]:
    """Who can take over from ``person``: active staff of the same unit."""
    staff = User.objects.active().filter(role__in=UNIT_STAFF, unit=person.unit)
    return staff.exclude(pk=person.pk)


def check_span(from_on: date, until_on: date) -> None:
    """Raise ValidationError unless the days are in order and no more than 60."""
    if until_on < from_on:
        raise ValidationError({"until_on": _("The last day lies before the first.")})
    if until_on - from_on >= LONGEST:
        raise ValidationError({"until_on": _("Please choose at most 60 days.")})


@act
def name_acting_head(
    unit: Unit, *, by: User, on: date, person: User, from_on: date, until_on: date
) -> ActingHead:
    """``person``, of the staff of ``unit``, signs for it on these days, as its head does (代理负责人).

    Raises PermissionDenied for anybody but a supervisor and the head himself; ValidationError
    for somebody of another unit, days in the wrong order, more than 60 with those before and after,
    or named before.
    """
    if not (may(by, "supervise") or by.role == User.Role.HEAD and by.unit_id == unit.pk):
        raise PermissionDenied
    if not may_act_as_head(unit).filter(pk=person.pk).exists():
        raise ValidationError({"person": _("Please choose somebody of that unit.")})
    check_span(from_on, until_on)
    days = {"from_on": from_on, "until_on": until_on}
    named = ActingHead(unit=unit, person=person, named_by=by, **days)
    begin(named)
    return named


@act
def name_deputy(person: User, *, deputy: User, from_on: date, until_on: date) -> Deputy:
    """``deputy`` acts for ``person`` on these days (代管).

    Raises ValidationError for days in the wrong order, more than 60 with those before and after, or named before.
    """
    check_span(from_on, until_on)
    named = Deputy(person=person, deputy=deputy, from_on=from_on, until_on=until_on)
    begin(named)
    return named


def begin(named: ActingHead | Deputy) -> None:
    """Save who stands in, unless he was named for some of these days before; people are told."""
    User.objects.select_for_update(of=("self",)).get(pk=named.person_id)  # one after the other
    named.clean()
    named.save()
    announce(named)


def may_act_as_head(unit: Unit) -> QuerySet[User]:
    """The active liaison officers of ``unit``."""
    return User.objects.active().filter(role=User.Role.LIAISON, unit=unit)


@act
def hand_over(person: User, *, to: User, on: date) -> None:
    """Give all that ``person`` has begun to ``to``, of the same unit; he only reads from now on.

    Forms that both had begun stay with each; deputies whose days are over stay as they were.
    Raises ValidationError for anybody else.
    """
    if person.role not in UNIT_STAFF or not successors(person).filter(pk=to.pk).exists():
        raise ValidationError(_("Please choose somebody of your own unit."))
    both = Draft.objects.filter(
        person=to, milestone=OuterRef("milestone"), action=OuterRef("action")
    )
    Draft.objects.filter(~Exists(both), person=person).update(person=to)
    Evidence.objects.unsent().filter(uploaded_by=person).update(uploaded_by=to)
    Deputy.objects.filter(person=person, until_on__gte=on).exclude(deputy=to).update(person=to)
    Deputy.objects.filter(deputy=person, until_on__gte=on).exclude(person=to).update(deputy=to)
    person.role = User.Role.VIEWER
    person.save(update_fields=["role"])
