"""What supervisors do about restrictions 限阅: docs/roles.md."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.instructions.models import Reply
from tasks.notices.acts import tell_anew
from tasks.plan.acting import act
from tasks.plan.models import Admission, Event, Milestone, Restriction, Task
from tasks.plan.models.restriction import Restrictable
from tasks.plan.recording import Conflict, deny_unless, record
from tasks.plan.restricting import keep_from_others
from tasks.restricted.rules import concerned, place_of, to_admit
from units.models import User

Action = Event.Action


@act
def restrict(thing: Restrictable, *, by: User, on: date, text: str) -> Restriction:
    """Restrict ``thing``, and say why; what notices said of it is taken back.

    Raises PermissionDenied for anybody but a supervisor; Conflict when it is restricted already.
    """
    deny_unless(by, "supervise")
    place = place_of(thing)
    task = place.task if isinstance(place, Milestone) else place
    Task.objects.select_for_update().get(pk=task.pk)  # one after the other
    if former := Restriction.objects.active().filter(**{thing.RESTRICTED_AS: thing}).first():
        raise Conflict([former.marked])
    paper = thing.instruction if isinstance(thing, Reply) else None
    marked = record(Action.RESTRICT, place, by=by, on=on, note=text, paper=paper)
    restriction = keep_from_others(thing, marked, concerned(thing))
    tell_anew(Event.objects.filter(task=task).with_restriction().filter(is_restricted=True))
    return restriction


@act
def lift(restriction: Restriction, *, by: User, on: date, text: str) -> None:
    """Let everybody read it again, and say why.

    Raises PermissionDenied for anybody but a supervisor, and for a referral; Conflict when it was
    lifted already.
    """
    deny_unless(by, "supervise")
    present = locked(restriction)
    if present.slip_id:
        raise PermissionDenied
    about = present.marked.milestone or present.task
    present.lifted = record(
        Action.LIFT_RESTRICTION, about, by=by, on=on, note=text, paper=present.marked.instruction
    )
    present.save(update_fields=["lifted"])


@act
def admit(restriction: Restriction, *, by: User, on: date, leader: Leader, text: str) -> None:
    """Let ``leader``, who leads the task, read it too, and say why.

    Raises PermissionDenied for anybody but a supervisor; ValidationError for somebody else's task, and
    for who reads it already; Conflict when it was lifted.
    """
    deny_unless(by, "supervise")
    present = locked(restriction)
    if not to_admit(present).filter(pk=leader.pk).exists():
        raise ValidationError({"leader": _("Choose a lead leader of the task.")})
    about, paper = (
        present.marked.milestone or present.task,
        present.slip or present.marked.instruction,
    )
    note = f"{leader}：{text}"
    event = record(Action.ADMIT, about, by=by, on=on, note=note, paper=paper)
    Admission.objects.create(restriction=present, leader=leader, event=event)


def locked(restriction: Restriction) -> Restriction:
    """The restriction as it is now; others wait. Raises Conflict when it was lifted."""
    rows = Restriction.objects.select_for_update(of=("self",))
    present = rows.select_related("task__plan", "marked", "lifted").get(pk=restriction.pk)
    if present.lifted:
        raise Conflict([present.lifted])
    return present
