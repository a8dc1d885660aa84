"""Flags remember when a milestone was overdue and why it no longer is."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tasks.flags.acts import flag_overdue
from tasks.ground.lights import Light
from tasks.machine.jobs import flag_overdue_milestones
from tasks.models import Flag, Milestone, Plan
from tasks.workflow.acts import completion
from tests.factories import (
    TODAY,
    changed,
    grant,
    make_done,
    make_milestone,
    make_plan,
    make_reopening,
    make_task,
    make_unit,
    make_user,
)
from tests.tasks.plan.stories import days, store, stories

DUE = date(2015, 5, 31)


def june(day):
    return date(2015, 6, day)


@pytest.fixture
def plan(db):
    return make_plan()


@pytest.fixture
def milestone(plan):
    return make_milestone(task=make_task(plan=plan), due_on=DUE)


def flags():
    return list(Flag.objects.values_list("due_on", "first_on", "closed_on", "cause"))


def test_a_flag_opens_the_day_after_the_due_date(plan, milestone):
    assert flag_overdue(plan, DUE) == (0, 0)
    assert flag_overdue(plan, june(1)) == (1, 0)
    assert flags() == [(DUE, june(1), None, "")]


def test_what_was_due_before_the_plan_is_flagged_from_its_issue_on(plan):
    due = date(2015, 1, 31)
    make_milestone(task=make_task(plan=plan), due_on=due)
    assert flag_overdue(plan, date(2015, 2, 4)) == (0, 0)
    assert flag_overdue(plan, TODAY) == (1, 0)
    assert flags() == [(due, date(2015, 2, 5), None, "")]


def test_running_again_changes_nothing(plan, milestone):
    flag_overdue(plan, june(5))
    before = flags()
    for day in (june(5), june(3)):
        assert flag_overdue(plan, day) == (0, 0)
    assert flags() == before
    assert Plan.objects.get().flagged_until == june(5)


def test_a_night_that_was_flagged_stays_as_it_was(plan, milestone):
    flag_overdue(plan, june(5))
    changed(milestone, stage="done", completed_on=june(5))
    assert [flag_overdue(plan, june(day)) for day in (5, 6)] == [(0, 0), (0, 1)]


def test_nights_that_were_missed_are_caught_up(plan, milestone):
    flag_overdue(plan, date(2015, 5, 20))
    grant(milestone, new_due_on=june(10), decided_on=june(7))
    assert flag_overdue(plan, TODAY) == (2, 1)
    assert flags() == [(DUE, june(1), june(7), "extended"), (june(10), june(11), None, "")]


def test_a_reopening_in_a_night_that_was_missed_is_caught_up(plan, milestone):
    make_reopening(milestone, ended_on=date(2015, 5, 25), reopened_on=june(5))
    flag_overdue(plan, date(2015, 5, 20))
    assert flag_overdue(plan, TODAY) == (1, 0)
    assert flags() == [(DUE, june(5), None, "")]


def test_done_and_stopped_close_it_with_their_names(plan):
    task = make_task(plan=plan)
    make_done(june(4), task=task, due_on=DUE)
    stopped = make_milestone(task=task, due_on=DUE)
    completion.stop(stopped, by=make_user(role="supervisor"), on=june(6), seen=0, reason="停")
    flag_overdue(plan, TODAY)
    assert {flag[2:] for flag in flags()} == {(june(4), "done"), (june(6), "stopped")}


def test_an_approval_that_comes_later_closes_it_on_the_night_it_is_seen(plan, milestone):
    flag_overdue(plan, june(5))
    changed(milestone, stage="done", completed_on=DUE)
    assert flag_overdue(plan, june(9)) == (0, 1)
    assert flags() == [(DUE, june(1), june(9), "done")]


def test_the_command_and_the_nightly_job_do_the_same(plan, milestone, settings):
    settings.PLAN_TODAY = june(2)
    out = StringIO()
    call_command("flag_overdue", "--as-of", "2015-06-01", stdout=out)
    assert "新增1个" in out.getvalue()
    flag_overdue_milestones()
    assert Plan.objects.get().flagged_until == june(2)
    call_command("flag_overdue", stdout=out)
    assert flags() == [(DUE, june(1), None, "")]


def test_without_a_plan_there_is_nothing_to_flag(db):
    out = StringIO()
    call_command("flag_overdue", stdout=out)
    assert "新增0个" in out.getvalue()


class FlagsAgreeWithTheLights(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        told=st.lists(stories(1), min_size=1, max_size=8),
        nights=st.lists(days, min_size=1, max_size=4, unique=True),
    )
    def test_after_every_run_the_open_flags_are_the_red_milestones(self, told, nights):
        plan = make_plan()
        store(told, [make_task(plan=plan)], make_unit())
        for night in sorted(nights):
            flag_overdue(plan, night)
            red = Milestone.objects.of(plan, night).filter(light=Light.RED)
            still = Flag.objects.filter(closed_on=None).values_list("milestone", flat=True)
            assert set(still) == set(red.values_list("pk", flat=True))

    def test_the_first_day_is_the_first_red_one(self):
        plan = make_plan()
        make_milestone(task=make_task(plan=plan), due_on=DUE)
        flag_overdue(plan, TODAY)
        first = Flag.objects.get().first_on
        for day, is_red in ((first - timedelta(days=1), False), (first, True)):
            row = Milestone.objects.of(plan, day).get()
            assert (row.light == Light.RED) == is_red
