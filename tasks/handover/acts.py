"""Work that changes hands: tasks that were wrongly assigned, and people who leave."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from tasks.evidence.models import Evidence
from tasks.handover.models import ReliefRequest
from tasks.plan.actors import UNIT_STAFF, acting_unit
from tasks.plan.models import Assignment
from tasks.plan.recording import Conflict, deny_unless, record
from tasks.workflow.models import Draft
from tasks.workflow.moves import Action
from units.models import Deputy, User

State = ReliefRequest.State
DECISIONS = (Action.MOVE_TASK, Action.REFUSE_RELIEF)


@transaction.atomic
def ask_relief(part, *, by, on, reason):
    """Ask that another unit takes over ``part``, an assignment; return the request.

    Raises PermissionDenied, or Conflict when that is asked already.
    """
    unit = acting_unit(part.unit_id, by, on)
    lock(part)
    if part.reliefs.pending().exists():
        raise Conflict(part.task.events.that(Action.ASK_RELIEF))
    record(Action.ASK_RELIEF, part.task, by=by, on=on, unit=unit, note=reason)
    return ReliefRequest.objects.create(
        assignment=part, unit=part.unit, requested_by=by, requested_on=on, reason=reason
    )


@transaction.atomic
def move_part(part, *, by, on, unit, reason):
    """Give ``part`` to ``unit`` (转办), which has to acknowledge it anew.

    It is a correction of who was meant, so it holds for every day shown; the history tells it.
    Raises PermissionDenied, ValidationError when the unit has a part already, or Conflict when
    somebody else moved it first.
    """
    deny_unless(by, "change the plan")
    if part.task.assignments.filter(unit=unit).exists():
        raise ValidationError({"unit": _("%(unit)s has a part in this task.") % {"unit": unit}})
    fresh = {"unit": unit, "written_as": "", "acknowledged_by": None, "acknowledged_on": None}
    if not Assignment.objects.filter(pk=part.pk, unit=part.unit).update(**fresh):
        raise Conflict(part.task.events.that(*DECISIONS))
    part.task.milestones.filter(answering_unit=part.unit).update(answering_unit=unit)
    decide(part, State.MOVED, on, reason)
    record(Action.MOVE_TASK, part.task, by=by, on=on, note=f"{part.unit} → {unit}。{reason}")


@transaction.atomic
def refuse_relief(part, *, by, on, reason):
    """The unit keeps its part. Raises PermissionDenied; Conflict when nothing is asked any more."""
    deny_unless(by, "change the plan")
    if not decide(part, State.REFUSED, on, reason):
        raise Conflict(part.task.events.that(*DECISIONS))
    record(Action.REFUSE_RELIEF, part.task, by=by, on=on, note=reason)


def decide(part, state, on, reason):
    return part.reliefs.pending().update(state=state, decided_on=on, decision_note=reason)


def lock(part):
    Assignment.objects.select_for_update().only("pk").get(pk=part.pk)


def successors(person):
    """Who can take over from ``person``: active staff of the same unit."""
    staff = User.objects.active().filter(role__in=UNIT_STAFF, unit=person.unit)
    return staff.exclude(pk=person.pk)


@transaction.atomic
def hand_over(person, *, to, on):
    """Give all that ``person`` has begun to ``to``, of the same unit; he only reads from now on.

    Forms that both had begun stay with each. Raises ValidationError for anybody else.
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
