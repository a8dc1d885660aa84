"""Slips: issued with a number, confirmed, answered, lifted, referred."""

import logging

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from tasks.evidence.keeping import staged
from tasks.mail.delivery import post
from tasks.plan.actors import acting_unit, answering_units, staff_of
from tasks.plan.models import Plan
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.slips.letters import letter_of
from tasks.slips.models import Receipt, Slip
from tasks.slips.rules import candidates, grounds, level_for, proposals
from tasks.workflow.moves import Action, locked

logger = logging.getLogger(__name__)

Level, Cause = Slip.Level, Slip.Cause


@transaction.atomic
def issue(milestone, level, *, by, on, requirement, reply_by):
    """Issue the slip that ``milestone`` calls for; return it.

    The number follows the plan's last one of that year, without a gap. An open slip of a lower
    level is lifted, for one matter has one slip. Raises PermissionDenied for anybody but a
    supervisor; Conflict when the milestone calls for no such slip (any more).
    """
    deny_unless(by, "supervise")
    plan = Plan.objects.select_for_update().get(pk=milestone.task.plan_id)
    locked(milestone)
    row = candidates(plan, on).for_table().filter(pk=milestone.pk).first()
    if row is None or level_for(row, on) != level:
        raise Conflict(milestone.events.with_people())
    Slip.objects.filter(milestone=row).lift(on, Cause.RAISED)
    slip = Slip.objects.create(
        plan=plan,
        year=on.year,
        number=next_number(plan, on.year),
        level=level,
        milestone=row,
        grounds=grounds(row, on),
        requirement=requirement,
        issued_by=by,
        issued_on=on,
        reply_by=reply_by,
    )
    Receipt.objects.bulk_create(Receipt(slip=slip, unit=unit) for unit in answering_units(row))
    record(Action.ISSUE_SLIP, row, by=by, on=on, note=slip.reference, paper=slip)
    if level != Level.BLUE:  # blue ones stand in the weekly digest
        post(letter_of(slip, person) for person in staff_of(answering_units(row)))
    return slip


def next_number(plan, year):
    """The plan is locked, so nobody else takes the same number."""
    last = Slip.objects.filter(plan=plan, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def issue_blue(plan, on):
    """Issue every blue slip of the day in the name of ``plan.auto_blue``.

    Return how many were issued, and how many refused because that person may not (any more) or
    somebody else was faster. What is refused is logged and stops no other.
    """
    if plan.auto_blue is None:
        return 0, 0
    due = [one for one in proposals(plan, on) if one.level == Level.BLUE]
    issued = 0
    for one in due:
        words = {"requirement": one.requirement, "reply_by": one.reply_by}
        try:
            issue(one.milestone, one.level, by=plan.auto_blue, on=on, **words)
        except (PermissionDenied, Conflict) as refusal:
            reason = type(refusal).__name__
            logger.warning("No blue slip for milestone %d: %s", one.milestone.pk, reason)
        else:
            issued += 1
    return issued, len(due) - issued


@transaction.atomic
def receive(receipt, *, by, on):
    """Confirm the receipt. Raises PermissionDenied; Conflict when it was confirmed already."""
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


@transaction.atomic
def answer(receipt, *, by, on, text):
    """Reply to the slip, with the files that ``by`` chose for it; this confirms the receipt too.

    Raises PermissionDenied, Conflict.
    """
    unit, slip = acting_unit(receipt.unit_id, by, on), receipt.slip
    mine = Receipt.objects.filter(pk=receipt.pk)
    mine.filter(received_on=None).update(received_on=on, received_by=by)
    said = {"text": text, "replied_on": on, "replied_by": by}
    if not mine.filter(replied_on=None, slip__lifted_on=None).update(**said):
        raise Conflict(history(slip))
    staged(slip.milestone, Action.ANSWER_SLIP, by).update(receipt=receipt)
    record(Action.ANSWER_SLIP, slip.milestone, by=by, on=on, unit=unit, note=text, paper=slip)


@transaction.atomic
def withdraw(slip, *, by, on, text):
    """Lift a slip by hand, and say why. Raises PermissionDenied; Conflict when it was lifted already."""
    deny_unless(by, "supervise")
    if not Slip.objects.filter(pk=slip.pk).lift(on, Cause.WITHDRAWN, text):
        raise Conflict(history(slip))
    record(Action.LIFT_SLIP, slip.milestone, by=by, on=on, note=text, paper=slip)


@transaction.atomic
def refer(slip, *, by, on, text):
    """Suggest to the discipline inspection that the case be looked into (问责建议).

    Only red slips, once. Raises PermissionDenied; Conflict. Source: opinions 三(三).
    """
    deny_unless(by, "supervise")
    fresh = Slip.objects.filter(pk=slip.pk, level=Level.RED, referred_on=None)
    if not fresh.update(referred_on=on, referred_by=by, referral=text):
        raise Conflict(history(slip))
    record(Action.REFER, slip.milestone, by=by, on=on, note=text, paper=slip)
