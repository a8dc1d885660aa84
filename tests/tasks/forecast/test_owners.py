"""The pages of units and leaders say how many of what they lead is foreseen late more likely than not."""

from datetime import date

import pytest

from tests.factories import (
    changed,
    make_assignment,
    make_extra_task,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
)
from tests.pages import address
from tests.tasks.forecast.cases import MONDAY, WEEK, make_forecast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW = {"monday": MONDAY, "due": date(2015, 6, 30), "left": 2}
FORECAST = "个在办限期节点有20项以上同类可比"


def said(came, cases=20):
    return NOW | {"depth": 4, "cases": cases, "came": came, "all_cases": 40, "all_came": 30}


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def leader():
    return make_leader()


@pytest.fixture
def task(plan, unit, leader):
    """Led by both."""
    task = make_task(plan=plan, number=11)
    make_assignment(task, unit)
    make_task_leader(task, leader)
    return task


@pytest.fixture
def open_one(task):
    return make_milestone(task=task)


@pytest.fixture(params=["unit", "leader"])
def shown(request, viewer, plan, unit, leader):
    """``shown(as_of=...)``: the page of the unit, or of the leader, without its tags' spaces."""
    owner = unit if request.param == "unit" else leader

    def page(**asked):
        return " ".join(viewer.get(address(request.param, plan, owner.pk), asked).text.split())

    return page


def sentence(number, late):
    return f"{number}{FORECAST}，其中{late}个的同类按期不足一半"


def test_fewer_than_half_of_the_like_cases_is_late(shown, task, plan):
    for came in (9, 10, 11):
        make_forecast(make_milestone(task=task), **said(came))
    make_forecast(make_milestone(task=task), **said(10, cases=21))
    page = shown()
    assert sentence(4, 2) in page
    assert f'href="{address("forecast", plan)}"' in page


def test_where_nothing_has_enough_cases_it_is_silent(shown, open_one):
    make_forecast(open_one, **NOW)
    assert FORECAST not in shown()


def test_what_others_lead_or_it_takes_part_in_is_not_counted(shown, plan, unit, open_one):
    make_forecast(open_one, **said(3))
    other = make_task(plan=plan)
    make_assignment(other, unit, role="participating")
    make_forecast(make_milestone(task=other), **said(3))
    make_forecast(make_milestone(task=make_task()), **said(3))
    assert sentence(1, 1) in shown()


def test_what_is_outside_the_plan_is_not_counted(shown, plan, unit, leader, open_one):
    make_forecast(open_one, **said(15))
    extra = make_extra_task(plan=plan)
    make_assignment(extra, unit)
    make_task_leader(extra, leader)
    make_forecast(extra.milestones.get(), **said(3))
    assert sentence(1, 0) in shown()


def test_what_is_done_or_has_another_date_is_not_counted(shown, task, open_one):
    make_forecast(open_one, **said(3))
    make_forecast(make_milestone(task=task), **said(3) | {"due": date(2015, 6, 29)})
    assert sentence(1, 1) in shown()
    changed(open_one, stage="done", completed_on=date(2015, 6, 16))
    assert FORECAST not in shown()


def test_a_past_day_shows_what_was_said_in_its_week(shown, open_one):
    make_forecast(open_one, **said(15) | {"monday": MONDAY - WEEK})
    make_forecast(open_one, **said(3))
    assert sentence(1, 1) in shown()
    assert sentence(1, 0) in shown(as_of="2015-06-14")
    assert FORECAST not in shown(as_of="2015-06-22")
