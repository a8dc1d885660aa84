"""What supervisors and administrators set of a plan itself: docs/plans.md."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.burden import acts as burden
from tasks.burden.models import Ask
from tasks.frame.words import names
from tasks.ground.official import in_chinese
from tasks.ground.sense import Sense
from tasks.mail.delivery import Clock, post, try_at_once
from tasks.mail.dropping import drop_mails_about
from tasks.mail.models import Delivery
from tasks.plan.acting import act
from tasks.plan.correcting import STALE, Change, refuse_unless_seen, write_down
from tasks.plan.known import known_of_plan, refuse_nonsense
from tasks.plan.models import Plan, Task
from tasks.plan.phases import CHANGE_SETTINGS, refuse_out_of_phase
from tasks.plan.recording import deny_unless, record
from tasks.setup.health import absent, late_parts
from tasks.setup.letters import Call, letter_of_test, letters
from tasks.setup.owners import Owners
from tasks.setup.rules import SETTINGS, TURNS, change_of_phase, changes_of_settings
from tasks.workflow.moves import Action
from units.models import Unit, User


@act
def turn(
    plan: Plan,
    name: str,
    *,
    by: User,
    on: date,
    reason: str,
    seen: int,
    day: date | None = None,
) -> Plan:
    """Take ``plan`` into another phase by one of TURNS; return it as it is then.

    Only a plan that is put in use gets a ``day`` of its own, which may be set anew until it has
    come; all else holds from today on. ``seen`` is the id of the latest correction that the person
    saw. Archiving drops what was about to be sent. Raises PermissionDenied; ValidationError where
    the form is stale, the plan in another phase, or the day before its issue.
    """
    before, one = locked(plan, by, seen), TURNS[name]
    if before.phase(on) != one.before:
        words = _("The plan is %(phase)s by now; this cannot be done.")
        raise ValidationError(words % {"phase": before.phase(on).label})
    if day:
        refuse_nonsense("day", Sense.IN_USE, day, known_of_plan(before, on))
    Plan.objects.filter(pk=plan.pk).update(**one.days(day or on))
    after = Plan.objects.defer("source_text").get(pk=plan.pk)
    write_down(plan, [change_of_phase(before, after)], by=by, on=on, reason=reason)
    if name == "archive":
        drop_mails_about(after)
    return after


@act
def change_settings(
    plan: Plan, values: Mapping[str, Any], *, by: User, on: date, reason: str, seen: int
) -> list[Change]:
    """Save ``values``, by the names of SETTINGS, and return what they changed; with nothing changed
    they were looked at. ``seen`` is the id of the latest correction that the person saw.

    Raises PermissionDenied; OutOfPhase in an archived plan; ValidationError where the form is stale,
    a change has no ``reason``, or one person would do away with consent; KeyError for what is no setting.
    """
    before = locked(plan, by, seen)
    refuse_out_of_phase(before, CHANGE_SETTINGS, on)
    if strangers := values.keys() - set(SETTINGS):
        raise KeyError(*strangers)
    refuse_to_drop_consent(before, values)
    changes = changes_of_settings(before, values)
    if changes and not reason:
        raise ValidationError({"reason": _("Please say why you change this.")})
    Plan.objects.filter(pk=plan.pk).update(settings_seen_on=on, **values)
    write_down(plan, changes, by=by, on=on, reason=reason)
    return changes


def refuse_to_drop_consent(plan: Plan, values: Mapping[str, Any]) -> None:
    """Raise ValidationError where corrections would need no second person any more: that is a
    correction itself, which waits for one.
    """
    if plan.second_consent and not values.get("second_consent", True):
        words = _(
            "This is turned off in the administration: as any correction there, it holds once "
            "another person has agreed."
        )
        raise ValidationError({"second_consent": words})


@act
def set_members(
    group: Unit, members: Iterable[Unit], *, by: User, on: date, seen: Iterable[int]
) -> None:
    """Make ``members`` those who answer for ``group``; ``seen`` are the ids of those before.

    Raises PermissionDenied; ValidationError where somebody else named others meanwhile.
    """
    deny_unless(by, "set the plan up")
    Unit.objects.select_for_update().get(pk=group.pk)
    before = group.members.all()
    if {unit.pk for unit in before} != set(seen):
        words = _("Somebody else named members meanwhile: %(members)s.")
        raise ValidationError(words % {"members": names(before)}, code=STALE)
    group.members.set(members)


@act
def remind_unit(plan: Plan, unit: Unit, *, by: User, on: date) -> int:
    """Write to the people of ``unit`` about tasks not acknowledged in time and people who do not sign
    in, and return to how many; each task says so in its history.

    Raises PermissionDenied; OutOfPhase; ValidationError where nothing is amiss, or they were written
    to on the same day.
    """
    deny_unless(by, "supervise")
    refuse_out_of_phase(plan, Action.URGE, on)
    owners = Owners(plan, on, unit.pk)
    late = [part.task for _unit, parts in late_parts(owners) for part in parts]
    call = Call(
        plan,
        unit,
        list(Task.objects.filter(pk__in=late).select_related("plan").order_by("number")),
        [one for one in absent(owners) if one.is_away],
    )
    if not call.tasks and not call.amiss:
        raise ValidationError(_("Nothing is amiss any more with what you looked at."))
    occasion = f"unit-{plan.pk}-{unit.pk}-{on.isoformat()}"
    if not (written := post(letters(call, owners.staff[unit.pk], occasion))):
        raise ValidationError(_("They were written to today already."))
    events = [
        record(Action.URGE, task, by=by, on=on, note=words_of_reminder(unit)) for task in call.tasks
    ]
    burden.count(Ask.Kind.URGE, plan, [unit], on, next(iter(events), None))
    return written


def send_test(person: User, clock: Clock) -> Delivery:
    """Send a mail to ``person`` himself now, and return what became of it.

    Raises PermissionDenied; ValidationError where he has no address.
    """
    deny_unless(person, "set the plan up")
    if not person.email:
        raise ValidationError(
            _("Your account has no e-mail address: please have one entered first.")
        )
    return try_at_once(letter_of_test(person, clock().isoformat()), clock)


@in_chinese
def words_of_reminder(unit: Unit) -> str:
    """What the history of a task says of it."""
    return _("%(unit)s: please acknowledge this task.") % {"unit": unit}


def locked(plan: Plan, by: User, seen: int) -> Plan:
    """``plan`` as it is now, for one person at a time. Raises PermissionDenied, ValidationError."""
    deny_unless(by, "set the plan up")
    # The person named for blue slips may be none: only the plan's own row is locked.
    fresh = Plan.objects.select_for_update(of=("self",)).defer("source_text").get(pk=plan.pk)
    refuse_unless_seen(fresh, seen)
    return fresh
