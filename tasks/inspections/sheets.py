"""The words of an inspection's paper 整改通知 or 督查情况: docs/papers.md."""

from collections.abc import Sequence

from tasks.ground.official import in_chinese, quoted, written
from tasks.inspections.models import Inspection, Visit
from tasks.paper.issuing import form, issued, item
from tasks.paper.sheet import Sheet


@in_chinese
def inspection_sheet(inspection: Inspection, visits: Sequence[Visit]) -> Sheet:
    """What was found at the units of ``visits``, and what they have to put right."""
    milestone, due = inspection.milestone, visits[0].rectify_by
    names = list(dict.fromkeys((visit.group or visit.unit).name for visit in visits))
    task = milestone.task
    found = (
        f"{written(inspection.day)}，我单位就{item(task)}中{quoted(milestone.text)}对你单位进行了"
        f"{inspection.get_kind_display()}，情况如下："
    )
    asked = (
        f"请于{written(due)}前完成整改，并书面报告整改情况。"
        if due
        else outcome(inspection, visits)
    )
    about = issued(task, inspection.inspected_by, inspection.inspected_on)
    sheet = {
        "title": f"关于{quoted(task.title)}的{'整改通知' if due else '督查情况通报'}",
        "addressees": names,
        "parts": [("", [found, *inspection.findings.splitlines(), asked])],
    }
    if due:
        sheet |= {"attachments": ["整改回执"], "form_title": "整改回执"}
        sheet["form"] = form(("整改时限", written(due)), names)
    return Sheet(**sheet, **about)


def outcome(inspection: Inspection, visits: Sequence[Visit]) -> str:
    """The last sentence where nothing is to be put right."""
    if inspection.kind != inspection.Kind.RECHECK:
        return "特此通报。"
    return (
        "复查认定办结属实。"
        if all(visit.passed for visit in visits)
        else "复查认定未达到办结要求，该项工作已重启办理。"
    )
