"""What supervisors and administrators set of a plan itself: docs/plans.md."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.ground.sense import Sense
from tasks.mail.dropping import drop_mails_about
from tasks.plan.acting import act
from tasks.plan.correcting import Change, refuse_unless_seen, write_down
from tasks.plan.known import known_of_plan, refuse_nonsense
from tasks.plan.models import Plan
from tasks.plan.phases import CHANGE_SETTINGS, refuse_out_of_phase
from tasks.plan.recording import deny_unless
from tasks.setup.rules import SETTINGS, TURNS, change_of_phase, changes_of_settings
from units.models import User


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

    Raises PermissionDenied; OutOfPhase in an archived plan; ValidationError where the form is stale
    or a change has no ``reason``; KeyError for what is no setting.
    """
    before = locked(plan, by, seen)
    refuse_out_of_phase(before, CHANGE_SETTINGS, on)
    if strangers := values.keys() - set(SETTINGS):
        raise KeyError(*strangers)
    changes = changes_of_settings(before, values)
    if changes and not reason:
        raise ValidationError({"reason": _("Please say why you change this.")})
    Plan.objects.filter(pk=plan.pk).update(settings_seen_on=on, **values)
    write_down(plan, changes, by=by, on=on, reason=reason)
    return changes


def locked(plan: Plan, by: User, seen: int) -> Plan:
    """``plan`` as it is now, for one person at a time. Raises PermissionDenied, ValidationError."""
    deny_unless(by, "set the plan up")
    # The person named for blue slips may be none: only the plan's own row is locked.
    fresh = Plan.objects.select_for_update(of=("self",)).defer("source_text").get(pk=plan.pk)
    refuse_unless_seen(fresh, seen)
    return fresh
