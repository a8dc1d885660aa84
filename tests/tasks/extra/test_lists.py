"""What is outside the plan 计划外立项 stands in its own section of each list."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_extra_task,
)
from tests.pages import address
from tests.tasks.extra.conftest import set_up_outside, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LISTS = ("task-list", "milestone-list")


class TestLists:
    @pytest.mark.parametrize("name", LISTS)
    def test_it_has_a_section_of_its_own_behind(self, name, viewer, task, unit, leader):
        extra = set_up_outside(task, unit, leader)
        page = viewer.get(address(name, task.plan)).text
        own, _, outside = page.partition('id="outside"')
        assert "计划外立项" in outside
        assert (extra.title in own, extra.title in outside) == (False, True)
        assert "· 计划外立项 1" in " ".join(own.split())

    @pytest.mark.parametrize("name", LISTS)
    def test_filters_and_order_are_those_of_the_list(self, name, viewer, task, unit, leader):
        extra = set_up_outside(task, unit, leader)
        for query in ({"light": "red"}, {"unit": unit.pk}, {"project": 1001}, {"q": "防汛"}):
            context = shown(viewer, name, task.plan, **query)
            assert len(context["outside"].rows) == 1
        assert shown(viewer, name, task.plan, light="green")["outside"] is None
        assert len(shown(viewer, name, task.plan, project=1001)["table"].rows) == 0
        page = viewer.get(address(name, task.plan), {"project": 1001}).text
        assert "没有符合" not in page
        make_extra_task(task.plan, number=1002, title="二号")
        sort = {"task-list": "-number", "milestone-list": "-number"}[name]
        caches["pages"].clear()
        rows = shown(viewer, name, task.plan, sort=sort)["outside"].rows
        numbers = [row.record.get("number", row.record.get("task__number")) for row in rows]
        assert numbers == [1002, extra.number]

    def test_the_timeline_has_its_heading_last(self, viewer, task, unit, leader):
        set_up_outside(task, unit, leader)
        context = shown(viewer, "timeline", task.plan)
        assert [project[1] for project, _rows in context["projects"]][-1] == "计划外立项"
        assert (context["row_count"], context["outside"]) == (1, 1)
        page = " ".join(viewer.get(address("timeline", task.plan)).text.split())
        assert "· 计划外立项 1" in page
        assert "、计划外立项" not in page

    def test_without_any_pages_ask_as_often_as_before(self, viewer, task, unit, leader):
        def asked(name):
            caches["pages"].clear()
            with CaptureQueriesContext(
                connection,
            ) as queries:
                viewer.get(address(name, task.plan))
            return len(queries)

        pages = ("overview", "unit-list", "leader-list", *LISTS, "timeline")
        before = {name: asked(name) for name in pages}
        set_up_outside(task, unit, leader)
        more = {name: asked(name) - before[name] for name in pages}
        assert more == {
            "overview": 0, "unit-list": 0, "leader-list": 0, "task-list": 4, "milestone-list": 5, "timeline": 1,
        }  # fmt: skip
