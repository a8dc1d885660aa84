"""What became of what stocktakes decided, until each is settled."""

from datetime import timedelta

import pytest

from tasks.meeting.fates import earlier_fates, fates_of
from tasks.models import MeetingDecision, Reply
from tasks.plan.actors import Actor
from tasks.plan.models.restriction import NOBODY, NOTICE
from tests.factories import (
    TODAY,
    make_event,
    make_extension,
    make_milestone,
    make_restriction,
    make_unit,
    make_user,
)
from tests.meetings import decided, make_decision, make_item, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


def fate(decision, as_of=TODAY, reader=NOBODY):
    (one,) = fates_of(MeetingDecision.objects.for_fate().filter(pk=decision.pk), as_of, reader)
    return one


def answered(decision, unit, on, text="已完成。", **fields):
    given = {"state": "answered", "text": text, "replied_on": on, "replied_by": make_user()}
    replies = Reply.objects.filter(instruction=decision.instruction_id, unit=unit)
    replies.update(**given | fields)
    return replies.get()


def reported(milestone, unit, on, action="report"):
    return make_event(milestone, action=action, unit=unit, on=on)


class TestInstruction:
    @pytest.fixture
    def second(self):
        return make_unit(name="区城管局")

    @pytest.fixture
    def decision(self, item, unit, second, supervisor):
        return decided(item, "instruction", supervisor, units=[unit, second])

    def test_it_is_open_until_each_unit_has_replied(self, decision, unit, second):
        answered(decision, unit, TODAY + DAY)
        told = fate(decision, TODAY + DAY)
        assert (told.is_open, told.missing) == (True, [second])
        answered(decision, second, TODAY + 3 * DAY)
        told = fate(decision, TODAY + 3 * DAY)
        assert (told.settled_on, told.missing) == (TODAY + 3 * DAY, [])
        assert fate(decision, TODAY + 2 * DAY).missing == [second]

    def test_what_was_sent_back_is_owed_again(self, decision, unit, second):
        answered(decision, unit, TODAY, state="sent-back")
        answered(decision, second, TODAY)
        assert fate(decision).missing == [unit]

    def test_it_is_late_after_its_day(self, decision):
        assert not fate(decision, TODAY + 12 * DAY).is_late
        assert fate(decision, TODAY + 13 * DAY).is_late

    def test_a_restricted_reply_says_that_it_is(self, decision, unit, task):
        reply = answered(decision, unit, TODAY, text="秘密")
        make_restriction(reply, unit, milestone=decision.item.milestone)
        assert [words for _unit, _on, words in fate(decision).replies] == [NOTICE]
        reader = Actor.of(make_user(role="supervisor"), TODAY)
        assert [words for _unit, _on, words in fate(decision, reader=reader).replies] == ["秘密"]


class TestUrge:
    @pytest.fixture
    def decision(self, item, unit, supervisor):
        return decided(item, "urge", supervisor, units=[unit])

    def test_it_is_settled_by_a_report_that_came_after_it(self, item, unit, supervisor):
        reported(item.milestone, unit, TODAY)
        decision = decided(item, "urge", supervisor, units=[unit])
        assert fate(decision).missing == [unit]
        reported(item.milestone, unit, TODAY + DAY, "no-change")
        reported(item.milestone, make_unit(), TODAY + DAY)
        assert fate(decision, TODAY + DAY).is_open
        reported(item.milestone, unit, TODAY + 2 * DAY)
        assert fate(decision, TODAY + DAY).is_open
        assert fate(decision, TODAY + 2 * DAY).settled_on == TODAY + 2 * DAY

    def test_a_report_on_another_promise_does_not_count(self, decision, task, unit):
        reported(make_milestone(task=task), unit, TODAY)
        assert fate(decision).is_open

    @pytest.mark.parametrize("action", ["stop", "approve", "end-with-task", "enter-past"])
    def test_work_that_ended_is_owed_by_nobody(self, decision, action):
        reported(decision.item.milestone, None, TODAY + DAY, action)
        assert fate(decision, TODAY + DAY).settled_on == TODAY + DAY

    def test_of_a_group_one_member_is_enough(self, item, task, supervisor):
        group = make_unit(kind="group")
        member = make_unit()
        group.members.add(member)
        decision = make_decision(item, group, kind="urge")
        assert fate(decision).missing == [group]
        reported(item.milestone, member, TODAY)
        assert not fate(decision).is_open


def test_an_extension_is_settled_at_once(item, unit, supervisor):
    make_extension(item.milestone, unit=unit, decision="pending")
    assert fate(decided(item, "grant", supervisor, version=0)).settled_on == TODAY


class TestNote:
    @pytest.fixture
    def decision(self, item):
        decision = make_decision(item)
        decision.closed_on, decision.closed_by = TODAY + DAY, make_user()
        decision.closed_event = make_event(item.milestone, action="close-decision", note="办妥。")
        decision.save()
        return decision

    def test_it_is_settled_on_the_day_on_which_it_was_closed(self, decision):
        assert fate(decision).is_open
        told = fate(decision, TODAY + DAY)
        assert (told.settled_on, told.closing) == (TODAY + DAY, "办妥。")

    def test_restricted_words_are_left_out(self, decision):
        make_restriction(decision.event)
        make_restriction(decision.closed_event)
        told = fate(decision, TODAY + DAY)
        assert (told.text, told.closing) == (NOTICE, NOTICE)
        reader = Actor.of(make_user(role="supervisor"), TODAY)
        assert fate(decision, TODAY, reader).text == "由两家共同研究。"


class TestNextMeeting:
    def settle(self, decision, on):
        event = make_event(decision.item.milestone, action="close-decision")
        MeetingDecision.objects.filter(pk=decision.pk).update(
            closed_on=on, closed_by=make_user(), closed_event=event
        )

    def test_it_tells_what_is_open_and_what_was_settled_since_the_last_one(self, plan, task):
        first, last, new, after = (
            make_meeting(plan, held_on=TODAY + n * DAY) for n in (-7, -3, 0, 5)
        )
        on_first = make_item(first, make_milestone(task=task))
        settled, settled_since, open_yet = (
            make_decision(on_first, decided_on=TODAY - 7 * DAY) for _n in range(3)
        )
        self.settle(settled, TODAY - 4 * DAY)
        self.settle(settled_since, TODAY - 3 * DAY)
        on_last = make_decision(make_item(last, on_first.milestone))
        make_decision(make_item(new, on_first.milestone))
        make_decision(make_item(make_meeting(), make_milestone()))
        found = [one.decision for one in earlier_fates(new, TODAY, NOBODY)]
        assert found == [settled_since, open_yet, on_last]
        assert len(earlier_fates(after, TODAY, NOBODY)) == 3

    def test_the_first_one_tells_nothing(self, meeting, item):
        make_decision(item)
        assert earlier_fates(meeting, TODAY, NOBODY) == []
