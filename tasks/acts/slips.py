"""Slips: issued with a number, confirmed, answered, lifted, referred."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.actors import Actor, answering_units, staff_of
from tasks.acts.papers import record
from tasks.delivery import post
from tasks.evidence import staged
from tasks.letters import Letter, Line, Section, in_language_of
from tasks.models import Mail, Plan, Receipt, Slip
from tasks.recording import Conflict
from tasks.slips import candidates, level_for, proposals
from tasks.slips import evidence as grounds
from tasks.workflow import Action, locked
from units.roles import may

Level, Cause = Slip.Level, Slip.Cause


@transaction.atomic
def issue(milestone, level, *, by, on, requirement, reply_by):
    """Issue the slip that ``milestone`` calls for; return it.

    The number follows the plan's last one of that year, without a gap. An open slip of a lower
    level is lifted, for one matter has one slip. Raises PermissionDenied for anybody but a
    supervisor; Conflict when the milestone calls for no such slip (any more).
    """
    if not may(by, "supervise"):
        raise PermissionDenied
    plan = Plan.objects.select_for_update().get(pk=milestone.task.plan_id)
    locked(milestone)
    row = candidates(plan, on).for_table().filter(pk=milestone.pk).first()
    if row is None or level_for(row, on) != level:
        raise Conflict(())
    Slip.objects.filter(milestone=row).lift(on, Cause.RAISED)
    slip = Slip.objects.create(
        plan=plan,
        year=on.year,
        number=next_number(plan, on.year),
        level=level,
        milestone=row,
        evidence=grounds(row, on),
        requirement=requirement,
        issued_by=by,
        issued_on=on,
        reply_by=reply_by,
    )
    Receipt.objects.bulk_create(Receipt(slip=slip, unit=unit) for unit in answering_units(row))
    record(slip, Action.ISSUE_SLIP, by, on, slip.reference, by.unit)
    if level != Level.BLUE:  # blue ones stand in the weekly digest
        post(letter_of(slip, person) for person in staff_of(answering_units(row)))
    return slip


def next_number(plan, year):
    """The plan is locked, so nobody else takes the same number."""
    last = Slip.objects.filter(plan=plan, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def issue_blue(plan, on):
    """Issue every blue slip of the day in the name of ``plan.auto_blue``; return how many."""
    if plan.auto_blue is None:
        return 0
    due = [one for one in proposals(plan, on) if one.level == Level.BLUE]
    for one in due:
        words = {"requirement": one.requirement, "reply_by": one.reply_by}
        issue(one.milestone, one.level, by=plan.auto_blue, on=on, **words)
    return len(due)


@transaction.atomic
def receive(receipt, *, by, on):
    """Confirm the receipt. Raises PermissionDenied; Conflict when it was confirmed already."""
    unit = acting_unit(receipt, by, on)
    fresh = Receipt.objects.filter(pk=receipt.pk, received_on=None)
    if not fresh.update(received_on=on, received_by=by):
        raise Conflict(())
    record(receipt.slip, Action.RECEIVE_SLIP, by, on, receipt.slip.reference, unit)


@transaction.atomic
def answer(receipt, *, by, on, text):
    """Reply to the slip, with the files that ``by`` chose for it; this confirms the receipt too.

    Raises PermissionDenied, Conflict.
    """
    unit = acting_unit(receipt, by, on)
    mine = Receipt.objects.filter(pk=receipt.pk)
    mine.filter(received_on=None).update(received_on=on, received_by=by)
    said = {"text": text, "replied_on": on, "replied_by": by}
    if not mine.filter(replied_on=None, slip__lifted_on=None).update(**said):
        raise Conflict(())
    staged(receipt.slip.milestone, Action.ANSWER_SLIP, by).update(receipt=receipt)
    record(receipt.slip, Action.ANSWER_SLIP, by, on, text, unit)


def acting_unit(receipt, by, on):
    """The unit in whose name ``by`` acts. Raises PermissionDenied."""
    units = Actor.of(by, on).units
    if receipt.unit_id not in units:
        raise PermissionDenied
    return units[receipt.unit_id]


@transaction.atomic
def withdraw(slip, *, by, on, text):
    """Lift a slip by hand, and say why. Raises PermissionDenied; Conflict when it was lifted already."""
    if not may(by, "supervise"):
        raise PermissionDenied
    if not Slip.objects.filter(pk=slip.pk).lift(on, Cause.WITHDRAWN, text):
        raise Conflict(())
    record(slip, Action.LIFT_SLIP, by, on, text, by.unit)


@transaction.atomic
def refer(slip, *, by, on, text):
    """Suggest to the discipline inspection that the case be looked into (问责建议).

    Only red slips, once. Raises PermissionDenied; Conflict. Source: opinions 三(三).
    """
    if not may(by, "supervise"):
        raise PermissionDenied
    fresh = Slip.objects.filter(pk=slip.pk, level=Level.RED, referred_on=None)
    if not fresh.update(referred_on=on, referred_by=by, referral=text):
        raise Conflict(())
    record(slip, Action.REFER, by, on, text, by.unit)


def letter_of(slip, person):
    """The mail that goes out with a yellow or red slip, at once."""
    with in_language_of(person):
        note = _("reply by %(day)s") % {"day": slip.reply_by}
        path = reverse("slip", args=[slip.plan.slug, slip.pk])
        subject = _("%(level)s %(reference)s, task %(number)d") % {
            "level": slip.get_level_display(),
            "reference": slip.reference,
            "number": slip.milestone.task.number,
        }
        lines = (Line(slip.requirement, note, path),)
        sections = (Section(_("Requirement"), lines),)
        return Letter(Mail.Kind.SLIP, f"slip-{slip.pk}", person, subject, slip.evidence, sections)
