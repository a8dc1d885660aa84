"""Papers that were issued before keep the words that they would have today."""

from django.db import migrations
from django.db.models import Prefetch

SIGNS = {1: "蓝", 2: "黄", 3: "红"}
RULE = (
    "蓝色督办单：临期且七日未填报；黄色督办单：已逾期；"
    "红色督办单：逾期三十日，或黄色督办单到期未回复。"
)


def write(apps, schema_editor):
    Receipt = apps.get_model("tasks", "Receipt")
    receipts = Receipt.objects.select_related("unit").order_by("unit__position", "id")
    slips = apps.get_model("tasks", "Slip").objects.select_related(
        "plan", "milestone__task", "issued_by__unit", "referred_by__unit"
    )
    for slip in slips.prefetch_related(
        Prefetch("receipts", receipts), "milestone__task__lead_leaders__leader"
    ):
        slip.sheet = slip_sheet(slip)
        if slip.referred_on:
            slip.referral_sheet = referral_sheet(slip)
        slip.save(update_fields=["sheet", "referral_sheet"])


def slip_sheet(slip):
    task, names = slip.milestone.task, [receipt.unit.name for receipt in slip.receipts.all()]
    reference = f"督办〔{slip.year}〕{slip.number}号"
    form = [["文号", reference], ["承办单位", "、".join(names)]]
    return common(slip, slip.issued_by, slip.issued_on) | {
        "title": f"关于加快办理{quoted(task.title)}的{SIGNS[slip.level]}色督办单",
        "number": reference,
        "addressees": names,
        "parts": [["", [
            f"《{slip.plan.title}》第{task.number}项任务{quoted(task.title)}。{slip.grounds}",
            f"{slip.requirement}请于{written(slip.reply_by)}前书面回复。",
        ]]],
        "notes": [RULE],
        "attachments": ["督办单回执"],
        "form_title": "督办单回执",
        "form": form + [["承办单位意见", ""], ["办理结果", ""], ["签字", ""]],
    }


def referral_sheet(slip):
    task, milestone = slip.milestone.task, slip.milestone
    facts = [
        f"《{slip.plan.title}》第{task.number}项任务{quoted(task.title)}。",
        f"原文：{milestone.text}",
        f"原定时限：{written(milestone.original_due_on)}。批准时限：{written(milestone.due_on)}。",
        f"督办〔{slip.year}〕{slip.number}号，{written(slip.issued_on)}印发，"
        f"要求{written(slip.reply_by)}前回复。{slip.grounds}{slip.requirement}",
    ]
    for receipt in slip.receipts.all():
        day = receipt.replied_on
        facts.append(f"{receipt.unit.name}：" + (f"{written(day)}回复：{receipt.text}" if day else "未回复。"))
    return common(slip, slip.referred_by or slip.issued_by, slip.referred_on) | {
        "title": f"关于{quoted(task.title)}的问责建议",
        "number": "",
        "addressees": ["区纪委〈监察局〉"],
        "parts": [["", [slip.referral]], ["一、任务、时限和督办", facts]],
        "notes": [],
        "attachments": [],
        "form_title": "",
        "form": [],
    }


def common(slip, by, on):
    leaders = slip.milestone.task.lead_leaders.all()
    return {
        "office": by.unit.name if by.unit else slip.plan.issuer,
        "signed_on": on.isoformat(),
        "copies": [f"{row.leader.title}{row.leader.name}同志" for row in leaders],
    }


def quoted(words):
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def written(day):
    return f"{day.year}年{day.month}月{day.day}日" if day else "待定"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0039_sheets")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
