"""Instructions of district leaders: given, answered by units, sent back."""

from collections.abc import Iterable
from datetime import date

from tasks.burden import acts as burden
from tasks.burden.models import Ask
from tasks.evidence.keeping import send, staged
from tasks.instructions.letters import letter_of
from tasks.instructions.models import Instruction, Reply
from tasks.instructions.sheets import instruction_sheet, said_at
from tasks.mail.delivery import post
from tasks.plan.acting import act
from tasks.plan.actors import acting_unit, staff_of
from tasks.plan.lines import addressed
from tasks.plan.models import Task
from tasks.plan.numbering import give_number, lock_numbers
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.workflow.moves import Action
from units.models import Unit, User

State = Reply.State


@act
def instruct(
    task: Task,
    *,
    by: User,
    on: date,
    text: str,
    reply_by: date | None,
    units: Iterable[Unit],
    entered_by: User | None = None,
    occasion: str = "",
) -> Instruction:
    """Order something on ``task`` from ``units``, some of its own, and write to their staff.

    Each owes one Reply from then on, in a group each member. ``entered_by`` and ``occasion`` are those of
    ``write_down``; history then names who wrote. Raises PermissionDenied for anybody but a leader.
    """
    deny_unless(by, "instruct")
    lock_numbers()
    instruction = Instruction(
        task=task,
        given_by=by,
        given_on=on,
        text=text,
        reply_by=reply_by,
        entered_by=entered_by,
        occasion=occasion,
    )
    give_number(instruction, task.plan, on)
    instruction.sheet = instruction_sheet(instruction, units).kept()
    instruction.save(force_insert=True)
    Reply.objects.bulk_create(
        Reply(instruction=instruction, unit=unit, group=group)
        for unit, group in addressed(list(units)).items()
    )
    note, writer = (f"{said_at(instruction)}：{text}", entered_by) if entered_by else (text, by)
    event = record(Action.INSTRUCT, task, by=writer, on=on, note=note, paper=instruction)
    burden.count(Ask.Kind.INSTRUCTION, task.plan, units, on, event)
    post(letter_of(instruction, person) for person in staff_of(units))
    return instruction


@act
def write_down(
    task: Task,
    *,
    leader: User,
    occasion: str,
    by: User,
    on: date,
    text: str,
    reply_by: date | None,
    units: Iterable[Unit],
) -> Instruction:
    """Write down what ``leader`` orders at an ``occasion`` 代录, such as a meeting: it is his, as if he had
    written it himself, and says who wrote it down where.

    Raises PermissionDenied for anybody but a supervisor, and where ``leader`` may not instruct.
    """
    deny_unless(by, "supervise")
    return instruct(
        task,
        by=leader,
        on=on,
        text=text,
        reply_by=reply_by,
        units=units,
        entered_by=by,
        occasion=occasion,
    )


@act
def chase(instruction: Instruction, *, by: User, on: date) -> list[Unit]:
    """Write to the staff of the units that owe their reply after its day, and return the units.

    Raises PermissionDenied; Conflict where that was done today.
    """
    deny_unless(by, "chase replies")
    Instruction.objects.select_for_update().get(pk=instruction.pk)  # one after the other
    today = history(instruction).that(Action.URGE).filter(on=on)
    if today:
        raise Conflict(today)
    late = [one for one in instruction.replies.select_related("unit") if one.is_late(on)]
    units = [one.unit for one in late]
    note = "、".join(unit.name for unit in units)
    task = instruction.task
    event = record(Action.URGE, task, by=by, on=on, note=note, paper=instruction)
    burden.count(Ask.Kind.URGE, task.plan, units, on, event)
    post(letter_of(instruction, person, chased_on=on) for person in staff_of(units))
    return units


@act
def reply(owed: Reply, *, by: User, on: date, text: str) -> None:
    """Answer in the name of the unit, with the files that ``by`` chose for it.

    Raises PermissionDenied; Conflict if it was answered, whose words then stay.
    """
    unit, instruction = acting_unit(owed.unit_id, by, on), owed.instruction
    waiting = Reply.objects.filter(pk=owed.pk).exclude(state=State.ANSWERED)
    if not waiting.update(state=State.ANSWERED, text=text, replied_by=by, replied_on=on):
        raise Conflict(history(instruction))
    task = instruction.task
    send(staged(task, Action.REPLY, by, owed.pk), reply=owed)
    record(Action.REPLY, task, by=by, on=on, unit=unit, note=text, paper=instruction)


@act
def send_back_reply(answer: Reply, *, by: User, on: date, text: str) -> None:
    """Ask for a better answer; the old one stays to be read.

    Raises PermissionDenied; Conflict when there is none (any more).
    """
    deny_unless(by, "instruct")
    answered = Reply.objects.filter(pk=answer.pk, state=State.ANSWERED)
    if not answered.update(state=State.SENT_BACK, sent_back_note=text):
        raise Conflict(history(answer.instruction))
    instruction = answer.instruction
    record(Action.SEND_BACK_REPLY, instruction.task, by=by, on=on, note=text, paper=instruction)
