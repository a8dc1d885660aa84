"""How the document's dates are read: confirmed, or set by a supervisor."""

from datetime import date
from typing import Any

from django.db import transaction

from tasks.plan.models import Milestone
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from tasks.plan.recording import deny_unless, record
from tasks.workflow.moves import Action, make_move
from units.models import User


@transaction.atomic
def confirm_dates(milestones: MilestoneQuerySet, *, by: User, on: date) -> int:
    """Confirm how the dates of ``milestones`` were read; return how many.

    Those that need no confirmation or have one stay as they are. Raises PermissionDenied.
    Source: docs/rules.md, "Reading dates".
    """
    deny_unless(by, "confirm dates")
    to_check = milestones.with_dates_to_check()
    waiting = list(to_check.select_for_update(of=("self",)).select_related("task"))
    for milestone in waiting:
        record(Action.CONFIRM_DATE, milestone, by=by, on=on, version=milestone.version)
    ids = [milestone.pk for milestone in waiting]
    return milestones.filter(pk__in=ids).update(date_confirmed_on=on)


@transaction.atomic
def set_date(
    milestone: Milestone, *, by: User, on: date, seen: int, due_on: date, reason: str
) -> None:
    """Set the date that the document does not give, or gives in words that need reading.

    It is a reading of the document, so it holds for every day shown; the document's own date
    stays beside it.
    """
    confirmed: dict[str, Any] = {"date_confirmed_on": on} if milestone.date_note else {}
    make_move(
        milestone, Action.SET_DATE, by=by, on=on, seen=seen, note=reason, due_on=due_on, **confirmed
    )
