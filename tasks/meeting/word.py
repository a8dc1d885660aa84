"""The pack 会议材料 as a Word file: a page for each item, in the official type."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from django.utils.text import Truncator

from tasks.frame.words import days_to, names
from tasks.ground.lights import WAITING, Light
from tasks.ground.official import in_chinese, written
from tasks.meeting.fates import Fate
from tasks.meeting.pack import DUE, ItemPage
from tasks.meeting.words import owners, state_of, turn_of
from tasks.plan.models import Meeting
from tasks.plan.models.restriction import NOTICE

STORY = 5  # lines of what happened, the latest: an item has room on one page
COLUMNS = (("日期", 4), ("办理过程", 6), ("经办", 6))  # of the story, and their shares of the width
LONG = 160  # characters of a report


@in_chinese
def pack(meeting: Meeting, pages: Iterable[ItemPage], office: str, at: datetime) -> BinaryIO:
    """The file as a stream, made at the time ``at``."""
    from tasks.paper.writing import Paper  # noqa: PLC0415  10 MB: for those who ask for a file

    paper = Paper(f"{meeting.title}会议材料", office, at)
    paper.title(f"{meeting.title}会议材料")
    place = f"，{meeting.place}" if meeting.place else ""
    paper.text(f"时间：{written(meeting.held_on)}{place}")
    paper.text(f"主持：{meeting.chaired_by}")
    rows = list(pages)
    for number, page in enumerate(rows, start=1):
        paper.text(f"{number}. 第{page.item.task.number}项　{page.item.task.title}")
    for number, page in enumerate(rows, start=1):
        paper.annex(f"议题{number}", f"第{page.item.task.number}项　{page.item.task.title}")
        paper.form(list(rows_of(page)), high=False)
        if story := list(story_of(page)):
            paper.gap()
            paper.table(COLUMNS, story, above=20)
        paper.pictures(shots(page))
    return paper.save(BytesIO())


def rows_of(page: ItemPage) -> Iterator[tuple[str, str]]:
    """What is told of an item, (label, words); what is asked for is left to be filled in."""
    milestone = page.milestone
    yield "文件要求", "".join(page.clause).strip()
    yield "承诺事项", milestone.text
    yield "时限", limits(page)
    state = lateness(page) or str(Light(milestone.light).label)
    yield "目前情况", state
    yield "责任单位", turn_of(milestone, page.as_of) or names(page.units)
    for report in page.reports:
        said = f"{written(report.reported_on)}，{report.unit}：{report.done}"
        yield "最近进展", Truncator(said).chars(LONG)
    if page.hidden:
        yield "佐证材料", str(NOTICE)
    if page.earlier:
        yield "此前决定", "\n".join(told(fate, page) for fate in page.earlier)
    yield "提请决定", page.item.asked


def story_of(page: ItemPage) -> Iterator[tuple[str, str, str]]:
    """The latest of what happened, (day, what, who), in the order of the days; the dates that are to be
    kept stand above.
    """
    happened = [mark for mark in page.marks if mark.kind != DUE]
    for mark in happened[-STORY:]:
        yield written(mark.day), mark.what, mark.who


def lateness(page: ItemPage) -> str:
    """How far the due date lies; nothing where none is to be kept."""
    milestone = page.milestone
    is_open = milestone.light in WAITING and milestone.due
    return days_to(milestone.due, page.as_of) if is_open else ""


def limits(page: ItemPage) -> str:
    """The document's date, and the approved one where it is another."""
    milestone = page.milestone
    original, due = milestone.original_due_on, milestone.due
    words = f"原定{written(original)}"
    return words if due in (None, original) else f"{words}，批准延至{written(due)}"


def told(fate: Fate, page: ItemPage) -> str:
    """An earlier decision and what became of it."""
    decision = fate.decision
    who = owners(decision)
    said = f"{written(decision.decided_on)}{decision.item.meeting.title}：{fate.text}"
    return f"{said}（{who}）——{state_of(fate, page.as_of)}" if who else said


def shots(page: ItemPage) -> Iterator[BinaryIO]:
    """The small pictures that prove something; one whose bytes are gone is left out."""
    for file in page.files:
        try:
            yield file.open_preview()
        except FileNotFoundError:
            continue
