"""The words of an inspection's paper 整改通知 or 督查情况: docs/papers.md."""

from collections.abc import Iterator, Sequence

from tasks.ground.official import in_chinese, quoted, written
from tasks.inspections.models import Inspection, Visit
from tasks.paper.issuing import form, issued, item
from tasks.paper.sheet import Sheet

ENDS = "。！？；"


@in_chinese
def inspection_sheet(
    inspection: Inspection, visits: Sequence[Visit], files: Sequence[str] = ()
) -> Sheet:
    """What was found at the units of ``visits``, as the ``files`` of these names show, and what they
    have to put right.
    """
    milestone = inspection.milestone
    task, demands = milestone.task, [visit for visit in visits if visit.rectify_by]
    kind = "整改通知" if demands else "督查情况通报"
    sheet = {
        "title": f"关于{quoted(task.title)}的{kind}",
        "number": inspection.reference,
        "addressees": names(visits),
        "parts": [("", list(paragraphs(inspection, visits)))],
        "attachments": [*(["整改回执"] if demands else []), *files],
    }
    if demands:
        owing = names(visits) if len(demands) == len(visits) else [str(one.unit) for one in demands]
        sheet["form_title"] = "整改回执"
        sheet["form"] = form(inspection.reference, owing, ("整改时限", days(demands)))
    return Sheet(**sheet, **issued(task, inspection.inspected_by, inspection.inspected_on))


def sheet_of(inspection: Inspection) -> Sheet:
    """The paper of one that is written down."""
    files = [file.name for file in inspection.evidence.all()]
    return inspection_sheet(inspection, inspection.visits.select_related("unit", "group"), files)


def names(visits: Sequence[Visit]) -> list[str]:
    """Whom the paper names: the groups, and the units that are there for themselves."""
    return list(dict.fromkeys(str(visit.group or visit.unit) for visit in visits))


def days(demands: Sequence[Visit]) -> str:
    """By when the units put it right; where they have several days each is named with its units."""
    units: dict[str, list[str]] = {}
    for visit in demands:
        units.setdefault(written(visit.rectify_by), []).append(str(visit.unit))
    if len(units) == 1:
        return next(iter(units))
    return "；".join(f"{day}（{'、'.join(named)}）" for day, named in units.items())


def paragraphs(inspection: Inspection, visits: Sequence[Visit]) -> Iterator[str]:
    """What was done and found everywhere, then at each unit, and what follows from it."""
    task, alone = inspection.milestone.task, len(visits) == 1
    yield (
        f"{written(inspection.day)}，我单位就{item(task)}中{quoted(inspection.milestone.text)}对"
        f"{'你单位' if alone else '有关单位'}进行了{inspection.get_kind_display()}，情况如下："
    )
    yield from inspection.findings.splitlines()
    due = visits[0].rectify_by
    if alone:
        yield from visits[0].findings.splitlines()
        asked = f"请于{written(due)}前完成整改，并书面报告整改情况。" if due else ""
    else:
        for number, visit in enumerate(visits, start=1):
            yield from f"{number}. {visit.unit}：{told(inspection, visit)}".splitlines()
        is_owed = any(visit.rectify_by for visit in visits)
        asked = "请需要整改的单位按期完成整改，并书面报告整改情况。" if is_owed else ""
    yield asked or outcome(inspection, visits)


def told(inspection: Inspection, visit: Visit) -> str:
    """What was found at one of several units, and what it has to do."""
    words = visit.findings.rstrip()
    found = words if not words or words[-1] in ENDS else f"{words}。"
    if visit.rectify_by:
        return f"{found}请于{written(visit.rectify_by)}前完成整改。"
    if inspection.kind != inspection.Kind.RECHECK:
        return f"{found}无需整改。"
    return f"{found}办结属实。" if visit.passed else f"{found}未达到办结要求。"


def outcome(inspection: Inspection, visits: Sequence[Visit]) -> str:
    """The last sentence where nothing is to be put right."""
    if inspection.kind != inspection.Kind.RECHECK:
        return "特此通报。"
    return (
        "复查认定办结属实。"
        if all(visit.passed for visit in visits)
        else "复查认定未达到办结要求，该项工作已重启办理。"
    )
