"""The words of slips and referrals, written once, on the day of issue: docs/papers.md."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.timezone import make_naive

from tasks.ground.days import days_overdue
from tasks.ground.official import in_chinese, quoted, written
from tasks.paper.issuing import form, issued, item
from tasks.paper.sheet import HEADINGS, Sheet
from tasks.plan.models import Event, Milestone
from tasks.slips.models import Receipt, Slip
from units.models import Unit, User

DISCIPLINE = "区纪委〈监察局〉"
RETURNS = (Event.Action.RETURN, Event.Action.SEND_BACK_RECTIFICATION)


def slip_sheet(slip: Slip, units: Iterable[Unit]) -> Sheet:
    """The paper of ``slip``, which may be unsaved, to ``units`` in their order."""
    task, names = slip.milestone.task, [unit.name for unit in units]
    matter = quoted(task.title)
    asked = f"{slip.requirement}请于{written(slip.reply_by)}前书面回复。"
    return Sheet(
        title=f"关于加快办理{matter}的{slip.SIGNS[slip.level]}色督办单",
        number=slip.reference,
        addressees=names,
        parts=[("", [f"{item(task)}中，{slip.grounds}", asked])],
        attachments=["督办单回执"],
        form_title="督办单回执",
        form=form(slip.reference, names),
        **issued(task, slip.issued_by, slip.issued_on, slip.BY_HAND if slip.by_hand else slip.RULE),
    )


class Annexes:
    """The files that a referral hands over, numbered in the order in which it names them."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def cited(self, files: Iterable[Any]) -> str:
        """（附件1、2）for ``files``, rows of Evidence."""
        numbers = []
        for file in files:
            self.names.append(f"{file.name}（SHA-256：{file.sha256}）")
            numbers.append(str(len(self.names)))
        return f"（附件{'、'.join(numbers)}）" if numbers else ""


@in_chinese
def referral_sheet(slip: Slip, by: User, on: date, text: str) -> Sheet:
    """The suggestion ``text`` of accountability, with all that happened up to the day ``on``."""
    milestone, annexes = slip.milestone, Annexes()
    sections = {
        "任务和时限": task_lines(milestone, on),
        "督办单和回复": slip_lines(milestone, on, annexes),
        "催办": urge_lines(milestone, on),
        "领导批示和回复": instruction_lines(milestone, on, annexes),
        "退回": return_lines(milestone, on),
        "督查和整改": inspection_lines(milestone, on, annexes),
        "延期申请": extension_lines(milestone, on),
        "进展填报": report_lines(milestone, on, annexes),
    }
    told = [(name, list(lines) or ["无。"]) for name, lines in sections.items()]
    numbered = zip(HEADINGS, told, strict=False)
    return Sheet(
        title=f"关于{quoted(milestone.task.title)}的问责建议",
        addressees=[examiner(slip)],
        parts=[("", [text]), *((f"{sign}、{name}", lines) for sign, (name, lines) in numbered)],
        attachments=annexes.names,
        **issued(milestone.task, by, on),
    )


def examiner(slip: Slip) -> str:
    """To whom the slip is referred: the discipline inspection (opinions 三(三)); of its own cases
    nobody is the judge, so one that it is itself to answer for goes to the issuer of the plan.
    """
    is_its_own = slip.receipts.filter(unit__name=DISCIPLINE).exists()
    return slip.plan.issuer if is_its_own else DISCIPLINE


def task_lines(milestone: Milestone, on: date) -> Iterator[str]:
    task = milestone.task
    yield f"{item(task)}。"
    yield f"原文：{milestone.text}"
    yield f"进度安排：{task.schedule}"
    yield f"原定时限：{written(milestone.original_due_on)}。批准时限：{written(milestone.due_on)}。"
    if milestone.completed_on:
        entered = milestone.requests.entered().filter(completed_on=milestone.completed_on)
        yield f"已于{written(milestone.completed_on)}办结{'（补录）' if entered.exists() else ''}。"
    elif milestone.due_on and milestone.due_on < on:
        yield f"截至{written(on)}，已逾期{days_overdue(milestone.due_on, on)}天，尚未办结。"


def slip_lines(milestone: Milestone, on: date, annexes: Annexes) -> Iterator[str]:
    """Every slip, by when it was to be answered, and what each unit did."""
    slips = Slip.objects.filter(milestone=milestone, issued_on__lte=on)
    receipts = ("receipts__unit", "receipts__evidence")
    for slip in slips.prefetch_related(*receipts).order_by("year", "number"):
        yield (
            f"{slip.reference}（{slip.SIGNS[slip.level]}色），{written(slip.issued_on)}印发，"
            f"要求{written(slip.reply_by)}前回复。{slip.grounds}{slip.requirement}"
        )
        for receipt in slip.receipts.all():
            yield f"{receipt.unit}：{received(receipt, on)}，{answered(receipt, on)}{annexes.cited(receipt.evidence.all())}"


def received(receipt: Receipt, on: date) -> str:
    day = receipt.received_on
    return f"{written(day)}签收" if day and day <= on else "未签收"


def answered(receipt: Receipt, on: date) -> str:
    """What a unit answered, and whether in time."""
    late = kept_or_late(
        receipt.slip.reply_by, receipt.replied_on if receipt.is_answered_by(on) else None, on
    )
    if receipt.is_answered_by(on):
        return f"{written(receipt.replied_on)}回复（{late}）：{receipt.text}"
    return f"未回复（{late}）。"


def kept_or_late(due: date, done_on: date | None, on: date) -> str:
    """Whether what was due on ``due`` was done in time, as it stood at the end of ``on``."""
    late = days_overdue(due, done_on or on)
    if late > 0:
        return f"逾期{late}天"
    return "按期" if done_on else "尚未到期"


def urge_lines(milestone: Milestone, on: date) -> Iterator[str]:
    for urge in milestone.urges.select_related("unit", "urged_by").order_by("urged_at", "id"):
        day = make_naive(urge.urged_at).date()
        if day <= on:
            yield f"{written(day)}，{urge.urged_by.name}催办{urge.unit}：{urge.text}"


def instruction_lines(milestone: Milestone, on: date, annexes: Annexes) -> Iterator[str]:
    given = milestone.task.instructions.filter(given_on__lte=on).select_related("given_by")
    for instruction in given.prefetch_related("replies__unit", "replies__evidence").order_by(
        "given_on", "id"
    ):
        due = instruction.reply_by
        limit = f"（要求{written(due)}前回复）" if due else ""
        yield f"{written(instruction.given_on)}，{instruction.given_by.name}批示：{instruction.text}{limit}"
        for reply in instruction.replies.all():
            if not reply.is_answered_by(on):
                yield f"{reply.unit}：未回复{f'（{kept_or_late(due, None, on)}）' if due else ''}。"
                continue
            late = f"（{kept_or_late(due, reply.replied_on, on)}）" if due else ""
            back = f"已退回：{reply.sent_back_note}" if reply.is_owed else ""
            said = f"{written(reply.replied_on)}回复{late}：{reply.text}{annexes.cited(reply.evidence.all())}"
            yield f"{reply.unit}：{said}{back}"


def return_lines(milestone: Milestone, on: date) -> Iterator[str]:
    for event in milestone.events.that(*RETURNS).filter(on__lte=on).order_by("on", "id"):
        yield f"{written(event.on)}，{event.person.name}{event.get_action_display()}：{event.note}"


def inspection_lines(milestone: Milestone, on: date, annexes: Annexes) -> Iterator[str]:
    found = milestone.inspections.filter(inspected_on__lte=on).order_by("inspected_on", "id")
    visits = ("visits__unit", "visits__group", "visits__evidence")
    for one in found.prefetch_related("evidence", *visits):
        units = "、".join(unit.name for unit in one.addressees)
        seen = annexes.cited(one.evidence.all())
        yield f"{written(one.day)}，{one.get_kind_display()}{units}：{one.findings}{seen}"
        for visit in one.visits.all():
            if visit.findings or visit.rectify_by:
                yield f"{visit.unit}：{visit.findings}{rectified(visit, on, annexes)}"


def rectified(visit: Any, on: date, annexes: Annexes) -> str:
    """Whether a unit rectified in time what it had to, and what the supervisors said; empty where it
    had nothing to.
    """
    if visit.rectify_by is None:
        return ""
    is_done = visit.is_answered_by(on)
    late = kept_or_late(visit.rectify_by, visit.rectified_on if is_done else None, on)
    done = (
        f"{written(visit.rectified_on)}报告整改：{visit.rectification}"
        if is_done
        else "未报告整改。"
    )
    told = f"要求{written(visit.rectify_by)}前整改（{late}）。{done}{annexes.cited(visit.files)}"
    if visit.is_looked_at_by(on):
        seen = annexes.cited(visit.seen_files)
        told += f"{written(visit.looked_on)}核查：{visit.opinion}{seen}"
    return told


def extension_lines(milestone: Milestone, on: date) -> Iterator[str]:
    asked = milestone.extensions.filter(requested_on__lte=on).with_decision(on)
    for extension in asked.select_related("unit").order_by("requested_on", "id"):
        is_decided = extension.decided_on and extension.decided_on <= on
        decision = extension.Decision(extension.decision_then).label
        note = f"意见：{extension.decision_note}" if is_decided and extension.decision_note else ""
        if extension.is_entered:
            decision = f"{decision}，补录"
        yield (
            f"{written(extension.requested_on)}，{extension.unit or ''}申请由{written(extension.old_due_on)}"
            f"延至{written(extension.new_due_on)}（{decision}）。理由：{extension.reason}{note}"
        )


def report_lines(milestone: Milestone, on: date, annexes: Annexes) -> Iterator[str]:
    told = milestone.reports.filter(reported_on__lte=on).select_related("unit")
    for report in told.prefetch_related("evidence").order_by("reported_on", "id"):
        difficulties = f"困难：{report.difficulties}" if report.difficulties else ""
        entered = "（补录）" if report.is_entered else ""
        said = f"{written(report.reported_on)}，{report.unit}{entered}：{report.done}{difficulties}"
        yield said + annexes.cited(report.evidence.all())
