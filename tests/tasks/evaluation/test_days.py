"""D1, D2, D8, B1: whose days they are, and what was early or late."""

from datetime import date, timedelta

import pytest

from tasks.workflow.acts.reports import confirm_part
from tests.factories import make_assignment, make_naming, make_unit, make_user, told
from tests.tasks.evaluation.conftest import QUARTER, day, score_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_day_overdue_costs_a_tenth(due, lines):
    due(day(6, 20))
    assert lines() == [("D1", -1.0)]


@pytest.mark.parametrize("on, points", [(day(6, 30), []), (day(6, 29), [("D1", -0.1)])])
def test_what_is_due_on_the_last_day_is_not_overdue(due, lines, on, points):
    due(on)
    assert lines() == points


def test_only_days_of_the_period_count(due, lines):
    due(day(3, 1))
    assert lines(QUARTER._replace(ends=day(4, 10))) == [("D1", -1.0)]


def test_one_milestone_costs_five_points_at_most(due, lines):
    due(day(3, 1))
    assert lines() == [("D1", -5.0)]
    assert lines(overdue_most=9) == [("D1", -9.0)]


def test_no_day_before_the_plan_is_in_use_counts(plan, due, lines):
    due(day(3, 1))
    plan.in_use_from = day(6, 26)
    plan.save()
    assert lines() == [("D1", -0.5)]


def test_days_with_the_supervisors_do_not_count(due, lines, story, plan, unit):
    story(due(day(6, 10))).asks(day(6, 16)).returned(day(6, 21))
    # 11 to 15 and 21 to 30 June
    assert lines() == [("D1", -1.5), ("D3", -1.0)]
    told = score_of(plan, unit).lines[0]
    assert told.reason == (
        "Due 2015-06-10; overdue on 20 days of the period."
        " On 5 of them others had to act; they do not count."
    )
    assert (told.about, told.thing) == ("Task 11 “完成建章立制”", ("task", 11))


def test_days_for_which_a_later_date_was_asked_do_not_count(due, lines, story):
    story(due(day(6, 10))).asks_for(day(9, 1), on=day(6, 8)).refused(day(6, 28))
    assert lines() == [("D1", -0.3)]


def test_the_own_head_lets_days_pass_for_the_unit(due, lines, story, head):
    story(due(day(6, 20)), head).asks(day(6, 22)).signs(day(6, 25))
    # 21 to 24 June
    assert lines() == [("D1", -0.4)]


def test_the_head_of_another_unit_lets_no_day_pass(due, task, lines, story):
    other = make_unit()
    make_assignment(task, other)
    make_user(role="head", unit=other)
    asking = make_user(role="liaison", unit=other)
    story(due(day(6, 20))).asks(day(6, 25), by=asking)
    assert lines() == [("D1", -0.4)]
    assert lines(of=other) == [("D1", -1.0)]


def test_who_confirmed_beside_others_waits_for_them(due, task, lines, liaison):
    other = make_unit()
    make_assignment(task, other)
    confirm_part(due(day(6, 20)), by=liaison, on=day(6, 23))
    assert lines() == [("D1", -0.2)]
    assert lines(of=other) == [("D1", -1.0)]


def test_what_came_back_is_in_the_hands_of_all_again(due, task, lines, liaison, story):
    other = make_unit()
    make_assignment(task, other)
    milestone = due(day(6, 20))
    confirm_part(milestone, by=liaison, on=day(6, 22))
    asking = make_user(role="liaison", unit=other)
    story(milestone).asks(day(6, 24), by=asking).returned(day(6, 28))
    # 21 June, and 28 to 30 June
    assert lines() == [("D1", -0.4)]


def test_a_named_unit_answers_alone(due, task, lines):
    other = make_unit()
    make_assignment(task, other)
    milestone = due(day(6, 20), answering_unit=other)
    make_naming(milestone, other, day(6, 25))
    assert lines() == [("D1", -0.4)]
    assert lines(of=other) == [("D1", -1.0)]


def test_done_late_costs_a_point_beside_the_days(due, lines, story):
    story(due(day(6, 10))).asks(day(6, 14)).approved(day(6, 20))
    assert lines() == [("D1", -0.3), ("D2", -1.0)]


@pytest.mark.parametrize("done, points", [(day(6, 10), []), (day(6, 11), [("D2", -1.0)])])
def test_one_day_is_late(due, lines, story, done, points):
    story(due(day(6, 10))).asks(done).approved(done)
    assert lines() == points


def test_late_because_supervisors_took_their_time_is_not_late(due, lines, story):
    waited = story(due(day(6, 10))).asks_for(day(9, 1), on=day(6, 10)).refused(day(6, 15))
    waited.asks(day(6, 15)).approved(day(6, 20))
    assert lines() == []


def test_a_day_of_its_own_is_late(due, lines, story):
    waited = story(due(day(6, 10))).asks_for(day(9, 1), on=day(6, 10)).refused(day(6, 15))
    waited.asks(day(6, 16)).approved(day(6, 20))
    assert lines() == [("D1", -0.1), ("D2", -1.0)]


@pytest.mark.parametrize("done, points", [(day(6, 20), [("B1", 0.5)]), (day(6, 21), [])])
def test_ten_days_before_is_early(due, lines, story, done, points):
    story(due(day(6, 30))).asks(done).approved(done)
    assert lines() == points


def test_before_a_later_date_is_not_early(due, lines, story):
    moved = story(due(day(6, 10))).asks_for(day(9, 1), on=day(6, 1)).granted(day(6, 2))
    moved.asks(day(6, 9)).approved(day(6, 9))
    assert lines() == []


def test_what_was_reopened_is_neither_early_nor_late(due, lines, story):
    story(due(day(6, 28))).asks(day(6, 10)).approved(day(6, 11)).reopened(day(6, 15))
    assert lines() == [("D1", -0.2)]


def test_a_participating_unit_answers_for_its_own_part_only(due, task, lines):
    helper = make_unit()
    make_assignment(task, helper, role="participating")
    confirming = make_user(role="liaison", unit=helper)
    first, second = due(day(6, 20)), due(day(6, 20))
    confirm_part(first, by=confirming, on=day(6, 25))
    confirm_part(second, by=confirming, on=day(6, 20))
    assert lines(of=helper) == [("D8", -0.4)]
    assert lines() == [("D1", -1.0), ("D1", -1.0)]


def test_nobody_waits_for_a_part_while_a_request_is_decided(due, task, lines, story):
    helper = make_unit()
    make_assignment(task, helper, role="participating")
    story(due(day(6, 20))).asks(day(6, 23)).returned(day(6, 29))
    # 21, 22, 29 and 30 June
    assert lines(of=helper) == [("D8", -0.4)]


def test_nor_while_a_later_date_is_asked_for(due, task, lines, story):
    helper = make_unit()
    make_assignment(task, helper, role="participating")
    story(due(day(6, 20))).asks_for(day(9, 1), on=day(6, 18)).refused(day(6, 28))
    # 28, 29 and 30 June
    assert lines(of=helper) == [("D8", -0.3)]


def test_a_group_has_no_part_of_its_own(due, group, lines):
    due(day(6, 20))
    assert lines(of=group) == []


def test_undated_and_stopped_milestones_cost_nothing(due, lines):
    due(None)
    due(day(6, 1), kind="ongoing")
    told(due(day(6, 1), stage="stopped", stopped_on=day(6, 1)))
    assert lines() == []


def test_a_unit_answers_from_the_day_on_which_the_task_is_its_own(due, task, unit, lines):
    due(day(6, 20))
    part = task.assignments.get(unit=unit)
    part.tenures.update(since=date(2015, 6, 26))
    assert lines() == [("D1", -0.5)]
    part.tenures.update(since=date.min, until=date(2015, 6, 26))
    assert lines() == [("D1", -0.5)]
