"""Minutes 会议纪要: closed once, in the words and names of the day."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.meeting.acts import close
from tasks.meeting.minutes import readable, sheet_of
from tasks.models import Meeting, MeetingDecision
from tasks.plan.models.restriction import NOBODY, NOTICE
from tests.factories import TODAY, make_event, make_restriction, make_unit, make_user
from tests.meetings import decided, make_decision, make_item, make_meeting
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


def closed(meeting, by, on=TODAY, attended="区司法局 王某"):
    version = Meeting.objects.get(pk=meeting.pk).version
    close(meeting, by=by, on=on, seen=version, attended=attended)
    meeting.refresh_from_db()
    return meeting


def paragraphs(meeting, reader=NOBODY):
    return [
        line for _h, lines in sheet_of(readable(meeting.minutes, reader)).parts for line in lines
    ]


def test_they_say_who_decided_what_and_by_when(meeting, item, unit, supervisor, other):
    make_item(meeting, other.milestones.get())
    decided(item, "instruction", supervisor, units=[unit])
    meeting.plan.title = "法治工作方案"
    meeting.plan.save()
    opening, first, second, who = paragraphs(closed(meeting, supervisor))
    assert opening.startswith(
        "2015年6月18日，副区长廖少权主持召开《法治工作方案》第3次调度会，逐项调度2项任务。"
    )
    assert first == f"第11项“{item.task.title}”：批示：月底前完成（区水务局，6月30日前）。"
    assert second == f"第12项“{other.title}”：会议听取了情况，未作新的决定。"
    assert who == "区司法局 王某"
    sheet = sheet_of(meeting.minutes)
    assert (sheet.title, sheet.signed_on, sheet.office) == (
        "第3次调度会纪要",
        "2015-06-18",
        "区委督查室",
    )


def test_they_begin_with_what_became_of_the_last_decisions(plan, meeting, item, supervisor):
    last = make_meeting(plan, title="第2次调度会", held_on=TODAY - 7 * DAY)
    made = make_decision(make_item(last, item.milestone), due_on=TODAY + DAY)
    made.closed_event = make_event(item.milestone, action="close-decision", note="两家已定。")
    made.closed_on, made.closed_by = TODAY, supervisor
    made.save()
    make_decision(
        make_item(make_meeting(plan, title="第1次调度会", held_on=TODAY - 9 * DAY), item.milestone)
    )
    lines = paragraphs(closed(meeting, supervisor))
    assert "由两家共同研究（张某，6月19日前）。" in lines[2]
    assert lines[2].startswith("第2次调度会第11项：")
    assert "两家已定。" in lines[2]
    assert lines[1].startswith("第1次调度会第11项：")


def test_they_never_change(meeting, item, unit, supervisor):
    decided(item, "note", supervisor, units=[unit], text="先行研究")
    before = paragraphs(closed(meeting, supervisor))
    Unit.objects.filter(pk=unit.pk).update(name="区水利局")
    type(item.task).objects.filter(pk=item.task_id).update(title="新名")
    MeetingDecision.objects.update(text="另行研究")
    assert paragraphs(Meeting.objects.get()) == before
    assert "区水务局" in before[1]


def test_what_is_restricted_later_is_left_out_for_others(meeting, item, supervisor):
    first = decided(item, "note", supervisor, owner="王某", text="涉密事项")
    decided(item, "note", supervisor, owner="王某", text="公开事项", seen=first.event_id)
    closed(meeting, supervisor)
    make_restriction(first.event)
    lines = paragraphs(meeting)
    assert "涉密事项" not in "".join(lines)
    assert str(NOTICE) in lines[2]
    assert lines[3].startswith("2. ")
    assert "公开事项" in lines[3]


def test_restricted_words_that_closed_a_note_are_left_out(plan, meeting, item, supervisor):
    last = make_meeting(plan, held_on=TODAY - 7 * DAY)
    made = make_decision(make_item(last, item.milestone), decided_on=TODAY - 7 * DAY)
    event = make_event(item.milestone, action="close-decision", note="涉密结果")
    made.closed_on, made.closed_by, made.closed_event = TODAY, supervisor, event
    made.save()
    closed(meeting, supervisor)
    assert "涉密结果" in "".join(paragraphs(meeting))
    make_restriction(event)
    assert "涉密结果" not in "".join(paragraphs(meeting))


def test_they_are_closed_from_the_day_of_the_meeting_on(plan, promise, supervisor):
    meeting = make_meeting(plan, held_on=TODAY + DAY)
    make_item(meeting, promise)
    with pytest.raises(ValidationError):
        closed(meeting, supervisor)
    assert closed(meeting, supervisor, TODAY + DAY).closed_on == TODAY + DAY


def test_without_an_item_there_are_none(meeting, supervisor):
    with pytest.raises(ValidationError):
        closed(meeting, supervisor)


def test_once_and_of_what_was_seen(meeting, item, supervisor):
    seen = meeting.version
    decided(item, "note", supervisor, owner="王某")
    for version in (seen, seen + 1):
        if version > seen:
            close(meeting, by=supervisor, on=TODAY, seen=version, attended="")
        with pytest.raises(ValidationError) as refused:
            close(meeting, by=supervisor, on=TODAY, seen=version, attended="")
        assert refused.value.error_list[0].code == "stale"


def test_only_supervisors_close_them(meeting, item):
    with pytest.raises(PermissionDenied):
        closed(meeting, make_user(role="leader", unit=make_unit()))
