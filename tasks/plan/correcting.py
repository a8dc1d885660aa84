"""Corrections 更正 of official facts: what the document says was read or written down wrongly.

They hold for every day: docs/decisions/what-a-correction-covers.md.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F

from tasks.plan.acting import act, touch
from tasks.plan.models import Correction, Event, Milestone, Task
from tasks.plan.recording import deny_unless, record
from units.models import User


class Change(NamedTuple):
    """A field by its name on the page, and its value before and after, in words."""

    field: str
    before: str
    after: str


@act
def correct(
    about: Task | Milestone, changes: Iterable[Change], *, by: User, on: date, reason: str
) -> Event:
    """Write down what was corrected ``about`` a task or a milestone, which is saved already.

    A milestone is told anew, and forms that were opened on it before are stale.
    Raises PermissionDenied.
    """
    deny_unless(by, "correct the plan")
    version = 0
    if isinstance(about, Milestone):
        mine = Milestone.objects.filter(pk=about.pk)
        mine.update(version=F("version") + 1)
        version = mine.values_list("version", flat=True).get()
        touch(about.pk)
    event = record(Event.Action.CORRECT, about, by=by, on=on, note=reason, version=version)
    Correction.objects.bulk_create(
        Correction(event=event, **change._asdict()) for change in changes
    )
    return event
