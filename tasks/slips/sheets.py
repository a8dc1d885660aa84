"""Slips and referrals as Word files."""

from io import BytesIO

from tasks.ground.official import written
from tasks.paper import Paper
from tasks.slips.models import Slip

MARK = "督办单"


def slip_word(slip):
    """The slip on its official sheet, as a stream of a .docx file."""
    task = slip.milestone.task
    paper = Paper(slip.paper_title)
    paper.mark(MARK)
    paper.number(slip.reference)
    paper.title(slip.paper_title)
    paper.addressees(receipt.unit.name for receipt in slip.receipts.all())
    paper.text(f"{slip.plan.title}第{task.number}项任务“{task.title}”。{slip.grounds}")
    paper.text(f"{slip.requirement}请于{written(slip.reply_by)}前书面回复。")
    paper.signature(issuer(slip), slip.issued_on)
    paper.note(slip.RULE)
    return paper.save(BytesIO())


def referral_word(slip):
    """The suggestion of accountability with all its evidence, as a stream of a .docx file."""
    task, milestone = slip.milestone.task, slip.milestone
    paper = Paper("问责建议")
    paper.title(f"关于第{task.number}项任务的问责建议")
    paper.addressees(["区纪委〈监察局〉"])
    paper.text(slip.referral)
    paper.heading("一、任务和时限")
    paper.text(f"{slip.plan.title}第{task.number}项任务“{task.title}”。")
    paper.text(f"原文：{milestone.text}")
    paper.text(f"进度安排：{task.schedule}")
    paper.text(f"原定时限：{written(milestone.original_due_on)}。")
    paper.text(f"批准时限：{written(milestone.due_on)}。")
    add(paper, "二、延期", extension_lines(milestone))
    add(paper, "三、填报", report_lines(milestone))
    add(paper, "四、督办单和回复", slip_lines(milestone))
    paper.signature(issuer(slip), slip.referred_on)
    return paper.save(BytesIO())


def add(paper, heading, lines):
    paper.heading(heading)
    for line in lines or ["无。"]:
        paper.text(line)


def files_line(paper):
    """The files that prove what ``paper``, a report or receipt, says: by name and SHA-256."""
    return "".join(
        f"附件：{file.name}（SHA-256：{file.sha256}）。" for file in paper.evidence.all()
    )


def extension_lines(milestone):
    return [
        f"{written(extension.requested_on)}，{extension.unit}申请由{written(extension.old_due_on)}"
        f"延至{written(extension.new_due_on)}（{extension.get_decision_display()}）。"
        f"理由：{extension.reason}"
        for extension in milestone.extensions.select_related("unit").order_by("requested_on", "id")
    ]


def report_lines(milestone):
    return [
        f"{written(report.reported_on)}，{report.unit}：{report.done}"
        + (f"困难：{report.difficulties}" if report.difficulties else "")
        + files_line(report)
        for report in milestone.reports.select_related("unit")
        .prefetch_related("evidence")
        .order_by("reported_on", "id")
    ]


def slip_lines(milestone):
    """Every slip of the milestone and what each unit said to it."""
    slips = Slip.objects.filter(milestone=milestone).prefetch_related(
        "receipts__unit", "receipts__evidence"
    )
    for slip in slips.order_by("year", "number"):
        yield f"{slip.reference}，{written(slip.issued_on)}印发。{slip.grounds}{slip.requirement}"
        for receipt in slip.receipts.all():
            yield f"{receipt.unit}：{reply(receipt)}{files_line(receipt)}"


def reply(receipt):
    """What a unit answered, or how far it got."""
    if receipt.replied_on:
        return f"{written(receipt.replied_on)}回复：{receipt.text}"
    return f"{written(receipt.received_on)}签收，未回复。" if receipt.received_on else "未签收。"


def issuer(slip):
    unit = slip.issued_by.unit
    return unit.name if unit else slip.plan.issuer
