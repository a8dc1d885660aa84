"""Slips: issued with a number, confirmed, answered, lifted, referred."""

import logging
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from tasks.burden import acts as burden
from tasks.burden.models import Ask
from tasks.evidence.keeping import send, staged
from tasks.mail.delivery import post
from tasks.plan.acting import act
from tasks.plan.actors import acting_unit, staff_of
from tasks.plan.lines import addressed
from tasks.plan.models import Milestone, Plan
from tasks.plan.numbering import give_number, lock_numbers
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.plan.restricting import keep_from_others
from tasks.slips.letters import letter_of
from tasks.slips.models import Receipt, Slip
from tasks.slips.rules import Proposal, call_for, own_call, proposals, proposals_of
from tasks.slips.sheets import referral_sheet, slip_sheet
from tasks.workflow.moves import Action, locked
from units.models import User

logger = logging.getLogger(__name__)

Level, Cause = Slip.Level, Slip.Cause


@act
def issue(
    milestone: Milestone,
    level: Slip.Level,
    *,
    by: User,
    on: date,
    requirement: str,
    reply_by: date,
    why_more: str = "",
    is_by_itself: bool = False,
) -> Slip:
    """Issue the slip that ``milestone`` calls for: docs/supervision.md.

    The number follows the plan's last one of that year, without a gap. An open slip of a lower
    level is lifted, for one matter has one slip. Raises PermissionDenied for anybody but a
    supervisor; Conflict when the milestone calls for no such slip (any more); ValidationError
    where a unit is asked beyond the limit of the month and ``why_more`` is empty, unless the slip
    ``is_by_itself``.
    """
    begin(milestone, by)
    call = call_for(milestone, on)
    if call is None or call.level != level:
        raise Conflict(milestone.events.with_people())
    [proposal] = proposals_of(milestone.task.plan, on, [call])
    if not is_by_itself:
        burden.refuse_unexplained(milestone.task.plan, proposal.units, on, why_more)
    words = {"grounds": proposal.grounds, "requirement": requirement, "reply_by": reply_by}
    return send_out(proposal, by, words, why_more)


@act
def issue_by_hand(
    milestone: Milestone,
    level: Slip.Level,
    *,
    by: User,
    on: date,
    grounds: str,
    requirement: str,
    reply_by: date,
    why_more: str = "",
) -> Slip:
    """Issue a slip for which a supervisor has ``grounds`` of his own: docs/supervision.md.

    Numbered like the others. Raises PermissionDenied for anybody but a supervisor; Conflict when
    the units do not work on it (any more), or an open slip says as much already; ValidationError
    where a unit is asked beyond the limit of the month and ``why_more`` is empty.
    """
    begin(milestone, by)
    call = own_call(milestone, level, on)
    if call is None:
        raise Conflict(milestone.events.with_people())
    [proposal] = proposals_of(milestone.task.plan, on, [call])
    burden.refuse_unexplained(milestone.task.plan, proposal.units, on, why_more)
    words = {"grounds": grounds, "requirement": requirement, "reply_by": reply_by}
    return send_out(proposal, by, words | {"by_hand": True}, why_more)


def begin(milestone: Milestone, by: User) -> None:
    """Only a supervisor; numbers are given one after the other, and nothing moves meanwhile."""
    deny_unless(by, "supervise")
    lock_numbers()
    locked(milestone)


def send_out(proposal: Proposal, by: User, words: dict[str, Any], why_more: str) -> Slip:
    """Number the slip, freeze its paper, address and mail it; the numbers are locked."""
    milestone, units, on = proposal.milestone, proposal.units, proposal.on
    level = proposal.level
    Slip.objects.filter(milestone=milestone).lift(on, Cause.RAISED)
    slip = Slip(level=level, milestone=milestone, issued_by=by, issued_on=on, **words)
    give_number(slip, milestone.task.plan, on)
    slip.sheet = slip_sheet(slip, units).kept()
    slip.save(force_insert=True)
    Receipt.objects.bulk_create(
        Receipt(slip=slip, unit=unit, group=group) for unit, group in addressed(units).items()
    )
    event = record(Action.ISSUE_SLIP, milestone, by=by, on=on, note=slip.reference, paper=slip)
    burden.count(Ask.Kind.SLIP, slip.plan, units, on, event, why_more)
    if level != Level.BLUE:  # blue ones stand in the weekly digest
        post(letter_of(slip, person) for person in staff_of(units))
    return slip


def issue_blue(plan: Plan, on: date) -> tuple[int, int]:
    """Issue every blue slip of the day in the name of ``plan.auto_blue``; none without one.

    Return how many were issued, and how many refused because that person may not (any more) or
    somebody else was faster. Each is a transaction of its own: what is refused is logged and
    stops no other. A second call on the same day issues only what is new.
    """
    if plan.auto_blue is None:
        return 0, 0
    due = [proposal for proposal in proposals(plan, on) if proposal.level == Level.BLUE]
    issued = 0
    for proposal in due:
        try:
            issue(
                proposal.milestone,
                proposal.level,
                by=plan.auto_blue,
                on=on,
                requirement=proposal.requirement,
                reply_by=proposal.reply_by,
                is_by_itself=True,
            )
        except (PermissionDenied, Conflict) as refusal:
            reason = type(refusal).__name__
            logger.warning("No blue slip for milestone %d: %s", proposal.milestone.pk, reason)
        else:
            issued += 1
    return issued, len(due) - issued


@act
def receive(receipt: Receipt, *, by: User, on: date) -> None:
    """Confirm the receipt, also of a lifted slip.

    Raises PermissionDenied for anybody of another unit; Conflict when it was confirmed already.
    """
    unit, slip = acting_unit(receipt.unit_id, by, on), receipt.slip
    fresh = Receipt.objects.filter(pk=receipt.pk, received_on=None)
    if not fresh.update(received_on=on, received_by=by):
        raise Conflict(history(slip))
    record(
        Action.RECEIVE_SLIP,
        slip.milestone,
        by=by,
        on=on,
        unit=unit,
        note=slip.reference,
        paper=slip,
    )


@act
def answer(receipt: Receipt, *, by: User, on: date, text: str) -> None:
    """Reply to the slip, with the files that ``by`` chose for it; this confirms the receipt too.

    Raises PermissionDenied for anybody of another unit; Conflict when it was answered already or
    the slip is lifted, and then the receipt is not confirmed either.
    """
    unit, slip = acting_unit(receipt.unit_id, by, on), receipt.slip
    mine = Receipt.objects.filter(pk=receipt.pk)
    mine.filter(received_on=None).update(received_on=on, received_by=by)
    owed = mine.filter(replied_on=None, slip__lifted_on=None)
    if not owed.update(text=text, replied_on=on, replied_by=by):
        raise Conflict(history(slip))
    send(staged(slip.milestone, Action.ANSWER_SLIP, by, receipt.pk), receipt=receipt)
    record(Action.ANSWER_SLIP, slip.milestone, by=by, on=on, unit=unit, note=text, paper=slip)


@act
def withdraw(slip: Slip, *, by: User, on: date, text: str) -> None:
    """Lift a slip by hand, and say why.

    Raises PermissionDenied for anybody but a supervisor; Conflict when it was lifted already.
    """
    deny_unless(by, "supervise")
    if not Slip.objects.filter(pk=slip.pk).lift(on, Cause.WITHDRAWN, text):
        raise Conflict(history(slip))
    record(Action.LIFT_SLIP, slip.milestone, by=by, on=on, note=text, paper=slip)


@act
def refer(slip: Slip, *, by: User, on: date, text: str) -> None:
    """Suggest to the discipline inspection that the case be looked into (问责建议): restricted from the
    beginning, to supervisors and the units that the slip went to.

    Raises PermissionDenied for anybody but a supervisor; Conflict when the slip is not red or was
    referred already. Source: opinions 三(三).
    """
    deny_unless(by, "supervise")
    fresh = Slip.objects.filter(pk=slip.pk, level=Level.RED, referred_on=None)
    sheet = referral_sheet(slip, by, on, text).kept()
    if not fresh.update(referred_on=on, referred_by=by, referral=text, referral_sheet=sheet):
        raise Conflict(history(slip))
    referred = record(Action.REFER, slip.milestone, by=by, on=on, note=text, paper=slip)
    keep_from_others(slip, referred, slip.receipts.values_list("unit", flat=True))
