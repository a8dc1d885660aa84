"""Later dates: asked for, signed, granted or refused. The document's date stays."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tasks.plan.models import Extension
from tasks.workflow.moves import Action, Decision, Holder, make_move
from units.models import User


@transaction.atomic
def request_extension(milestone, *, by, on, new_due_on, reason, progress, measures):
    """Ask for ``new_due_on``; return the Extension.

    It goes to the unit's head first, like a completion. Raises ValidationError, changing
    nothing, when there is no date to move or the new one is not later.
    """
    straight = not milestone.task.plan.head_signoff or by.role == User.Role.HEAD
    event = make_move(
        milestone,
        Action.REQUEST_EXTENSION,
        by=by,
        on=on,
        note=reason,
        holder=Holder.SUPERVISOR if straight else Holder.HEAD,
    )
    milestone.refresh_from_db(fields=["due_on"])
    if milestone.due_on is None:
        raise ValidationError(_("This milestone has no due date that could be extended."))
    if new_due_on <= milestone.due_on:
        raise ValidationError({"new_due_on": _("The new date must be later than the current one.")})
    return Extension.objects.create(
        milestone=milestone,
        unit=event.unit,
        requested_by=by,
        old_due_on=milestone.due_on,
        new_due_on=new_due_on,
        reason=reason,
        progress=progress,
        measures=measures,
        requested_on=on,
        decision=Decision.PENDING if straight else Decision.SIGNING,
        submitted_on=on if straight else None,
    )


@transaction.atomic
def sign_extension(milestone, *, by, on):
    """The unit's head signs: the request goes to the supervisors."""
    make_move(milestone, Action.SIGN_EXTENSION, by=by, on=on)
    milestone.extensions.undecided().update(decision=Decision.PENDING, submitted_on=on)


@transaction.atomic
def send_back_extension(milestone, *, by, on, reason):
    make_move(milestone, Action.SEND_BACK_EXTENSION, by=by, on=on, note=reason)
    decide(milestone, Decision.SENT_BACK, on, reason)


@transaction.atomic
def withdraw_extension(milestone, *, by, on):
    make_move(milestone, Action.WITHDRAW_EXTENSION, by=by, on=on)
    decide(milestone, Decision.WITHDRAWN, on)


@transaction.atomic
def grant(milestone, *, by, on, reason=""):
    """Move the due date as asked. The light by the document's date stays as it is."""
    make_move(milestone, Action.GRANT, by=by, on=on, note=reason)
    asked = milestone.extensions.undecided().get()
    decide(milestone, Decision.GRANTED, on, reason)
    milestone.due_on = asked.new_due_on
    milestone.save(update_fields=["due_on"])
    milestone.slips.lift_extended(on)


@transaction.atomic
def refuse(milestone, *, by, on, reason):
    make_move(milestone, Action.REFUSE, by=by, on=on, note=reason)
    decide(milestone, Decision.REFUSED, on, reason)


def decide(milestone, decision, on, reason=""):
    milestone.extensions.undecided().update(decision=decision, decided_on=on, decision_note=reason)
