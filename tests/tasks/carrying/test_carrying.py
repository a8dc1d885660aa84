"""What a plan leaves is carried over into the next one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.carrying.models import Carried, left_in
from tasks.machine.consistency import problems
from tasks.models import Event, Mail, Milestone, Plan, Task
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_extra_task,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestCarrying:
    def test_what_is_left_is_neither_done_nor_stopped_nor_carried(self, plan, task, left, carry):
        make_done(TODAY, task=task)
        make_milestone(task=task, stage="stopped", stopped_on=TODAY)
        asked = make_milestone(task=task, stage="submitted")
        make_milestone()
        assert list(left_in(plan)) == [*left, asked]
        carry(left[:1])
        assert list(left_in(plan)) == [left[1], asked]

    def test_the_new_task_says_what_the_old_one_said(self, task, left, carry, target):
        [new] = carry(left)
        target.refresh_from_db()
        assert target.source_text == ("1. 建立清单。内容\n进度安排：编制清单；长期坚持。\n")
        assert (new.plan, new.number, new.title, new.description) == (target, 1, "建立清单", "内容")
        assert (new.schedule, new.key_focus) == ("编制清单；长期坚持。", "清单")
        assert (new.project.plan, new.project.title) == (target, task.project.title)
        parts = ("unit", "role", "order", "is_host", "written_as")
        old, mine = (one.assignments.order_by("pk").values_list(*parts) for one in (task, new))
        assert list(mine) == list(old)
        assert list(new.leaders.all()) == list(task.leaders.all())
        assert new.assignments.first().tenures.count() == 1
        for milestone, text in zip(
            new.milestones.order_by("order"), ("编制清单", "长期坚持"), strict=True
        ):
            span = slice(milestone.source_start, milestone.source_end)
            assert target.source_text[span] == milestone.text == text

    def test_milestones_have_no_date_until_one_is_set(self, left, carry, target):
        [new] = carry(left)
        facts = ("kind", "is_key", "due_on", "original_due_on", "date_note", "stage")
        assert list(new.milestones.order_by("order").values_list(*facts)) == [
            ("deadline", True, None, None, "no_date", "open"),
            ("ongoing", False, None, None, "", "open"),
        ]
        assert Milestone.objects.of(target, TODAY).count() == 2

    def test_the_old_ones_stay_as_they_are(self, left, carry):
        before = [Milestone.objects.filter(pk=one.pk).values().get() for one in left]
        carry(left)
        assert [Milestone.objects.filter(pk=one.pk).values().get() for one in left] == before

    def test_each_side_has_one_event_and_nobody_is_written_to(self, task, left, carry, supervisor):
        make_user(role="liaison", unit=task.units.first())
        [new] = carry(left)
        told = Event.objects.values_list("task", "action", "note", "person", "on")
        assert sorted(told) == sorted(
            [
                (task.pk, "carry-out", "2016年工作方案任务1：明年继续办理。", supervisor.pk, TODAY),
                (new.pk, "carry-in", "2015年工作方案任务12：明年继续办理。", supervisor.pk, TODAY),
            ]
        )
        assert Mail.objects.count() == 0

    def test_each_task_goes_on_for_itself_behind_what_is_there(
        self, plan, task, left, carry, target
    ):
        old = make_task(plan=target, number=7, source_start=0, source_end=2)
        Plan.objects.filter(pk=target.pk).update(source_text="开头\n")
        other = make_milestone(task=make_task(plan=plan, number=13, project=task.project))
        new = carry([*left, other])
        assert [one.number for one in new] == [8, 9]
        assert new[0].project == new[1].project != old.project
        target.refresh_from_db()
        for one in new:
            text = target.source_text[one.source_start : one.source_end]
            assert text.startswith(f"{one.number}. {one.title}。")
            assert text.endswith("。")

    def test_a_heading_of_the_same_title_takes_it(self, task, left, carry, target):
        own = target.projects.create(number=4, title=task.project.title)
        assert carry(left)[0].project == own

    def test_a_task_outside_the_plan_stays_outside_the_next_one(
        self, plan, task, left, carry, target
    ):
        extra = make_extra_task(plan, number=1003)
        make_assignment(extra)
        make_task_leader(extra)
        new, outside = carry([*left, *extra.milestones.all()])
        assert (new.number, outside.number) == (1, 1001)
        assert (outside.project.title, outside.project.number) == ("计划外立项", 1001)
        assert extra.title not in Plan.objects.get(pk=target.pk).source_text
        assert outside.milestones.get().source_start is None
        [later] = carry([make_milestone(task=task, order=9)])
        assert (later.number, later.project) == (2, new.project)
        assert Milestone.objects.of(target, TODAY).count() == len(left) + 2
        assert problems() == []

    def test_the_data_are_sound(self, left, carry, target):
        carry(left)
        assert problems() == []

    def test_nothing_is_carried_over_twice(self, task, left, carry):
        carry(left[:1])
        with pytest.raises(Conflict) as refused:
            carry(left)
        assert refused.value.events[0].action == "carry-out"
        assert Carried.objects.count() == 1

    def test_what_is_finished_meanwhile_keeps_all_of_it_back(self, left, carry):
        Milestone.objects.filter(pk=left[1].pk).update(stage="done", completed_on=TODAY)
        with pytest.raises(Conflict):
            carry(left)
        assert Carried.objects.count() == 0

    @pytest.mark.parametrize("role", ["liaison", "head", "viewer", "leader", "admin"])
    def test_only_supervisors_carry_over(self, role, left, carry):
        with pytest.raises(PermissionDenied):
            carry(left, by=make_user(role=role, unit=make_unit()))

    def test_an_archived_plan_carries_over_too(self, plan, left, carry):
        Plan.objects.filter(pk=plan.pk).update(archived_from=TODAY)
        assert len(carry([Milestone.objects.get(pk=one.pk) for one in left])) == 1

    @pytest.mark.parametrize("begun", [None, date(2015, 1, 1)])
    def test_a_plan_that_is_not_over_carries_nothing_over(self, begun, plan, left, carry):
        Plan.objects.filter(pk=plan.pk).update(closing_from=None, in_use_from=begun)
        with pytest.raises(OutOfPhase, match="收官"):
            carry([Milestone.objects.get(pk=one.pk) for one in left])
        assert Task.objects.count() == 1

    def test_only_a_plan_in_preparation_takes_something(self, plan, target, left, carry):
        Plan.objects.filter(pk=target.pk).update(in_use_from=date(2016, 1, 8), issued_on=TODAY)
        assert len(carry(left[:1])) == 1  # still before its day
        Plan.objects.filter(pk=target.pk).update(in_use_from=TODAY)
        for one in (target, plan):
            with pytest.raises(ValidationError):
                carry(left[1:], to=one)
