"""What was proposed becomes a task from the day on which it is approved: docs/changes.md."""

from datetime import timedelta

import pytest

from tasks.extra import acts
from tasks.ground.lights import Light
from tasks.models import Assignment, Mail, Milestone, TaskLeader
from tasks.workflow.acts import splitting
from tests.factories import TODAY, make_user
from tests.tasks.extra.conftest import JULY, YESTERDAY, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW = {"on": TODAY}


@pytest.fixture
def task(plan, proposer, other, unit, leader):
    return acts.approve(proposed(plan, proposer, unit, leader), by=other, note="同意。", **NOW)


class TestApproving:
    def test_the_task_stands_under_its_own_heading_with_a_number_of_its_own(self, plan, task):
        assert (task.number, task.project.title, task.project.is_extra) == (
            1001,
            "计划外立项",
            True,
        )
        assert (task.title, task.description, task.added_on) == (
            "防汛排查",
            "全面排查隐患。",
            TODAY,
        )
        assert task.schedule == "2015年7月31日前，完成排查；值班值守。"
        assert task.proposal.state == "approved"

    def test_the_next_one_stands_beside_it(self, plan, task, proposer, other, unit, leader):
        second = proposed(plan, proposer, unit, leader, title="二号")
        following = acts.approve(second, by=other, **NOW)
        assert (following.number, following.project) == (1002, task.project)

    def test_units_and_leaders_have_it_from_its_first_day_on(self, task, unit, leader):
        parts = [(one.unit.name, one.role, one.order) for one in task.assignments.order_by("pk")]
        assert parts == [
            ("区水务局", "lead", 1), ("区城管局", "lead", 2), ("区住建局", "participating", 2),
        ]  # fmt: skip
        assert [lead.leader for lead in task.lead_leaders.all()] == [leader]
        for day, number in ((YESTERDAY, 0), (TODAY, 3)):
            assert Assignment.ever.on(day).filter(task=task).count() == number
            assert TaskLeader.ever.on(day).filter(task=task).count() == bool(number)

    def test_its_milestones_stand_from_that_day_on(self, plan, task):
        assert not Milestone.objects.of(plan, YESTERDAY).exists()
        rows = Milestone.objects.of(plan, TODAY).order_by("order")
        told = [(one.text, one.light, one.due, one.original_due_on, one.added_on) for one in rows]
        assert told == [
            ("完成排查", Light.GREEN, JULY, JULY, TODAY),
            ("值班值守", Light.ONGOING, None, None, TODAY),
        ]

    def test_what_is_new_is_silent_and_held_from_its_first_day_on(self, plan, task):
        rows = Milestone.objects.of(plan, TODAY).with_holder(plan)
        assert {(one.is_stale, one.held_since) for one in rows} == {(False, TODAY)}
        for days, is_stale in ((90, False), (91, True)):
            later = Milestone.objects.of(plan, TODAY + timedelta(days=days))
            assert later.get(kind="ongoing").is_stale == is_stale

    def test_its_history_says_from_where_and_by_whom(self, task, proposer, other):
        event = task.events.get()
        assert (event.action, event.person, event.on) == ("approve-extra", other, TODAY)
        said = f"会议：区委常委会6月17日会议。{proposer}于2015-06-18提出：汛期将至。\n同意。"
        assert event.note == said

    def test_everybody_concerned_is_told(self, plan, proposer, other, unit, leader):
        liaison = make_user(role="liaison", unit=unit)
        acts.approve(proposed(plan, proposer, unit, leader), by=other, **NOW)
        told = {
            mail.recipient: mail.subject
            for mail in Mail.objects.filter(kind=Mail.Kind.NOTICE)
            if mail.recipient != other
        }
        assert told == {
            liaison: "计划外新立任务：任务1001 防汛排查",
            leader.user: "计划外新立任务：任务1001 防汛排查",
            proposer: "计划外立项（已批准立项）：防汛排查",
        }


class TestAfterwards:
    def test_a_milestone_is_added_as_to_any_other_task(self, task, other, unit):
        words = {"text": "复查", "kind": "deadline", "unit": unit, "due_on": JULY, "reason": "补充"}
        added = splitting.add_milestone(task, by=other, **words, **NOW)
        assert (added.source_start, added.order) == (None, 101)
