"""What is outside the plan 计划外立项 is counted apart, everywhere: docs/counting.md."""

import re

import pytest
from django.core.cache import caches

from tasks.ground.lights import Light
from tasks.ground.tally import Tally
from tasks.models import Milestone
from tasks.plan.outside import apart
from tests.factories import (
    TODAY,
)
from tests.pages import address
from tests.tasks.extra.conftest import YESTERDAY, set_up_outside, shown
from tests.tasks.test_past_days import STAMPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LISTS = ("task-list", "milestone-list")


def numbers(client, task, unit, leader, **query):
    """All that pages count of the plan."""
    plan = task.plan
    pages = {
        "overview": ("tally", "ended_tasks", "movement", "units", "months", "projects", "untold"),
        "unit-list": ("number",),
        "timeline": ("row_count",),
    }
    found = {}
    for name, keys in pages.items():
        context = shown(client, name, plan, **query)
        found[name] = [plain(context[key]) for key in keys]
    for name in LISTS:
        found[name] = len(shown(client, name, plan, **query)["table"].rows)
    for name in ("unit-list", "leader-list"):
        rows = [row.record for row in shown(client, name, plan, **query)["table"].rows]
        found[name] = [(row["tasks"], plain(row["tally"])) for row in rows]
    [lead, _part] = shown(client, "unit", plan, unit.pk, **query)["halves"]
    found["unit"] = (lead["number"], plain(lead["tally"]), len(lead["table"].rows))
    context = shown(client, "leader", plan, leader.pk, **query)
    found["leader"] = (context["number"], plain(context["tally"]), len(context["table"].rows))
    return found


def plain(value):
    """``value`` with its Tallies as what they count of the plan."""
    if isinstance(value, Tally):
        return dict(value.dated_lights), dict(value.other_lights), value.entered
    if isinstance(value, list):
        return [plain(one) for one in value]
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value


class TestNumbers:
    def test_no_number_of_the_plan_changes(self, viewer, task, unit, leader):
        before = numbers(viewer, task, unit, leader)
        extra = set_up_outside(task, unit, leader)
        assert numbers(viewer, task, unit, leader) == before
        assert Milestone.objects.of(task.plan, TODAY).count() == 3
        assert extra.is_extra
        assert not task.is_extra

    def test_days_before_say_what_they_said(self, viewer, task, unit, leader):
        pages = [("overview",), ("task-list",), ("milestone-list",), ("timeline",), ("unit-list",)]
        pages += [("leader-list",), ("unit", unit.pk), ("leader", leader.pk)]

        def texts():
            asked = {"as_of": YESTERDAY.isoformat()}
            return [
                STAMPS.sub("", viewer.get(address(name, task.plan, *args), asked).text)
                for name, *args in pages
            ]

        before = texts()
        set_up_outside(task, unit, leader)
        assert texts() == before
        query = {"as_of": YESTERDAY.isoformat()}
        assert viewer.get(address("task", task.plan, 1001), query).status_code == 404
        last = shown(viewer, "task", task.plan, 1, **query)
        assert (last["earlier"], last["later"]) == (None, None)

    def test_each_page_says_apart_what_is_outside_the_plan(self, viewer, task, unit, leader):
        set_up_outside(task, unit, leader)
        plan = task.plan
        half = shown(viewer, "unit", plan, unit.pk)["halves"][0]
        one = shown(viewer, "leader", plan, leader.pk)
        told = [shown(viewer, "overview", plan)["outside"], half["outside"], one["outside"]]
        rows = [half["table_outside"].rows, one["table_outside"].rows]
        for name in ("unit-list", "leader-list"):
            [row] = shown(viewer, name, plan)["table"].rows
            told.append(row.record["outside"])
            assert "计划外1项" in viewer.get(address(name, plan)).text
        assert [(one["tasks"], one["tally"].total, one["tally"].red) for one in told] == [
            (1, 1, 1)
        ] * 5
        assert [one["query"] for one in told[:3]] == [
            {"project": 1001},
            {"project": 1001, "unit": unit.pk, "role": "lead"},
            {"project": 1001, "leader": leader.pk},
        ]
        assert [len(table) for table in rows] == [1, 1]
        assert [half["number"] for half in shown(viewer, "unit", plan, unit.pk)["halves"]] == [1, 0]

    def test_each_number_apart_leads_to_the_list_that_it_counts(self, viewer, task, unit, leader):
        set_up_outside(task, unit, leader)
        page = viewer.get(address("overview", task.plan)).text
        part = page.partition('class="movement outside"')[2].partition("</p>")[0]
        for where, number in re.findall(r'class="count[^"]*" href="([^"]+)">\s*([^<]+?)\s*<', part):
            caches["pages"].clear()
            context = viewer.get(where.replace("&amp;", "&")).context
            assert len(context["table"].rows) == 0
            listed = context["outside"].rows if context["outside"] else ()
            assert str(len(listed)) == number.removesuffix("项任务")


class TestTallies:
    def test_a_tally_adds_up_what_is_apart_apart(self):
        own, extra = Tally(), Tally()
        own.add(Light.RED, True, 2)
        extra.add(Light.RED, True, 1, is_extra=True)
        both = own + extra + extra
        assert (both.red, both.extra.red, both.whole.red) == (2, 2, 4)
        assert own.whole.red == 2
        assert (own + own).extra is None

    def test_nothing_is_said_of_nothing(self):
        assert apart(0, Tally()) is None
