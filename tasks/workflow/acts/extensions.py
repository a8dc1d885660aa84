"""Later dates: asked for, signed, granted or refused. The document's date stays."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.evidence.keeping import send, staged
from tasks.ground.official import written
from tasks.ground.sense import Sense
from tasks.plan.acting import act
from tasks.plan.actors import Actor
from tasks.plan.known import known_of, refuse_nonsense
from tasks.plan.models import Extension, Milestone
from tasks.plan.numbering import give_number, lock_numbers
from tasks.plan.restricting import restrict_filed
from tasks.workflow.acts import cosigning
from tasks.workflow.acts.signing import way_of
from tasks.workflow.moves import Action, Decision, locked, make_move
from tasks.workflow.sheets import decision_sheet
from units.models import User


@act
def request_extension(
    milestone: Milestone,
    *,
    by: User,
    on: date,
    seen: int,
    new_due_on: date,
    reason: str,
    progress: str,
    measures: str,
    exception: str = "",
    restricted_because: str = "",
) -> Extension:
    """Ask for the later date ``new_due_on``; with a reason the request is restricted.

    It goes to the unit's head first, like a completion. Raises ValidationError, changing
    nothing, when there is no date to move, the new one makes no sense, or other lead units neither
    confirmed nor are explained by ``exception``.
    """
    way, note = way_of(milestone, Actor.of(by, on), on), until(new_due_on, reason)
    event = make_move(
        milestone, Action.REQUEST_EXTENSION, by=by, on=on, seen=seen, note=note, holder=way.holder
    )
    old_due_on = date_to_move(milestone, new_due_on, on)
    lines = cosigning.cosigners(milestone, Action.REQUEST_EXTENSION, event.unit, on)
    if problems := cosigning.problems(lines, exception):
        raise ValidationError(problems)
    words = {"reason": reason, "progress": progress, "measures": measures, "exception": exception}
    extension = Extension.objects.create(
        milestone=milestone,
        unit=event.unit,
        requested_by=by,
        old_due_on=old_due_on,
        new_due_on=new_due_on,
        requested_on=on,
        decision=Decision.SIGNING if way.is_signed else Decision.PENDING,
        submitted_on=None if way.is_signed else on,
        without_head=way.without_head,
        **words,
    )
    send(staged(milestone, Action.REQUEST_EXTENSION, by), extension=extension)
    restrict_filed(extension, milestone, event, by=by, on=on, reason=restricted_because)
    return extension


def until(due_on: date | None, reason: str) -> str:
    """What the history says of a later date, in the language of papers."""
    return "：".join(filter(None, (f"延至{written(due_on)}", reason)))


def date_to_move(milestone: Milestone, new_due_on: date, on: date) -> date:
    """The present due date. Raises ValidationError where there is none, or the new one makes no sense."""
    milestone.refresh_from_db(fields=["due_on"])
    if milestone.due_on is None:
        raise ValidationError(_("This milestone has no due date that could be extended."))
    refuse_nonsense("new_due_on", Sense.EXTENSION, new_due_on, known_of(milestone, on))
    return milestone.due_on


@act
def sign_extension(
    milestone: Milestone, *, by: User, on: date, seen: int, reason: str = ""
) -> None:
    """The unit's head signs: the request goes to the supervisors."""
    make_move(milestone, Action.SIGN_EXTENSION, by=by, on=on, seen=seen, note=reason)
    milestone.extensions.undecided().update(decision=Decision.PENDING, submitted_on=on)


@act
def send_back_extension(
    milestone: Milestone, *, by: User, on: date, seen: int, reason: str
) -> None:
    """The unit's head wants changes before he signs."""
    make_move(milestone, Action.SEND_BACK_EXTENSION, by=by, on=on, seen=seen, note=reason)
    decide(milestone, Decision.SENT_BACK, on, reason)


@act
def withdraw_extension(
    milestone: Milestone, *, by: User, on: date, seen: int, reason: str = ""
) -> None:
    """The unit takes its request back."""
    make_move(milestone, Action.WITHDRAW_EXTENSION, by=by, on=on, seen=seen, note=reason)
    decide(milestone, Decision.WITHDRAWN, on, reason)


@act
def grant(milestone: Milestone, *, by: User, on: date, seen: int, reason: str = "") -> None:
    """Move the due date as requested, and lift the slips that this answers.

    The light by the document's date stays as it is. Raises ValidationError, changing nothing, where
    the date was corrected meanwhile to one that the request does not move later.
    """
    lock_numbers()
    present = locked(milestone)
    extension = present.extensions.undecided().first()
    due_on = extension.new_due_on if extension else None
    note = until(due_on, reason)
    make_move(milestone, Action.GRANT, by=by, on=on, seen=seen, note=note, due_on=due_on)
    if not (due_on and present.due_on and due_on > present.due_on):
        words = _("The due date was corrected: the date that was asked for is no later any more.")
        raise ValidationError(words)
    answer(milestone, Decision.GRANTED, by, on, reason, old_due_on=present.due_on)
    milestone.slips.lift_extended(on)


@act
def refuse(milestone: Milestone, *, by: User, on: date, seen: int, reason: str) -> None:
    """The due date stays."""
    lock_numbers()
    make_move(milestone, Action.REFUSE, by=by, on=on, seen=seen, note=reason)
    answer(milestone, Decision.REFUSED, by, on, reason)


def answer(
    milestone: Milestone, decision: str, by: User, on: date, reason: str, **changes: Any
) -> None:
    """Decide the undecided request, in a paper to the unit that asked; the numbers are locked."""
    asked = milestone.extensions.undecided().values_list("pk").get()
    decide(milestone, decision, on, reason, **changes)
    extension = Extension.objects.select_related("unit").get(pk=asked[0])
    give_number(extension, milestone.task.plan, on)
    extension.sheet = decision_sheet(extension, by, on).kept()
    extension.save(update_fields=["plan", "year", "number", "sheet"])


def decide(milestone: Milestone, decision: str, on: date, reason: str = "", **changes: Any) -> None:
    """Close the undecided request with ``reason``, the words of the decision."""
    decided = {"decision": decision, "decided_on": on, "decision_note": reason}
    milestone.extensions.undecided().update(**decided, **changes)
