"""How the document's dates are read: confirmed, or set by a supervisor."""

from datetime import date
from typing import Any

from tasks.ground.official import written
from tasks.ground.sense import Sense
from tasks.plan.acting import act
from tasks.plan.known import known_of, refuse_nonsense
from tasks.plan.models import DateSetting, Extension, Milestone
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from tasks.plan.recording import deny_unless, record
from tasks.workflow.moves import Action, make_move
from units.models import User


@act
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


@act
def set_date(
    milestone: Milestone,
    *,
    by: User,
    on: date,
    seen: int,
    due_on: date,
    reason: str,
) -> None:
    """Set the date that the document does not give, or gives in words that need reading.

    The document's own date stays beside it. What it means by a date holds for every day shown,
    while nobody has decided about another one; any other date holds from the day ``on`` on:
    docs/decisions/what-a-correction-covers.md.

    Raises ValidationError, changing nothing, for another date than now that makes no sense.
    """
    changes: dict[str, Any] = {"date_confirmed_on": on} if milestone.date_note else {}
    changes["due_on"] = due_on
    note = moved(milestone.due_on, due_on, reason)
    event = make_move(milestone, Action.SET_DATE, by=by, on=on, seen=seen, note=note, **changes)
    if due_on != milestone.due_on:
        refuse_nonsense("due_on", Sense.PROMISE, due_on, known_of(milestone, on))
        DateSetting.objects.create(
            milestone=milestone,
            on=on,
            old_due_on=milestone.due_on,
            due_on=due_on,
            is_reading=is_reading(milestone),
            event=event,
        )


def moved(old: date | None, new: date | None, reason: str) -> str:
    """What the history says of a day that is another one now, and why; of the same day only why."""
    return reason if old == new else f"{written(old)} → {written(new)}。{reason}"


def is_reading(milestone: Milestone) -> bool:
    """True while a date set for ``milestone`` says what the document's date means."""
    decided = milestone.extensions.filter(decision=Extension.Decision.GRANTED).exists()
    decided = decided or milestone.date_settings.filter(is_reading=False).exists()
    return bool(milestone.date_note and milestone.original_due_on) and not decided
