"""Claiming that a milestone is done, and deciding about it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.evidence.keeping import send, staged
from tasks.ground.sense import Sense, refusal
from tasks.plan.acting import act
from tasks.plan.actors import Actor
from tasks.plan.known import known_of, refuse_nonsense
from tasks.plan.lines import Lines
from tasks.plan.models import CompletionRequest, Milestone, Reopening
from tasks.plan.models.closing import CompletionQuerySet
from tasks.plan.restricting import restrict_filed
from tasks.workflow.acts import cosigning
from tasks.workflow.acts.dates import moved
from tasks.workflow.acts.signing import way_of
from tasks.workflow.moves import Action, Stage, make_move
from units.models import User

State = CompletionRequest.State


@act
def request_completion(
    milestone: Milestone,
    *,
    by: User,
    on: date,
    seen: int,
    completed_on: date,
    statement: str,
    exception: str = "",
    restricted_because: str = "",
) -> CompletionRequest:
    """Ask for ``milestone`` to be closed, with the files that ``by`` chose for it; with a reason it is
    restricted.

    It goes to the unit's head, or to the supervisors at once where nobody has to sign or nobody
    can. Raises ValidationError, changing nothing, for a day that makes no sense, missing
    evidence, or other units that neither confirmed nor are explained by ``exception``.
    """
    way, action = way_of(milestone, Actor.of(by, on), on), Action.REQUEST_COMPLETION
    target = Stage.SIGNING if way.is_signed else Stage.SUBMITTED
    turn: dict[str, Any] = {"target": target, "holder": way.holder}
    event = make_move(milestone, action, by=by, on=on, seen=seen, note=statement, **turn)
    assert event.unit  # who leads acts in a unit's name
    files = staged(milestone, action, by)
    lines = cosigning.cosigners(milestone, action, event.unit, on)
    check_request(milestone, on, completed_on, lines, exception, has_files=files.exists())
    request = CompletionRequest.objects.create(
        milestone=milestone,
        unit=event.unit,
        requested_by=by,
        requested_on=on,
        completed_on=completed_on,
        statement=statement,
        exception=exception,
        state=State.SIGNING if way.is_signed else State.SUBMITTED,
        submitted_on=None if way.is_signed else on,
        without_head=way.without_head,
    )
    send(files, request=request)
    restrict_filed(request, milestone, event, by=by, on=on, reason=restricted_because)
    return request


def check_request(
    milestone: Milestone,
    on: date,
    completed_on: date,
    lines: Lines,
    exception: str,
    *,
    has_files: bool,
) -> None:
    """Raise ValidationError with what is missing, by field: docs/rules.md."""
    problems = {}
    if refused := refusal(Sense.COMPLETION, completed_on, known_of(milestone, on)):
        problems["completed_on"] = refused
    has_files = has_files or milestone.evidence.of_units().exists()
    if milestone.task.plan.needs_evidence and not has_files:
        problems["evidence"] = _("Please add at least one file that proves the completion.")
    problems |= cosigning.problems(lines, exception)
    if problems:
        raise ValidationError(problems)


@act
def sign(milestone: Milestone, *, by: User, on: date, seen: int, reason: str = "") -> None:
    """The unit's head signs: the request goes to the supervisors."""
    make_move(milestone, Action.SIGN, by=by, on=on, seen=seen, note=reason)
    undecided(milestone).update(state=State.SUBMITTED, submitted_on=on)


@act
def send_back(milestone: Milestone, *, by: User, on: date, seen: int, reason: str) -> None:
    """The unit's head wants changes before he signs."""
    make_move(milestone, Action.SEND_BACK, by=by, on=on, seen=seen, note=reason)
    decide(milestone, State.SENT_BACK, on, reason)


@act
def withdraw(milestone: Milestone, *, by: User, on: date, seen: int, reason: str = "") -> None:
    """The unit takes its request back."""
    make_move(milestone, Action.WITHDRAW, by=by, on=on, seen=seen, note=reason)
    decide(milestone, State.WITHDRAWN, on, reason)


@act
def approve(
    milestone: Milestone,
    *,
    by: User,
    on: date,
    seen: int,
    completed_on: date | None = None,
    reason: str = "",
) -> None:
    """Close the milestone on the day that the unit named, or on ``completed_on`` with a reason.

    Raises ValidationError when the corrected day has no reason or makes no sense.
    """
    # Read before the lock, against the rule: the version and the stage, compared under the lock,
    # refuse the move where this request is not the one that is decided any more.
    request = undecided(milestone).first()
    claimed_on = request.completed_on if request else None
    day = completed_on or claimed_on
    note = moved(claimed_on, day, reason)
    make_move(milestone, Action.APPROVE, by=by, on=on, seen=seen, note=note, completed_on=day)
    assert day  # the stage that make_move found has a request, and a request a day
    is_corrected = day != claimed_on
    refuse_nonsense("completed_on", Sense.CORRECTED, day, known_of(milestone, on))
    if is_corrected and not reason.strip():
        raise ValidationError({"reason": _("Please say why the date is corrected.")})
    decide(milestone, State.APPROVED, on, reason, corrected_on=day if is_corrected else None)


@act
def return_request(milestone: Milestone, *, by: User, on: date, seen: int, reason: str) -> None:
    """The supervisors are not convinced: the unit goes on."""
    make_move(milestone, Action.RETURN, by=by, on=on, seen=seen, note=reason)
    decide(milestone, State.RETURNED, on, reason)


@act
def reopen(milestone: Milestone, *, by: User, on: date, seen: int, reason: str) -> None:
    """A milestone that was done is not. Earlier days go on showing it as done."""
    undo(milestone, Action.REOPEN, by, on, seen, reason, "completed_on")


@act
def stop(milestone: Milestone, *, by: User, on: date, seen: int, reason: str) -> None:
    """The milestone is given up, and leaves the rates from the day ``on``."""
    make_move(milestone, Action.STOP, by=by, on=on, seen=seen, note=reason, stopped_on=on)


@act
def resume(milestone: Milestone, *, by: User, on: date, seen: int, reason: str) -> None:
    """A stopped milestone goes on. Earlier days go on showing it as stopped."""
    undo(milestone, Action.RESUME, by, on, seen, reason, "stopped_on")


def undo(
    milestone: Milestone, action: str, by: User, on: date, seen: int, reason: str, field: str
) -> None:
    """Clear ``field``, the day on which it ended, and keep that day as a Reopening."""
    cleared: dict[str, Any] = {field: None}
    make_move(milestone, action, by=by, on=on, seen=seen, note=reason, **cleared)
    Reopening.objects.create(
        milestone=milestone,
        ended_as=milestone.stage,
        ended_on=getattr(milestone, field),
        reopened_on=on,
    )


def undecided(milestone: Milestone) -> CompletionQuerySet:
    """The request about which nobody has decided: at most one."""
    return CompletionRequest.objects.undecided().filter(milestone=milestone)


def decide(milestone: Milestone, state: str, on: date, reason: str = "", **fields: Any) -> None:
    """Close the undecided request with ``reason``, the words of the decision."""
    undecided(milestone).update(state=state, decided_on=on, decision_note=reason, **fields)
