"""Carrying over what a plan leaves, and beginning the next one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.carrying import acts
from tasks.carrying.models import Carried, left_in
from tasks.carrying.rules import slug_of
from tasks.machine.consistency import problems
from tasks.models import Event, Mail, Milestone, Plan, PlanCorrection, Task
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_extra_task,
    make_leader,
    make_milestone,
    make_plan,
    make_plan_of,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NEW = {
    "title": "2016年法治工作方案",
    "short_title": "法治宝安",
    "issuer": "区委",
    "issued_on": date(2016, 1, 8),
}


@pytest.fixture
def plan():
    """It closes today."""
    return make_plan(closing_from=TODAY)


@pytest.fixture
def target():
    return make_plan(issued_on=date(2016, 1, 8), in_use_from=None, source_text="")


@pytest.fixture
def task(plan):
    """Of two lead units, of which the second is the host, and a leader."""
    task = make_task(plan=plan, number=12, title="建立清单", key_focus="清单")
    make_assignment(task, make_unit(name="区水务局"), written_as="水务局")
    make_assignment(task, make_unit(name="区城管局"), order=2, is_host=True)
    make_assignment(task, role="participating")
    make_task_leader(task, make_leader())
    return task


@pytest.fixture
def left(task):
    return [
        make_milestone(task=task, text="编制清单", is_key=True),
        make_milestone(task=task, text="长期坚持", kind="ongoing", due_on=None),
    ]


@pytest.fixture
def carry(plan, target, supervisor):
    def carry(milestones, **words):
        given = {"by": supervisor, "on": TODAY, "to": target, "reason": "明年继续办理。"}
        return acts.carry_over(plan, milestones, **given | words)

    return carry


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


class TestPages:
    def test_what_is_left_is_chosen_looked_at_and_carried_over(
        self, as_supervisor, plan, target, task, left
    ):
        page = address("carry-over", plan)
        assert page in as_supervisor.get(address("setup", plan)).text
        chosen = as_supervisor.get(page, {"m": [left[0].pk], "to": target.pk}).text
        assert "建立清单" in chosen
        assert ("编制清单" in chosen, "长期坚持" in chosen) == (True, False)
        sent = {"m": [left[0].pk], "to": target.pk, "reason": "明年继续办理。"}
        answer = as_supervisor.post(page, sent, follow=True)
        assert answer.redirect_chain == [(address("setup", plan), 302)]
        assert "已结转1项任务" in answer.text
        new = target.tasks.get()
        old_page, new_page = address("task", plan, 12), address("task", target, new.number)
        assert f'href="{new_page}"' in as_supervisor.get(old_page).text
        assert "已结转至2016年工作方案任务1" in as_supervisor.get(old_page).text
        assert f'href="{old_page}"' in as_supervisor.get(new_page).text
        assert "转自2015年工作方案任务12" in as_supervisor.get(new_page).text

    def test_all_is_offered_and_nothing_is_chosen_at_first(self, as_supervisor, plan, target, left):
        page = as_supervisor.get(address("carry-over", plan))
        assert [list(own) for _task, own in page.context["left"]] == [left]
        assert " checked" not in page.text
        assert 'role="alert"' not in page.text

    def test_without_a_choice_the_page_asks_for_one(self, as_supervisor, plan, target, left):
        for query in ({"to": target.pk}, {"to": target.pk, "m": "x"}):
            assert "请至少勾选一个" in as_supervisor.get(address("carry-over", plan), query).text

    def test_without_a_reason_nothing_is_done(self, as_supervisor, plan, target, left):
        sent = {"m": [left[0].pk], "to": target.pk, "reason": ""}
        answer = as_supervisor.post(address("carry-over", plan), sent)
        assert (answer.status_code, Carried.objects.count()) == (200, 0)
        assert "编制清单" in answer.text

    def test_a_plan_that_is_put_in_use_meanwhile_takes_nothing(
        self, as_supervisor, plan, target, left
    ):
        Plan.objects.filter(pk=target.pk).update(in_use_from=TODAY, issued_on=TODAY)
        sent = {"m": [left[0].pk], "to": target.pk, "reason": "明年继续办理。"}
        answer = as_supervisor.post(address("carry-over", plan), sent)
        assert (answer.status_code, Carried.objects.count()) == (200, 0)
        assert "明年继续办理。" in answer.text

    def test_each_empty_page_says_why(self, as_supervisor, plan, target, task):
        page = address("carry-over", plan)
        assert "没有剩余事项" in as_supervisor.get(page).text
        Plan.objects.filter(pk=target.pk).delete()
        assert address("begin-plan", plan) in as_supervisor.get(page).text.partition("<main")[2]
        Plan.objects.filter(pk=plan.pk).update(closing_from=None)
        assert "收官" in as_supervisor.get(page).text.partition("<main")[2]

    def test_one_of_two_plans_in_preparation_is_chosen(self, as_supervisor, plan, target, left):
        other = make_plan(in_use_from=None, short_title="另一方案")
        page = as_supervisor.get(address("carry-over", plan), {"m": left[0].pk})
        assert page.context["takers"] == [target, other]
        assert page.templates[0].name == "carrying/choose.html"

    @pytest.mark.parametrize("tasks", [1, 3, 20])
    def test_the_choice_asks_as_often_for_many_as_for_one(
        self, tasks, as_supervisor, target, django_assert_num_queries
    ):
        old = make_plan_of(tasks)
        Plan.objects.filter(pk=old.pk).update(closing_from=TODAY)
        with django_assert_num_queries(6):
            as_supervisor.get(address("carry-over", old))


class TestBeginning:
    def test_an_empty_plan_is_in_preparation(self, supervisor):
        make_plan(is_active=True)
        plan = acts.begin_plan(by=supervisor, on=TODAY, **NEW)
        plan.refresh_from_db()
        assert (plan.slug, plan.full_name) == ("baoan-2016", "2016年法治宝安")
        assert (plan.phase(TODAY), plan.is_active, plan.source_text) == ("preparing", False, "")
        told = PlanCorrection.objects.values_list("plan", "person", "field", "after")
        assert list(told) == [(plan.pk, supervisor.pk, "工作方案", "新建：2016年法治宝安")]

    def test_each_of_its_pages_is_there(self, as_supervisor, supervisor):
        plan = acts.begin_plan(by=supervisor, on=TODAY, **NEW)
        for name in (
            "overview",
            "task-list",
            "milestone-list",
            "timeline",
            "unit-list",
            "document",
        ):
            assert as_supervisor.get(address(name, plan)).status_code == 200
        for name in ("setup", "desk", "supervision", "leader-list", "plan-settings"):
            assert as_supervisor.get(address(name, plan)).status_code == 200

    @pytest.mark.parametrize(
        ("taken", "slug"),
        [
            ([], "baoan-2016"),
            (["baoan-2015"], "baoan-2016"),
            (["baoan-2016"], "baoan-2016-2"),
            (["baoan-2016", "baoan-2016-2"], "baoan-2016-3"),
        ],
    )
    def test_its_short_name_is_one_that_no_plan_has(self, taken, slug):
        assert slug_of(2016, taken) == slug

    def test_the_same_plan_is_not_begun_twice(self, supervisor):
        acts.begin_plan(by=supervisor, on=TODAY, **NEW)
        with pytest.raises(ValidationError):
            acts.begin_plan(by=supervisor, on=TODAY, **NEW)
        another_year = {"issued_on": date(2015, 12, 31)}
        acts.begin_plan(by=supervisor, on=TODAY, **NEW | another_year)
        acts.begin_plan(by=supervisor, on=TODAY, **NEW | {"title": "另一方案"})
        assert sorted(Plan.objects.values_list("slug", flat=True)) == [
            "baoan-2015",
            "baoan-2016",
            "baoan-2016-2",
        ]

    def test_a_day_that_makes_no_sense_is_refused(self, supervisor):
        with pytest.raises(ValidationError):
            acts.begin_plan(by=supervisor, on=TODAY, **NEW | {"issued_on": date(2017, 1, 8)})

    @pytest.mark.parametrize("role", ["liaison", "head", "viewer", "leader"])
    def test_nobody_else_begins_one(self, role):
        with pytest.raises(PermissionDenied):
            acts.begin_plan(by=make_user(role=role, unit=make_unit()), on=TODAY, **NEW)

    @pytest.mark.parametrize("role", ["supervisor", "admin"])
    def test_the_page_leads_to_the_checklist_of_the_new_plan(self, role, client_as, plan):
        client = client_as(role)
        page = address("begin-plan", plan)
        assert page in client.get(address("setup", plan)).text
        assert 'value="区委"' in client.get(page).text
        answer = client.post(page, NEW, follow=True)
        assert answer.redirect_chain == [("/plans/baoan-2016/setup/", 302)]
        assert answer.status_code == 200
