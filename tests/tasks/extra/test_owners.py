"""What is outside the plan 计划外立项 is shown with whoever has nothing else, through groups and in other plans."""

import pytest

from tasks.models import Edition
from tests.factories import (
    TODAY,
    make_assignment,
    make_extra_task,
    make_leader,
    make_plan,
    make_unit,
)
from tests.pages import address
from tests.tasks.extra.conftest import owned, set_up_outside, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LISTS = ("task-list", "milestone-list")


class TestOwners:
    def test_what_anybody_has_outside_the_plan_alone_is_shown_too(self, viewer, task):
        other, second = make_unit(name="区城管局"), make_leader(name="李区长")
        extra = owned(make_extra_task(task.plan), other, second, since=TODAY)
        helper = make_assignment(extra, role="participating").unit
        units, leaders = (shown(viewer, name, task.plan) for name in ("unit-list", "leader-list"))
        assert other in [row.record["owner"] for row in units["table"].rows]
        [row] = units["others"].rows
        assert (row.record["owner"], row.record["outside"]["tasks"]) == (helper, 1)
        assert second in [row.record["owner"] for row in leaders["table"].rows]
        for name, owner in (("unit", other), ("unit", helper), ("leader", second)):
            page = viewer.get(address(name, task.plan, owner.pk)).text
            assert page.count("计划外立项") >= 2
            assert extra.title in page

    def test_a_group_s_tasks_outside_the_plan_are_not_among_what_its_members_received(
        self, viewer, task, group
    ):
        [member, _other] = group.members.all()
        context = shown(viewer, "unit", task.plan, member.pk)
        assert [half["number"] for half in context["through"]] == [1]
        make_assignment(make_extra_task(task.plan), group)
        Edition.objects.rise([task.plan_id])
        halves = shown(viewer, "unit", task.plan, member.pk)["through"]
        assert [(half["role"], half["number"]) for half in halves] == [
            ("lead", 0),
            ("participating", 1),
        ]
        assert halves[0]["outside"]["tasks"] == 1

    def test_other_plans_say_it_apart_too(self, viewer, task, unit, leader):
        set_up_outside(task, unit, leader)
        here = make_plan(slug="next")
        for name, owner in (("unit", unit), ("leader", leader)):
            [part] = shown(viewer, name, here, owner.pk, plans="all")["elsewhere"]
            [row] = part["rows"]
            assert (row["number"], row["tally"].total, row["outside"]) == (1, 2, 1)
            page = viewer.get(address(name, here, owner.pk), {"plans": "all"}).text
            assert "计划外立项" in page
        only = make_unit()
        make_assignment(make_extra_task(task.plan), only)
        [part] = shown(viewer, "unit", here, only.pk, plans="all")["elsewhere"]
        assert [(row["number"], row["outside"]) for row in part["rows"]] == [(0, 1)]
