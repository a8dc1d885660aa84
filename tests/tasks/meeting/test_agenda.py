"""The agenda of a stocktake: put together from the data, chosen, left out, ordered, refreshed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.meeting import acts
from tasks.meeting.acts import Row, change, pick, prepare, refresh, save_agenda
from tasks.meeting.rules import called_for
from tasks.models import AgendaItem, Event, Meeting
from tests.factories import (
    TODAY,
    changed,
    make_assignment,
    make_extension,
    make_leader,
    make_milestone,
    make_plan,
    make_task,
    make_task_change,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.meetings import make_decision, make_item, make_meeting
from tests.supervising import make_instruction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
FACTS = {"title": "第3次调度会", "place": "", "chair": None, "chair_words": "政法委"}


def prepared(plan, by, on=TODAY, held_on=TODAY + 5 * DAY, **facts):
    return prepare(plan, by=by, on=on, **FACTS | {"held_on": held_on} | facts)


def shown(meeting, on=TODAY):
    return [(item.task.number, item.reasons) for item in meeting.items.shown_on(on)]


@pytest.fixture
def every(plan, task, promise, other):
    """A task for each reason, the gravest has the highest number."""
    tasks = {11: task, 12: other}
    for number in (13, 14, 15, 16):
        tasks[number] = make_task(plan=plan, number=number)
        make_assignment(tasks[number])
    amber = make_milestone(task=tasks[13], order=1, due_on=TODAY + 15 * DAY)
    make_milestone(task=tasks[14], order=1, due_on=date(2015, 12, 31))
    make_instruction(tasks[14], make_unit())
    asking = make_milestone(task=tasks[15], order=1, due_on=date(2015, 12, 31))
    make_extension(asking, decision="pending", new_due_on=date(2016, 3, 31))
    last = make_meeting(plan, held_on=TODAY - 3 * DAY)
    green = make_milestone(task=tasks[16], order=1, due_on=date(2015, 12, 31))
    make_decision(make_item(last, green))
    return amber


def test_what_has_ended_is_not_looked_at(plan, supervisor, task, promise):
    make_task_change(task)
    assert shown(prepared(plan, supervisor)) == []


def test_each_thing_that_waits_is_on_it_with_its_reason_the_gravest_first(plan, supervisor, every):
    meeting = prepared(plan, supervisor)
    reasons = [["decided"], ["red"], ["extension"], ["instruction"], ["amber"]]
    assert shown(meeting) == list(zip([16, 11, 15, 14, 13], reasons, strict=True))


def test_what_is_in_time_or_done_is_not(plan, supervisor, every):
    changed(every, due_on=TODAY + 16 * DAY)
    numbers = [number for number, _why in shown(prepared(plan, supervisor))]
    assert numbers == [16, 11, 15, 14]


def test_of_a_task_the_promise_that_presses_most_is_looked_at(plan, supervisor, task, promise):
    make_milestone(task=task, order=2, due_on=TODAY - DAY)
    make_milestone(task=task, order=3, due_on=TODAY)
    item = prepared(plan, supervisor).items.get()
    assert (item.milestone, item.reasons) == (promise, ["red", "amber"])


def test_a_task_that_owes_a_reply_shows_no_promise_that_is_kept(plan, supervisor, other):
    make_milestone(task=other, order=2, stage="done", completed_on=TODAY, due_on=TODAY + DAY)
    make_instruction(other, make_unit())
    assert prepared(plan, supervisor).items.get().milestone.order == 1


def test_a_full_agenda_takes_no_more_by_itself(plan, supervisor, every, monkeypatch):
    monkeypatch.setattr(acts, "FULL", 2)
    meeting = prepared(plan, supervisor)
    gravest = [number for number, _reasons in shown(meeting)]
    assert gravest == [16, 11]
    assert refresh(meeting, by=supervisor, on=TODAY) == 0
    pick(meeting, by=supervisor, on=TODAY, numbers="13")
    meeting.items.filter(task__number=16).update(left_out_on=TODAY)
    assert refresh(meeting, by=supervisor, on=TODAY) == 0
    assert [number for number, _reasons in shown(meeting)] == [11, 13]


def test_it_can_be_about_some_units_or_leaders_only(plan, supervisor, task, promise, unit):
    mine, theirs = make_task(plan=plan, number=20), make_task(plan=plan, number=21)
    for one in (mine, theirs):
        make_milestone(task=one, order=1, due_on=TODAY - DAY)
        make_assignment(one, unit, role="participating")
    leader = make_leader()
    make_task_leader(mine, leader)
    of = {"units": {"units": [unit]}, "leaders": {"leaders": [leader]}}
    found = {name: shown(prepared(plan, supervisor, **facts)) for name, facts in of.items()}
    assert {name: [number for number, _why in rows] for name, rows in found.items()} == {
        "units": [11],
        "leaders": [20],
    }
    both = shown(prepared(plan, supervisor, **of["units"] | of["leaders"]))
    assert [number for number, _why in both] == [11, 20]


def test_history_says_what_was_put_on_it(plan, supervisor, promise):
    prepared(plan, supervisor)
    event = Event.objects.get(action="put-on-agenda")
    assert (event.milestone, event.person, event.meeting.title) == (
        promise,
        supervisor,
        "第3次调度会",
    )
    assert event.note.startswith("第3次调度会（2015年6月23日）：")


@pytest.mark.parametrize("role", ["viewer", "liaison", "head", "leader", "admin"])
def test_only_supervisors_prepare(plan, role):
    with pytest.raises(PermissionDenied):
        prepared(plan, make_user(role=role, unit=make_unit()))
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"held_on": TODAY - DAY}, "held_on"),
        ({"held_on": date(2016, 6, 18)}, "held_on"),
        ({"chair_words": ""}, "chair"),
    ],
)
def test_facts_that_make_no_sense_are_refused(plan, supervisor, facts, field):
    with pytest.raises(ValidationError) as refused:
        prepared(plan, supervisor, **facts)
    assert list(refused.value.message_dict) == [field]


def test_no_meeting_is_before_the_plan(supervisor):
    plan = make_plan(issued_on=TODAY + 10 * DAY)
    with pytest.raises(ValidationError, match="2015-06-28"):
        prepared(plan, supervisor, held_on=TODAY + 9 * DAY)
    with pytest.raises(ValidationError):
        prepared(make_plan(), supervisor, chair=make_leader())


class TestChange:
    def test_what_was_chosen_stays_and_the_rest_follows_the_data(
        self, plan, supervisor, task, promise, other
    ):
        meeting = prepared(plan, supervisor)
        pick(meeting, by=supervisor, on=TODAY, numbers="第12项")
        late = make_task(plan=plan, number=30)
        make_milestone(task=late, order=1, due_on=TODAY)
        changed(promise, due_on=date(2015, 12, 31))
        assert refresh(meeting, by=supervisor, on=TODAY + DAY) == 2
        assert shown(meeting, TODAY + DAY) == [(12, ["picked"]), (30, ["red"])]
        assert [number for number, _why in shown(meeting)] == [11, 12]
        assert Event.objects.filter(action="leave-off-agenda", milestone=promise).exists()

    def test_what_is_called_for_again_comes_back(self, plan, supervisor, promise):
        meeting = prepared(plan, supervisor)
        changed(promise, due_on=date(2015, 12, 31))
        refresh(meeting, by=supervisor, on=TODAY)
        changed(promise, due_on=date(2015, 1, 31))
        assert shown(meeting) == []
        refresh(meeting, by=supervisor, on=TODAY)
        assert shown(meeting) == [(11, ["red"])]

    def test_what_somebody_left_out_stays_out(self, plan, supervisor, promise):
        meeting = prepared(plan, supervisor)
        item = meeting.items.get()
        save_agenda(meeting, by=supervisor, on=TODAY, seen=1, rows={item.pk: Row(1, False, "")})
        assert refresh(meeting, by=supervisor, on=TODAY) == 0
        assert shown(meeting) == []
        pick(meeting, by=supervisor, on=TODAY, numbers="11")
        assert shown(meeting) == [(11, ["red", "picked"])]

    def test_words_keep_an_item(self, plan, supervisor, promise):
        meeting = prepared(plan, supervisor)
        item = meeting.items.get()
        rows = {item.pk: Row(1, True, "是否同意延期")}
        save_agenda(meeting, by=supervisor, on=TODAY, seen=1, rows=rows)
        changed(promise, due_on=date(2015, 12, 31))
        assert refresh(meeting, by=supervisor, on=TODAY) == 0
        assert shown(meeting) == [(11, [])]

    def test_from_the_day_on_it_is_not_put_together_anew(self, plan, supervisor, promise):
        meeting = prepared(plan, supervisor)
        make_milestone(task=make_task(plan=plan), order=1, due_on=TODAY - DAY)
        with pytest.raises(ValidationError):
            refresh(meeting, by=supervisor, on=TODAY + 5 * DAY)
        assert refresh(meeting, by=supervisor, on=TODAY + 4 * DAY) == 1

    def test_the_order_and_the_words_are_saved(self, plan, supervisor, every):
        meeting = prepared(plan, supervisor)
        items = list(meeting.items.shown_on(TODAY))
        rows = {item.pk: Row(10 - n, True, "") for n, item in enumerate(items)}
        rows[items[0].pk] = Row(1, True, "请明确牵头单位")
        save_agenda(meeting, by=supervisor, on=TODAY, seen=1, rows=rows)
        assert [number for number, _why in shown(meeting)] == [16, 13, 14, 15, 11]
        assert AgendaItem.objects.get(pk=items[0].pk).asked == "请明确牵头单位"

    def test_of_two_who_save_the_second_is_told(self, plan, supervisor, promise):
        meeting = prepared(plan, supervisor)
        rows = {meeting.items.get().pk: Row(1, True, "一")}
        save_agenda(meeting, by=supervisor, on=TODAY, seen=1, rows=rows)
        with pytest.raises(ValidationError) as refused:
            save_agenda(meeting, by=supervisor, on=TODAY, seen=1, rows=rows)
        assert [one.code for one in refused.value.error_list] == ["stale"] * 2

    def test_what_was_decided_about_stays(self, item, supervisor):
        make_decision(item)
        with pytest.raises(ValidationError, match="11"):
            save_agenda(
                item.meeting, by=supervisor, on=TODAY, seen=0, rows={item.pk: Row(1, False, "")}
            )

    @pytest.mark.parametrize(
        ("numbers", "said"),
        [("99", "99"), ("11-9", "9"), ("12、12", "12"), ("11", "11"), ("abc", "abc")],
    )
    def test_numbers_that_cannot_be_taken_change_nothing(
        self, item, supervisor, other, numbers, said
    ):
        with pytest.raises(ValidationError) as refused:
            pick(item.meeting, by=supervisor, on=TODAY, numbers=f"12、{numbers}")
        assert said in refused.value.message_dict["numbers"][0]
        assert item.meeting.items.count() == 1

    def test_nothing_is_no_number(self, meeting, supervisor):
        with pytest.raises(ValidationError):
            pick(meeting, by=supervisor, on=TODAY, numbers=" 、")

    def test_a_certain_promise_can_be_chosen(self, meeting, supervisor, other):
        second = make_milestone(task=other, order=2, due_on=date(2016, 1, 31))
        pick(meeting, by=supervisor, on=TODAY, numbers="12-2")
        assert meeting.items.get().milestone == second

    def test_a_closed_meeting_takes_nothing(self, item, supervisor, other):
        closed = {"closed_on": TODAY, "closed_by": supervisor}
        Meeting.objects.filter(pk=item.meeting_id).update(**closed)
        who = {"by": supervisor, "on": TODAY}
        for act in (
            lambda: pick(item.meeting, numbers="12", **who),
            lambda: refresh(item.meeting, **who),
            lambda: save_agenda(item.meeting, seen=0, rows={}, **who),
            lambda: change(item.meeting, seen=0, **FACTS, held_on=TODAY, **who),
        ):
            with pytest.raises(ValidationError) as refused:
                act()
            assert {one.code for one in refused.value.error_list} == {"stale"}

    def test_the_day_moves_until_something_is_decided(self, item, supervisor):
        who = {"by": supervisor, "on": TODAY}
        change(item.meeting, seen=0, held_on=TODAY + DAY, **FACTS, **who)
        change(item.meeting, seen=1, held_on=TODAY, **FACTS, **who)
        make_decision(item)
        with pytest.raises(ValidationError):
            change(item.meeting, seen=2, held_on=TODAY + DAY, **FACTS, **who)
        change(item.meeting, seen=2, held_on=TODAY, **FACTS | {"title": "调度会"}, **who)
        assert Meeting.objects.get().title == "调度会"


def test_what_is_settled_calls_for_no_meeting(plan, supervisor, other):
    last = make_meeting(plan, held_on=TODAY - 3 * DAY)
    decision = make_decision(make_item(last, other.milestones.get()))
    meeting = make_meeting(plan, held_on=TODAY + DAY)
    assert [one.reasons for one in called_for(meeting, TODAY)] == [["decided"]]
    decision.closed_on, decision.closed_by = TODAY, supervisor
    decision.closed_event = decision.event
    decision.save()
    assert called_for(meeting, TODAY) == []
