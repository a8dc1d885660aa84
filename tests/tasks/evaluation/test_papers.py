"""D3 to D7 and B2: what was returned, reported, received, re-checked and accepted."""

from datetime import date, timedelta

import pytest

from tasks.handover.acts import move_part
from tasks.inspections.acts import recheck
from tasks.inspections.rules import Found
from tasks.models import Slip
from tasks.slips.acts import issue_by_hand, withdraw
from tests.factories import (
    make_assignment,
    make_done,
    make_extra_task,
    make_milestone,
    make_practice,
    make_report,
    make_request,
    make_restriction,
    make_rhythm,
    make_unit,
    told,
)
from tests.tasks.evaluation.conftest import QUARTER, day, score_of

pytestmark = pytest.mark.django_db
FAR = date(2015, 12, 31)
BLUE, YELLOW, RED = Slip.Level


def slip(milestone, level, by, on):
    words = {"grounds": "抽查发现停滞。", "requirement": "请说明。"}
    return issue_by_hand(milestone, level, by=by, on=on, reply_by=on + timedelta(days=7), **words)


def test_each_return_costs_a_point(due, lines, story, liaison, task):
    told_twice = story(due(FAR)).asks(day(5, 4)).returned(day(5, 6))
    told_twice.asks(day(6, 29)).returned(day(6, 30))
    story(due(FAR)).asks(day(6, 29)).returned(day(7, 1))
    assert lines() == [("D3", -1.0), ("D3", -1.0)]
    other = make_unit()
    make_assignment(task, other)
    assert lines(of=other) == []


def test_what_is_restricted_says_only_that(due, lines, story, plan, unit):
    milestone = due(FAR)
    story(milestone).asks(day(5, 4)).returned(day(5, 6))
    make_restriction(milestone.requests.get(), unit)
    line = score_of(plan, unit).lines[0]
    assert (line.about, line.thing) == ("A restricted matter", None)
    assert line.reason == "Requested 2015-05-04, returned 2015-05-06."


def test_yellow_and_red_slips_cost_two_and_five(due, lines, supervisor):
    for level in (BLUE, YELLOW, RED):
        slip(due(FAR), level, supervisor, day(5, 4))
    slip(due(FAR), RED, supervisor, day(7, 1))
    assert lines() == [("D5", -2.0), ("D6", -5.0)]


def test_a_slip_that_was_withdrawn_in_the_period_costs_nothing(due, lines, supervisor):
    for on in (day(6, 30), day(7, 1)):
        issued = slip(due(FAR), YELLOW, supervisor, day(5, 4))
        withdraw(issued, by=supervisor, on=on, text="发错")
    assert lines() == [("D5", -2.0)]


def test_a_slip_costs_nothing_while_others_have_to_act(due, lines, story, supervisor):
    milestone = due(FAR)
    story(milestone).asks_for(date(2016, 3, 1), on=day(5, 4))
    slip(milestone, YELLOW, supervisor, day(5, 5))
    assert lines() == []
    other = due(FAR)
    slip(other, YELLOW, supervisor, day(5, 4))
    assert lines() == [("D5", -2.0)]


def test_a_slip_stays_with_the_unit_that_received_it(due, task, unit, lines, supervisor):
    slip(due(FAR), YELLOW, supervisor, day(5, 4))
    other = make_unit()
    part = task.assignments.get(unit=unit)
    move_part(part, by=supervisor, on=day(5, 8), unit=other, reason="职责调整")
    assert lines() == [("D5", -2.0)]
    assert lines(of=other) == []


def test_members_of_a_group_receive_their_own(plan, group, task, supervisor, lines):
    task.assignments.exclude(unit=group).delete()
    group.part.role = "lead"
    group.part.save()
    milestone = told(make_milestone(task=task, due_on=FAR))
    slip(milestone, YELLOW, supervisor, day(5, 4))
    member = group.members.first()
    assert (lines(of=member), lines(of=group)) == ([("D5", -2.0)], [])


def test_members_of_a_group_answer_for_what_they_wrote(plan, group, task, lines):
    first, second = group.members.all()[:2]
    returned, praised = (told(make_milestone(task=task, due_on=FAR)) for _n in range(2))
    make_request(returned, unit=first, state="returned", decided_on=day(5, 6))
    make_practice(make_report(praised, unit=second), published_on=day(5, 8))
    assert (lines(of=first), lines(of=second)) == ([("D3", -1.0)], [("B2", 1.0)])


def test_a_recheck_that_was_not_passed_costs_three(task, lines, supervisor):
    other = make_unit()
    make_assignment(task, other)
    first, second = (told(make_done(day(4, 20), task=task, due_on=FAR)) for _n in range(2))
    recheck(first, by=supervisor, on=day(5, 4), passed=False, findings="台账不全。")
    recheck(second, by=supervisor, on=day(5, 5), passed=True, findings="属实。")
    assert [line for line in lines() if line[0] == "D7"] == [("D7", -3.0)]


def test_of_several_units_who_did_not_pass_pays(task, unit, lines, supervisor):
    other = make_unit()
    make_assignment(task, other)
    done = told(make_done(day(4, 20), task=task, due_on=day(4, 22)))
    found = {unit: Found(passed=True), other: Found(findings="缺", passed=False)}
    recheck(done, by=supervisor, on=day(5, 4), passed=True, findings="抽查。", found=found)
    assert lines() == []
    assert lines(of=other) == [("D7", -3.0)]


def test_a_report_that_is_missing_after_the_days_of_grace_costs_half_a_point(plan, due, lines):
    make_rhythm(plan, grace=2, since=day(2, 5))
    silent = due(FAR)
    for on in (day(4, 24), day(5, 27), day(6, 28)):
        make_report(silent, reported_on=on)
    # Due on 24 April, 25 May and 25 June, and until 28 April, 27 May and 29 June.
    assert lines() == []
    spoke = due(FAR)
    make_report(spoke, reported_on=day(5, 28))
    assert lines() == [("D4", -0.5)] * 2
    assert lines(QUARTER._replace(ends=day(4, 27))) == []
    assert lines(QUARTER._replace(ends=day(4, 28))) == [("D4", -0.5)]
    assert lines(QUARTER._replace(begins=day(4, 29), ends=day(5, 30))) == [("D4", -0.5)]


def test_good_practice_earns_a_point(due, lines, unit, plan):
    milestone = due(FAR)
    for on in (None, day(3, 31), day(4, 1), day(7, 1)):
        report = make_report(milestone, unit=unit, reported_on=day(3, 2))
        make_practice(report, title="一窗受理", published_on=on)
    assert lines() == [("B2", 1.0)]
    line = score_of(plan, unit).lines[0]
    assert line.reason == "一窗受理: Accepted on 2015-04-01."
    make_restriction(milestone.reports.get(good_practice__published_on=day(4, 1)), unit)
    line = score_of(plan, unit).lines[0]
    assert (line.about, line.reason) == ("A restricted matter", "Accepted on 2015-04-01.")
    assert line.thing is None


def test_what_is_outside_the_plan_counts_for_nothing(plan, unit, due, lines, supervisor):
    due(FAR)
    extra = make_extra_task(plan, added_on=day(3, 1), due_on=day(4, 1))
    make_assignment(extra, unit)
    milestone = told(extra.milestones.get())
    slip(milestone, YELLOW, supervisor, day(5, 4))
    assert lines() == []
