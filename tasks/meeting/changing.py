"""A meeting changes one act after the other, and who changed what is kept: docs/meeting.md."""

from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.meeting.models import MeetingChange
from tasks.plan.acting import touch_plan
from tasks.plan.correcting import STALE
from tasks.plan.models import Meeting
from units.models import User


def locked(meeting: Meeting, seen: int | None = None) -> Meeting:
    """The meeting as it is now; others wait for this transaction. Raises ValidationError, as STALE, where
    it is another version than ``seen``, or its minutes are closed; it tells who changed what.
    """
    Meeting.objects.select_for_update().only("pk").get(pk=meeting.pk)
    present = Meeting.objects.select_related("plan", "chair__user").get(pk=meeting.pk)
    if present.closed_on:
        words = _("The minutes of this meeting are closed: nothing in it changes any more.")
        refuse_stale(words, present, present.version - 1 if seen is None else seen)
    if seen is not None and seen != present.version:
        words = _("Somebody else changed this meeting meanwhile. Please look again, then send it.")
        refuse_stale(words, present, seen)
    return present


def refuse_stale(words: str, meeting: Meeting, seen: int) -> NoReturn:
    """Raise ValidationError with the ``words``, and who changed what after the version ``seen``."""
    missed = [told(one) for one in meeting.changes.since(seen)]
    raise ValidationError([ValidationError(one, code=STALE) for one in [words, *missed]])


def told(change: MeetingChange) -> str:
    """Who changed what when, in one line."""
    who = (change.on, change.time, change.person.unit, change.person)
    return f"{' '.join(str(one) for one in who if one)}{_(': ')}{change.text}"


def rise(meeting: Meeting, by: User, on: date, text: str, **changes: Any) -> None:
    """Write the ``changes``, and in ``text`` what they are; whoever saw the meeting before is told."""
    meeting.version += 1
    Meeting.objects.filter(pk=meeting.pk).update(version=meeting.version, **changes)
    touch_plan(meeting.plan_id)
    keep(meeting, by, on, text)


def keep(meeting: Meeting, by: User, on: date, text: str) -> None:
    """Write down who changed ``meeting`` to its present version, and how."""
    MeetingChange.objects.create(
        meeting=meeting, version=meeting.version, person=by, on=on, text=text
    )
