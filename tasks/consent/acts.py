"""A second person agrees to a correction or does not; who proposed it may take it back."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tasks.consent.rules import may_decide
from tasks.plan.acting import act, announce, touch_plan
from tasks.plan.correcting import STALE
from tasks.plan.models import ProposedCorrection
from tasks.plan.resending import resend
from units.models import User

State = ProposedCorrection.State


@act
def agree(
    proposal: ProposedCorrection, *, by: User, on: date, reason: str = ""
) -> ProposedCorrection:
    """Let the correction hold: what was sent goes through the same forms again, is saved, and is written
    down in both names. Where it does not fit any more nothing is saved, and it is closed as outdated,
    with why in ``decision_note``. Return it as it is then.

    Raises PermissionDenied; OutOfPhase; ValidationError where it is decided already.
    """
    fresh = decide(proposal, State.AGREED, by=by, on=on, reason=reason)
    try:
        with transaction.atomic():
            resend(fresh, by=by)
    except ValidationError as misfit:
        fresh.state, fresh.decision_note = State.OUTDATED, " ".join(misfit.messages)
        fresh.save(update_fields=["state", "decision_note"])
    return fresh


@act
def refuse(proposal: ProposedCorrection, *, by: User, on: date, reason: str) -> ProposedCorrection:
    """Nothing changes, and the correction is closed with the ``reason``.

    Raises PermissionDenied; ValidationError where it is decided already.
    """
    return decide(proposal, State.REFUSED, by=by, on=on, reason=reason)


@act
def withdraw(proposal: ProposedCorrection, *, by: User, on: date) -> None:
    """Who proposed it takes it back. Raises PermissionDenied for others; ValidationError where it is
    decided already.
    """
    if by.pk != proposal.proposed_by_id or not by.is_active:
        raise PermissionDenied
    close(proposal, State.WITHDRAWN, by=by, on=on)


def decide(
    proposal: ProposedCorrection, state: str, *, by: User, on: date, reason: str
) -> ProposedCorrection:
    """Close it by somebody else than who proposed it."""
    if not may_decide(by, proposal):
        raise PermissionDenied
    return close(proposal, state, by=by, on=on, reason=reason)


def close(
    proposal: ProposedCorrection, state: str, *, by: User, on: date, reason: str = ""
) -> ProposedCorrection:
    """Close what waits, one after the other: who comes second is told who was first."""
    locked = ProposedCorrection.objects.select_for_update(of=("self",)).with_names()
    fresh = locked.get(pk=proposal.pk)
    if not fresh.is_waiting:
        raise ValidationError(outcome_of(fresh), code=STALE)
    fresh.state, fresh.decided_by, fresh.decided_on = state, by, on
    fresh.decision_note = reason
    fresh.save(update_fields=["state", "decided_by", "decided_on", "decision_note"])
    touch_plan(fresh.plan_id)
    announce(fresh)
    return fresh


def outcome_of(proposal: ProposedCorrection) -> str:
    """Who decided when, and in which words."""
    words = _("This is decided already: %(day)s %(person)s, %(outcome)s. %(note)s")
    told = {
        "day": proposal.decided_on,
        "person": proposal.decided_by,
        "outcome": proposal.get_state_display(),
        "note": proposal.decision_note,
    }
    return (words % told).strip()
