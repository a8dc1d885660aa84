"""The words of an instruction's paper 批示办理单: docs/papers.md."""

from collections.abc import Iterable

from tasks.ground.official import quoted, written
from tasks.instructions.models import Instruction
from tasks.paper.issuing import form, issued, item
from tasks.paper.sheet import Sheet
from units.models import Unit


def former_sheet(instruction: Instruction) -> Sheet:
    """The words of one that was given before papers kept theirs."""
    return instruction_sheet(instruction, instruction.addressees)


def said_at(instruction: Instruction) -> str:
    """Who gave an instruction where, of one that somebody else wrote down."""
    return f"{instruction.given_by.name}同志在{instruction.occasion}上批示"


def instruction_sheet(instruction: Instruction, units: Iterable[Unit]) -> Sheet:
    """What ``units`` are to do about ``instruction``, with the form for their reply."""
    task, by, due = instruction.task, instruction.given_by, instruction.reply_by
    names, words = (
        [unit.name for unit in units],
        quoted(instruction.text.strip().removesuffix("。")),
    )
    at = f"在{instruction.occasion}上" if instruction.occasion else ""
    given = f"{written(instruction.given_on)}，{by.name}同志{at}对{item(task)}作出批示：{words}。"
    limit = f"于{written(due)}前" if due else "及时"
    return Sheet(
        title=f"关于{quoted(task.title)}的领导批示办理单",
        number=instruction.reference,
        addressees=names,
        parts=[("", [given, f"请认真抓好落实，{limit}书面回复办理情况。"])],
        attachments=["批示办理回执"],
        form_title="批示办理回执",
        form=form(instruction.reference, names, ("批示", instruction.text)),
        **issued(task, by, instruction.given_on),
    )
