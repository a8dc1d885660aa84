"""The collision map: what units and leaders have to keep in each of the coming weeks, over all plans."""

from datetime import date

import pytest

from tasks.figures.collisions import live, loads, week_of, weeks_from
from tasks.models import Plan
from tests.factories import (
    TODAY,
    grant,
    make_assignment,
    make_done,
    make_extra_task,
    make_leader,
    make_milestone,
    make_naming,
    make_plan,
    make_task_change,
    make_unit,
)
from tests.tasks.figures.crowded import DAY, JUNE_30, LAST, MONDAY, SUNDAY, due, led

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def unit():
    return make_unit(name="区法院")


@pytest.fixture
def leader():
    return make_leader(name="某区长")


def found(*plans, as_of=TODAY):
    """``{owner: ({monday: number}, {monday: number outside})}``"""
    asked = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
    every = loads(live(asked, as_of), as_of)
    return {
        str(load.owner): (dict(load.own), dict(load.outside))
        for group in every.values()
        for load in group
    }


def test_the_quarter_has_thirteen_weeks_and_the_first_begins_today():
    weeks = weeks_from(TODAY)
    assert [week.monday for week in weeks] == [MONDAY + number * 7 * DAY for number in range(13)]
    assert (weeks[0].first, weeks[0].last) == (TODAY, date(2015, 6, 21))
    assert (weeks[1].first, weeks[-1].last) == (date(2015, 6, 22), LAST)
    assert week_of(SUNDAY, TODAY) == week_of(JUNE_30, TODAY)


def test_weeks_begin_on_monday_and_the_edges_of_the_quarter_count(plan, unit, leader):
    task = led(plan, unit, leader)
    due(task, TODAY - DAY, TODAY, date(2015, 6, 21), date(2015, 6, 22), SUNDAY, LAST, LAST + DAY)
    weeks = {MONDAY: 2, date(2015, 6, 22): 1, date(2015, 6, 29): 1, date(2015, 9, 7): 1}
    assert found(plan) == {"区法院": (weeks, {}), "某区长": (weeks, {})}


def test_only_what_is_led_and_still_to_be_kept_by_the_approved_date_counts(plan, unit):
    task = led(plan, unit)
    make_done(TODAY, task=task, due_on=JUNE_30)
    make_milestone(task=task, due_on=JUNE_30, stage="stopped", stopped_on=TODAY)
    make_milestone(task=task, due_on=None)
    (moved,) = due(task, JUNE_30)
    grant(moved, new_due_on=date(2015, 8, 3), decided_on=TODAY)
    due(led(plan, unit, role="participating"), JUNE_30)
    named = due(led(plan, make_unit(name="他方")), JUNE_30)[0]
    other = make_assignment(named.task, make_unit(name="被指定者"), role="participating").unit
    make_naming(named, other, MONDAY)
    ended = led(plan, unit)
    changed = make_milestone(task=ended, due_on=JUNE_30, stage="stopped", stopped_on=TODAY)
    make_task_change(ended)
    assert found(plan) == {
        "区法院": ({date(2015, 8, 3): 1}, {}),
        "被指定者": ({date(2015, 6, 29): 1}, {}),
    }
    assert changed.stage == "stopped"
    assert found(plan, as_of=MONDAY)["区法院"][0] == {date(2015, 6, 29): 4}


def test_plans_count_together_and_only_those_that_ask_something(plan, unit):
    other = make_plan()
    planned = make_plan(in_use_from=None)
    archived = make_plan(closing_from=MONDAY, archived_from=TODAY)
    unissued = make_plan(issued_on=TODAY + DAY)
    for one in (plan, other, planned, archived, unissued):
        due(led(one, unit), JUNE_30)
    assert found(plan, other, planned, archived, unissued) == {
        "区法院": ({date(2015, 6, 29): 2}, {})
    }


def test_what_is_outside_the_plan_stands_apart_but_weighs(plan, unit):
    make_assignment(make_extra_task(plan, due_on=JUNE_30), unit)
    due(led(plan, unit), JUNE_30, JUNE_30)
    monday = date(2015, 6, 29)
    assert found(plan)["区法院"] == ({monday: 2}, {monday: 1})
    (load,) = loads([plan], TODAY)["unit"]
    assert (load.most, load.fullest) == (3, monday)
