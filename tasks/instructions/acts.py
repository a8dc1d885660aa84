"""Instructions of district leaders: given, answered by units, sent back."""

from django.db import transaction

from tasks.evidence.keeping import staged
from tasks.instructions.letters import letter_of
from tasks.instructions.models import Instruction, Reply
from tasks.mail.delivery import post
from tasks.plan.actors import acting_unit, staff_of
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.workflow.moves import Action

State = Reply.State


@transaction.atomic
def instruct(task, *, by, on, text, reply_by, units):
    """Order something on ``task`` from ``units``, some of its own; return the Instruction.

    Raises PermissionDenied for anybody but a leader.
    """
    deny_unless(by, "instruct")
    given = Instruction.objects.create(
        task=task, given_by=by, given_on=on, text=text, reply_by=reply_by
    )
    Reply.objects.bulk_create(Reply(instruction=given, unit=unit) for unit in units)
    record(Action.INSTRUCT, task, by=by, on=on, note=text, paper=given)
    post(letter_of(given, person) for person in staff_of(units))
    return given


@transaction.atomic
def reply(row, *, by, on, text):
    """Answer in the name of the unit, with the files that ``by`` chose for it.

    Raises PermissionDenied; Conflict if it was answered.
    """
    unit, given = acting_unit(row.unit_id, by, on), row.instruction
    owed = Reply.objects.filter(pk=row.pk).exclude(state=State.ANSWERED)
    said = {"state": State.ANSWERED, "text": text, "replied_by": by, "replied_on": on}
    if not owed.update(**said):
        raise Conflict(history(row.instruction))
    staged(row.instruction.task, Action.REPLY, by).update(reply=row)
    record(Action.REPLY, given.task, by=by, on=on, unit=unit, note=text, paper=given)


@transaction.atomic
def send_back_reply(row, *, by, on, text):
    """Ask for a better answer. Raises PermissionDenied; Conflict when there is none (any more)."""
    deny_unless(by, "instruct")
    answered = Reply.objects.filter(pk=row.pk, state=State.ANSWERED)
    if not answered.update(state=State.SENT_BACK, sent_back_note=text):
        raise Conflict(history(row.instruction))
    given = row.instruction
    record(Action.SEND_BACK_REPLY, given.task, by=by, on=on, note=text, paper=given)
