"""The pack 会议材料: a page for each item, on the screen, in print and as a Word file."""

import re
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation
from PIL import Image

from tasks.evidence.models import PREVIEWS, stored_name
from tasks.meeting.pack import clause_of, pages_of
from tasks.meeting.picture import Line, Mark, drawn
from tasks.plan.models.restriction import NOBODY
from tests.factories import (
    TODAY,
    changed,
    grant,
    make_event,
    make_evidence,
    make_extension,
    make_report,
    make_restriction,
    make_user,
)
from tests.meetings import make_decision, make_item, make_meeting
from tests.pages import address
from tests.supervising import make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


def page_of(item, day=TODAY):
    (page,) = pages_of(item.meeting, [item], day, NOBODY)
    return page


def words(page):
    return [mark.words for mark in page.marks]


def test_the_clause_of_the_promise_is_marked_in_its_wording(plan, item):
    wording = "2015年1月底前完成专题教育。其他工作长期开展。"
    plan.source_text = f"前言。{wording}"
    start = len("前言。")
    changed(item.milestone, source_start=start, source_end=start + len("2015年1月底前完成专题教育"))
    item.milestone.task.schedule = wording
    assert clause_of(plan.source_text, item.milestone) == (
        "",
        "2015年1月底前完成专题教育",
        "。其他工作长期开展。",
    )


def test_a_promise_that_the_wording_does_not_have_stands_after_it(plan, item):
    item.milestone.task.schedule = "长期开展。"
    item.milestone.source_start = None
    assert clause_of("", item.milestone) == ("长期开展。 ", "完成专题教育", "")


def test_its_story_is_told_by_day(item, unit, supervisor):
    grant(item.milestone, date(2015, 3, 31), date(2015, 2, 1), unit=unit)
    make_event(item.milestone, action="report", on=date(2015, 4, 2))
    make_event(item.milestone, action="urge", on=date(2015, 5, 2))
    make_event(item.milestone, action="acknowledge", on=date(2015, 5, 3))
    with translation.override("en"):
        told, before = words(page_of(item)), words(page_of(item, date(2015, 4, 30)))
    assert told == [
        "original date 31 January",
        "approved date 31 March",
        "report 2 April",
        "urged 2 May",
    ]
    assert before == told[:-1]


def test_days_overdue_are_those_by_the_date_approved_then(item):
    spans = re.findall(r'class="fill-red"', page_of(item).picture)
    assert len(spans) == 1
    assert "fill-red" not in page_of(item, date(2015, 1, 31)).picture


def test_slips_are_named_by_their_number(item):
    slip = make_slip(item.milestone)
    make_event(item.milestone, action="issue-slip", slip=slip, on=date(2015, 6, 2))
    assert any(str(slip.number) in one for one in words(page_of(item)))


def test_an_extension_that_waited_on_the_day_is_shown(item, unit):
    asked = make_extension(item.milestone, unit=unit, decision="pending")
    assert page_of(item).waiting == asked
    assert page_of(item, asked.requested_on - DAY).waiting is None


def test_what_earlier_meetings_decided_stands_beside_it(plan, item):
    last = make_meeting(plan, held_on=TODAY - 7 * DAY)
    told = make_decision(make_item(last, item.milestone))
    now = make_decision(item)
    later = make_meeting(plan, held_on=TODAY + DAY)
    make_decision(make_item(later, item.milestone))
    page = page_of(item)
    assert [fate.decision for fate in page.earlier] == [told]
    assert [fate.decision for fate in page.decided] == [now]


def test_restricted_files_are_counted_and_not_shown(item, unit):
    report = make_report(item.milestone, unit=unit)
    shown, hidden = (
        make_evidence(item.milestone, report=report, has_preview=True) for _time in range(2)
    )
    make_restriction(hidden, unit)
    page = page_of(item)
    assert (page.files, page.hidden) == ([shown], 1)


def test_a_picture_says_what_happened_and_keeps_words_apart():
    marks = [Mark(TODAY - n * DAY, "unit", f"填报{n}", n) for n in range(60)]
    story = Line(TODAY - 90 * DAY, TODAY, "截至", marks, [(TODAY - 30 * DAY, TODAY + DAY)])
    svg = drawn(story, "一项承诺")
    assert "填报59" in svg.partition("<desc>")[2].partition("</desc>")[0]
    assert svg.count('class="promise-unit"') == 60
    rows = re.findall(r"<text[^>]*>", svg)
    assert 1 < len(rows) < 60


@pytest.fixture
def stored(item, unit, settings, tmp_path):
    """A picture that proves a report."""
    settings.MEDIA_ROOT = tmp_path
    image = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(image, "JPEG")
    default_storage.save(stored_name("0" * 64, PREVIEWS), ContentFile(image.getvalue()))
    report = make_report(item.milestone, unit=unit, done="43家已完成。")
    return make_evidence(item.milestone, report=report, has_preview=True)


def word_of(client, item):
    answer = client.get(address("meeting-pack-word", item.meeting.plan, item.meeting_id))
    assert answer.status_code == 200
    return docx.Document(BytesIO(b"".join(answer.streaming_content)))


def test_the_word_file_has_a_page_for_each_item(as_supervisor, plan, item, stored):
    item.asked = "是否再延一月？"
    item.save()
    second = make_item(item.meeting)
    paper = word_of(as_supervisor, item)
    forms = [{row.cells[0].text: row.cells[1].text for row in one.rows} for one in paper.tables]
    forms = [one for one in forms if "承诺事项" in one]
    assert len(forms) == 2
    assert forms[0]["承诺事项"] == "完成专题教育"
    assert forms[0]["时限"] == "原定2015年1月31日"
    assert forms[0]["目前情况"] == "逾期138天"
    assert forms[0]["责任单位"].startswith("区水务局，自")
    assert "43家已完成。" in forms[0]["最近进展"]
    assert forms[0]["提请决定"] == "是否再延一月？"
    assert forms[1]["承诺事项"] == second.milestone.text
    assert len(paper.inline_shapes) == 1
    breaks = paper.element.body.xpath(".//w:pageBreakBefore")
    assert len(breaks) == 2


def test_the_word_file_tells_what_was_decided_before_and_what_is_restricted(
    as_supervisor, plan, item, unit, stored
):
    last = make_meeting(plan, held_on=TODAY - 7 * DAY)
    decided = {"decided_on": last.held_on, "due_on": TODAY - DAY, "owner": ""}
    make_decision(make_item(last, item.milestone), unit, **decided)
    make_decision(
        make_item(make_meeting(plan, held_on=TODAY - 6 * DAY), item.milestone),
        decided_on=TODAY - 6 * DAY,
        owner="",
        text="下次再议。",
    )
    make_restriction(stored.report)
    paper = word_of(as_supervisor, item)
    form = {row.cells[0].text: row.cells[1].text for row in paper.tables[0].rows}
    latest, first = form["此前决定"].splitlines()
    assert latest.endswith("：下次再议。")
    assert first == f"2015年6月11日{last.title}：由两家共同研究。（区水务局）——尚未了结，已逾期"
    assert "限阅" in form["佐证材料"]
    assert len(paper.inline_shapes) == 0


def test_the_word_file_tells_the_story_in_a_table_and_in_chinese(client, item, unit, supervisor):
    make_event(item.milestone, action="report", on=date(2015, 4, 2), unit=unit)
    make_event(item.milestone, action="urge", on=date(2015, 5, 2), person=supervisor)
    nobody = make_user(role="leader", name="谢某")
    make_event(item.milestone, action="instruct", on=date(2015, 5, 3), person=nobody)
    client.force_login(make_user(role="supervisor", language="en"))
    _form, story = word_of(client, item).tables
    assert [[cell.text for cell in row.cells] for row in story.rows] == [
        ["日期", "办理过程", "经办"],
        ["2015年4月2日", "填报", "区水务局"],
        ["2015年5月2日", "催办", "区委督查室"],
        ["2015年5月3日", "批示", "谢某"],
    ]


def test_a_long_story_is_told_from_its_latest_days(as_supervisor, item, unit):
    for day in range(1, 11):
        make_event(item.milestone, action="report", on=date(2015, 4, day), unit=unit)
    _form, story = word_of(as_supervisor, item).tables
    days = [row.cells[0].text for row in story.rows[1:]]
    assert (len(days), days[0], days[-1]) == (5, "2015年4月6日", "2015年4月10日")


def test_where_nothing_happened_there_is_no_empty_table(as_supervisor, item):
    assert len(word_of(as_supervisor, item).tables) == 1


def test_a_picture_whose_bytes_are_gone_is_left_out(as_supervisor, item, stored):
    default_storage.delete(stored_name("0" * 64, PREVIEWS))
    assert len(word_of(as_supervisor, item).inline_shapes) == 0


def test_the_page_has_contents_and_each_item(viewer, plan, item, stored):
    page = viewer.get(address("meeting-pack", plan, item.meeting_id)).text
    assert f'href="#item-{item.pk}"' in page
    assert f'id="item-{item.pk}"' in page
    assert address("preview", plan, stored.pk) in page
    assert address("meeting-pack-word", plan, item.meeting_id) not in page
