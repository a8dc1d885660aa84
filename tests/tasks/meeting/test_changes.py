"""Who changed what in a stocktake: one line for each version, from what to what."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tasks.meeting.acts import Row, change, close, pick, prepare, refresh, save_agenda
from tasks.models import Meeting, MeetingChange
from tests.factories import TODAY, changed, make_leader, make_milestone, make_task
from tests.meetings import decided, make_change
from tests.pages import address
from tests.tasks.meeting.test_pages import plain, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
FACTS = {"title": "第3次调度会", "place": "", "chair": None, "chair_words": "政法委"}
COMING = FACTS | {"held_on": TODAY + 5 * DAY}


@pytest.fixture
def who(supervisor):
    return {"by": supervisor, "on": TODAY}


@pytest.fixture
def coming(plan, who, promise):
    """A meeting in five days, with task 11 on its agenda."""
    return prepare(plan, **who, **COMING)


def lines(meeting):
    """What was written down, the latest first."""
    return list(meeting.changes.values_list("version", "text"))


def version_of(meeting):
    return Meeting.objects.get(pk=meeting.pk).version


def test_who_prepared_it_is_kept_with_what_he_set_down(coming, supervisor):
    words = "筹备会议：名称“第3次调度会”；时间“2015年6月23日”；主持“政法委”；范围“整个方案”"
    assert lines(coming) == [(1, "列入议题：第11项"), (0, words)]
    assert set(coming.changes.values_list("person", "on")) == {(supervisor.pk, TODAY)}


def test_each_fact_is_told_as_it_was_and_as_it_is(coming, who, chair, unit):
    facts = {"title": "专题调度会", "held_on": TODAY + DAY, "place": "五楼", "chair": chair}
    with translation.override("en"):
        change(
            coming, seen=1, **who, **facts, chair_words="", units=[unit], leaders=[make_leader()]
        )
    assert lines(coming)[0] == (
        2,
        "名称由“第3次调度会”改为“专题调度会”；时间由“2015年6月23日”改为“2015年6月19日”；"
        "地点由未填改为“五楼”；主持由“政法委”改为“副区长廖少权”；"
        f"范围由“整个方案”改为“{coming.leaders.get()}、{unit}”",
    )


def test_what_changes_nothing_makes_no_version(coming, who):
    item = coming.items.get()
    save_agenda(coming, seen=1, rows={item.pk: Row(7, True, "")}, **who)
    change(coming, seen=1, **who, **COMING)
    assert (version_of(coming), len(lines(coming))) == (1, 2)
    item.refresh_from_db()
    assert item.position == 7


def test_the_chair_is_another_even_where_the_words_are_the_same(coming, who, chair):
    words = COMING | {"chair_words": "副区长廖少权"}
    change(coming, seen=1, **who, **words)
    change(coming, seen=2, **who, **COMING | {"chair": chair, "chair_words": ""})
    coming.refresh_from_db()
    assert (coming.chair, coming.version) == (chair, 2)


def test_what_came_and_went_is_told(plan, coming, who, promise, other):
    pick(coming, numbers="12", **who)
    changed(promise, due_on=TODAY + 200 * DAY)
    make_milestone(task=make_task(plan=plan, number=13), order=1, due_on=TODAY - DAY)
    refresh(coming, **who)
    refresh(coming, **who)
    assert lines(coming)[:2] == [
        (3, "列入议题：第13项；移出议题：第11项"),
        (2, "列入议题：第12项"),
    ]


def test_the_order_and_what_is_asked_are_told(plan, coming, who, other):
    pick(coming, numbers="12", **who)
    make_milestone(task=make_task(plan=plan, number=13), order=1, due_on=TODAY - DAY)
    refresh(coming, **who)
    first, second, third = coming.items.order_by("task__number")
    rows = {
        first.pk: Row(1, False, ""),
        second.pk: Row(3, True, "同意延期"),
        third.pk: Row(2, True, ""),
    }
    save_agenda(coming, seen=3, rows=rows, **who)
    assert lines(coming)[0] == (
        4,
        "移出议题：第11项；议题顺序由第12、13项改为第13、12项；第12项提请决定由未填改为“同意延期”",
    )
    rows = {first.pk: Row(4, True, ""), second.pk: Row(3, True, "")}
    save_agenda(coming, seen=4, rows=rows, **who)
    words = "列入议题：第11项；第12项提请决定由“同意延期”改为未填"
    assert lines(coming)[0] == (5, words)


def test_a_decision_is_told_without_its_words(item, supervisor):
    decided(item, "note", supervisor, owner="王某", text="另行研究。")
    assert lines(item.meeting) == [(1, "作出决定：第11项，议定")]


@pytest.mark.parametrize(
    ("attended", "words"),
    [("", "纪要定稿"), ("各街道\n 区法院 ", "纪要定稿；参加人员：各街道、区法院")],
)
def test_closing_the_minutes_is_told(item, who, attended, words):
    close(item.meeting, seen=0, attended=attended, **who)
    assert lines(item.meeting) == [(1, words)]


def test_what_was_refused_leaves_no_trace(coming, who):
    with pytest.raises(ValidationError):
        close(coming, seen=1, attended="各街道", **who)
    with pytest.raises(ValidationError):
        pick(coming, numbers="99", **who)
    assert [version for version, _text in lines(coming)] == [1, 0]


def test_who_comes_second_is_told_what_he_had_not_seen(coming, who, client, client_as):
    client.force_login(who["by"])
    at = address("meeting-change", coming.plan, coming.pk)
    words = {"title": "改期的会", "held_on": "2015-06-25", "chair_words": "政法委", "seen": 1}
    assert client.post(at, words | {"looked": "1"}).status_code == 302
    late = client_as("supervisor").post(at, words | {"title": "我的题目", "looked": "2"})
    assert (late.status_code, 'value="我的题目"' in late.text) == (409, True)
    said = "名称由“第3次调度会”改为“改期的会”；时间由“2015年6月23日”改为“2015年6月25日”"
    assert said in late.text
    assert f"{who['by'].unit} {who['by']}" in late.text
    assert "筹备会议" not in late.text
    assert Meeting.objects.get().title == "改期的会"


def test_who_comes_after_the_minutes_were_closed_is_told_by_whom(item, who):
    close(item.meeting, seen=0, attended="", **who)
    with pytest.raises(ValidationError) as refused:
        pick(item.meeting, numbers="12", **who)
    assert f"{who['by']}" in refused.value.messages[1]
    assert refused.value.messages[1].endswith("纪要定稿")
    assert len(refused.value.messages) == 2


def test_the_page_shows_them_up_to_its_day_the_latest_first(viewer, plan, meeting):
    at = timezone.now()
    make_change(meeting, version=1, on=TODAY - DAY, text="名称由甲改为乙")
    make_change(meeting, version=2, text="纪要定稿")
    shown = plain(section(viewer.get(address("meeting", plan, meeting.pk)).text, "changes"))
    assert shown.index("纪要定稿") < shown.index("名称由甲改为乙")
    before = viewer.get(address("meeting", plan, meeting.pk, as_of=str(TODAY - DAY))).text
    assert "名称由甲改为乙" in before
    assert "纪要定稿" not in plain(section(before, "changes"))
    assert f"{at:%H:%M}" not in plain(section(before, "changes"))


def test_a_meeting_that_nothing_is_known_of_shows_no_empty_list(viewer, plan, meeting):
    assert 'id="changes"' not in viewer.get(address("meeting", plan, meeting.pk)).text


def test_it_never_changes(meeting):
    row = make_change(meeting)
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingChange.objects.update(text="别的")
