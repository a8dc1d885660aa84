"""What a stocktake decides becomes the act of another room, with its rules and rights."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.meeting.acts import close_note
from tasks.models import Event, Instruction, Meeting, MeetingDecision, Urge
from tasks.plan.recording import Conflict
from tests.factories import TODAY, make_extension, make_leader, make_milestone, make_unit, make_user
from tests.meetings import NOW, decided, make_decision, make_item, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


def test_an_instruction_is_that_of_the_leader_who_chairs(item, unit, supervisor, chair, liaison):
    decision = decided(item, "instruction", supervisor, units=[unit])
    paper = Instruction.objects.get()
    assert decision.instruction == paper
    assert (paper.given_by, paper.entered_by) == (chair.user, supervisor)
    assert (paper.task, paper.text, paper.reply_by) == (item.task, "月底前完成。", TODAY + 12 * DAY)
    assert paper.occasion == "第3次调度会（2015年6月18日）"
    assert decision.event == paper.events.get()
    assert decision.event.action == "instruct"
    assert liaison.mails.filter(kind="instruction").count() == 1


@pytest.mark.parametrize("chair_is", ["words", "no account", "no longer here"])
def test_nobody_orders_in_the_name_of_who_cannot(meeting, item, unit, supervisor, chair, chair_is):
    if chair_is == "words":
        Meeting.objects.update(chair=None, chair_words="政法委")
    elif chair_is == "no account":
        Meeting.objects.update(chair=make_leader())
    else:
        type(chair.user).objects.filter(pk=chair.user.pk).update(is_active=False)
    with pytest.raises(ValidationError) as refused:
        decided(item, "instruction", supervisor, units=[unit])
    assert list(refused.value.message_dict) == ["kind"]
    assert not Instruction.objects.exists()


def test_an_urge_reaches_the_staff_of_the_unit_with_its_day(item, unit, supervisor, liaison):
    head = make_user(role="head", unit=unit)
    decision = decided(item, "urge", supervisor, units=[unit])
    urge = Urge.objects.get()
    assert (urge.milestone, urge.unit, urge.urged_by) == (item.milestone, unit, supervisor)
    assert urge.text == "月底前完成（6月30日前报告）。"
    assert (decision.event.action, decision.event.milestone) == ("urge", item.milestone)
    assert [one.mails.filter(kind="urge").count() for one in (liaison, head)] == [1, 1]


def test_urging_keeps_its_own_rules(item, unit, supervisor):
    decided(item, "urge", supervisor, units=[unit])
    seen = Event.objects.get(action="urge").pk
    with pytest.raises(ValidationError) as refused:
        decided(item, "urge", supervisor, units=[unit], seen=seen)
    assert list(refused.value.message_dict) == ["reason"]
    decided(item, "urge", supervisor, units=[unit], seen=seen, reason="会议要求")
    assert Urge.objects.count() == 2
    with pytest.raises(ValidationError):
        decided(item, "urge", supervisor, units=[make_unit()], at=NOW + DAY, seen=2**40)


def test_nobody_is_urged_about_what_is_done(meeting, task, unit, supervisor):
    done = make_milestone(task=task, order=2, stage="done", completed_on=TODAY - DAY, due_on=TODAY)
    with pytest.raises(ValidationError) as refused:
        decided(make_item(meeting, done), "urge", supervisor, units=[unit])
    assert list(refused.value.message_dict) == ["kind"]


@pytest.mark.parametrize(("kind", "decision"), [("grant", "granted"), ("refuse", "refused")])
def test_an_extension_that_waits_is_decided(item, unit, supervisor, kind, decision):
    asked = make_extension(item.milestone, unit=unit, decision="pending")
    made = decided(item, kind, supervisor, text="情况属实。", version=0)
    asked.refresh_from_db()
    assert (asked.decision, asked.decision_note, made.extension) == (decision, "情况属实。", asked)
    assert made.event.action == kind
    item.milestone.refresh_from_db()
    moved = asked.new_due_on if kind == "grant" else item.milestone.original_due_on
    assert item.milestone.due_on == moved


def test_an_extension_that_changed_since_is_not_decided(item, unit, supervisor):
    make_extension(item.milestone, unit=unit, decision="pending")
    with pytest.raises(Conflict):
        decided(item, "grant", supervisor, version=7)
    with pytest.raises(ValidationError):
        decided(item, "refuse", supervisor, text="", version=0)
    assert not MeetingDecision.objects.exists()


def test_where_none_waits_none_is_decided(item, supervisor):
    with pytest.raises(Conflict):
        decided(item, "grant", supervisor, version=0)


def test_a_note_stands_in_the_history_with_who_sees_to_it(item, supervisor, unit):
    decision = decided(item, "note", supervisor, text="另行研究。", owner="王某", units=[unit])
    event = Event.objects.get(action="note-decision")
    assert (event.milestone, event.meeting, event.person) == (
        item.milestone,
        item.meeting,
        supervisor,
    )
    assert event.note == "第3次调度会（2015年6月18日）：另行研究。"
    assert (decision.event, decision.owner, decision.units.get()) == (event, "王某", unit)


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        ("instruction", {"units": []}, "units"),
        ("instruction", {"due_on": None}, "reply_by"),
        ("urge", {"units": []}, "units"),
        ("urge", {"due_on": None}, "reply_by"),
        ("note", {"units": []}, "owner"),
        ("note", {"owner": "王某", "due_on": None}, "reply_by"),
    ],
)
def test_each_has_an_owner_and_a_day(item, unit, supervisor, kind, said, field):
    with pytest.raises(ValidationError) as refused:
        decided(item, kind, supervisor, **{"units": [unit]} | said)
    assert list(refused.value.message_dict) == [field]
    assert not MeetingDecision.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "liaison", "head", "leader", "admin"])
def test_only_supervisors_decide(item, unit, role):
    with pytest.raises(PermissionDenied):
        decided(item, "note", make_user(role=role, unit=unit), owner="王某")


def test_not_before_the_day_and_not_after_the_minutes_are_closed(plan, promise, supervisor):
    meeting = make_meeting(plan, held_on=TODAY + DAY)
    item = make_item(meeting, promise)
    with pytest.raises(ValidationError):
        decided(item, "note", supervisor, owner="王某")
    decided(item, "note", supervisor, on=TODAY + DAY, owner="王某")
    closed = {"closed_on": TODAY + DAY, "closed_by": supervisor}
    Meeting.objects.filter(pk=meeting.pk).update(**closed)
    with pytest.raises(ValidationError) as refused:
        decided(item, "note", supervisor, on=TODAY + DAY, owner="王某", seen=2**40)
    assert refused.value.error_list[0].code == "stale"


def test_not_about_what_was_left_out(item, supervisor):
    item.left_out_on = TODAY
    item.save()
    with pytest.raises(ValidationError):
        decided(item, "note", supervisor, owner="王某")


def test_of_two_who_decide_at_once_the_second_is_told_and_nothing_is_done(item, supervisor):
    first = decided(item, "note", supervisor, owner="王某")
    with pytest.raises(Conflict) as told:
        decided(item, "note", supervisor, owner="李某")
    assert told.value.events == [first.event]
    decided(item, "note", supervisor, owner="李某", seen=first.event_id)


class TestClosingANote:
    def test_it_is_closed_with_words(self, item, supervisor):
        decision = make_decision(item)
        close_note(decision, by=supervisor, on=TODAY, text="已由两家办妥。")
        decision.refresh_from_db()
        assert (decision.closed_by, decision.closed_on) == (supervisor, TODAY)
        assert decision.closed_event.note == "已由两家办妥。"

    def test_once(self, item, supervisor):
        decision = make_decision(item)
        close_note(decision, by=supervisor, on=TODAY, text="已办妥。")
        with pytest.raises(Conflict) as told:
            close_note(decision, by=supervisor, on=TODAY, text="已办妥。")
        assert [event.note for event in told.value.events] == ["已办妥。"]

    def test_what_became_an_act_is_not(self, item, unit, supervisor):
        decision = decided(item, "urge", supervisor, units=[unit])
        with pytest.raises(Conflict):
            close_note(decision, by=supervisor, on=TODAY, text="已办妥。")

    def test_only_supervisors_do(self, item, liaison):
        with pytest.raises(PermissionDenied):
            close_note(make_decision(item), by=liaison, on=TODAY, text="已办妥。")
