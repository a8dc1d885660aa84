"""Setting how often units report."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.ground.official import in_chinese
from tasks.plan.acting import act
from tasks.plan.correcting import Change, write_down
from tasks.plan.models import Event, Plan, Task
from tasks.plan.phases import CHANGE_SETTINGS, refuse_out_of_phase
from tasks.plan.recording import Conflict, deny_unless, record
from tasks.rhythm.models import Every, Rhythm
from tasks.rhythm.rules import name_of_scope, problem_of, told_rhythm
from units.models import User

Action = Event.Action
RIGHT, RIGHT_OF_TASKS = "set the plan up", "supervise"


@act
def set_rhythm(
    plan: Plan,
    *,
    by: User,
    on: date,
    reason: str,
    seen: int,
    every: str,
    day: int | None = None,
    grace: int = 0,
    task: Task | None = None,
    kind: str = "",
) -> Rhythm:
    """From ``on`` on units report so often on ``task``, on milestones of ``kind``, or on all of
    ``plan``; what was set before stays true of the days before.

    ``day`` and ``grace`` are those of Period. ``seen`` is the id of the Rhythm that the person saw,
    0 where there was none. Raises PermissionDenied; OutOfPhase; Conflict where somebody set another
    one meanwhile; ValidationError for what is no rhythm, or holds already.
    """
    deny_unless(by, RIGHT_OF_TASKS if task else RIGHT)
    Plan.objects.select_for_update(of=("self",)).only("pk").get(pk=plan.pk)
    refuse_out_of_phase(plan, CHANGE_SETTINGS, on)
    before = Rhythm.objects.of_scope(plan, task, kind).filter(since__lte=on).first()
    if (before.pk if before else 0) != seen:
        events = task.events if task else Event.objects.none()
        raise Conflict(events.filter(action=Action.SET_RHYTHM))
    refuse_unless_new(before, every, day, grace, is_general=not (task or kind))
    # Of a day only the last word counts; history has the others.
    Rhythm.objects.of_scope(plan, task, kind).filter(since=on).delete()
    after = Rhythm.objects.create(
        plan=plan, task=task, kind=kind, since=on, every=every, day=day, grace=grace, set_by=by
    )
    change = change_of(before, after)
    if task:
        note = f"{change.before} → {change.after}；{reason}"
        record(Action.SET_RHYTHM, task, by=by, on=on, note=note)
    else:
        write_down(plan, [change], by=by, on=on, reason=reason)
    return after


def refuse_unless_new(
    before: Rhythm | None, every: str, day: int | None, grace: int, *, is_general: bool
) -> None:
    """Raise ValidationError for what is no rhythm, or no other one than ``before``."""
    if problems := problem_of(every, day, grace):
        raise ValidationError(problems)
    if is_general and every == Every.INHERIT:
        raise ValidationError({"every": _("All milestones are the general rule.")})
    if before and (before.every, before.day, before.grace) == (every, day, grace):
        raise ValidationError(_("This rhythm holds already."))


@in_chinese
def change_of(before: Rhythm | None, after: Rhythm) -> Change:
    """What is written down of it, in the official language."""
    field = f"{Rhythm._meta.verbose_name} · {name_of_scope(after.kind)}"
    return Change(field, told_rhythm(before), told_rhythm(after))
