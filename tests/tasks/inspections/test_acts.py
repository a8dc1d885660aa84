"""Inspections and re-checks: drawn by lot, written down, rectified; a failed one reopens."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tasks.inspections import acts
from tasks.inspections.rules import failures_by_unit, sample, to_recheck
from tasks.models import Event, Inspection, Milestone, Visit
from tasks.plan.actors import Actor
from tasks.plan.recording import Conflict
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_evidence,
    make_milestone,
    make_unit,
    make_user,
)
from tests.supervising import make_inspection, make_visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAY = date(2015, 5, 20)


def done(task, number):
    return [make_done(MAY, task=task, order=order) for order in range(1, number + 1)]


def test_the_month_s_sample_is_the_same_for_everybody_and_all_month(plan, task):
    done(task, 40)
    first = [row.order for row in sample(plan, date(2015, 6, 1))]
    assert len(first) == len(set(first)) == plan.recheck_size == 5
    make_done(date(2015, 6, 2), task=task, order=41)
    assert [row.order for row in sample(plan, date(2015, 6, 30))] == first
    assert [row.order for row in sample(plan, date(2015, 7, 1))] != first


def test_only_what_was_done_when_the_month_began_is_drawn(plan, task):
    make_milestone(task=task)
    make_done(date(2015, 6, 1), task=task)
    last = make_done(date(2015, 5, 31), task=task)
    assert sample(plan, TODAY) == [last]


def test_the_plan_says_how_many_are_drawn(plan, task):
    done(task, 4)
    plan.recheck_size = 3
    assert len(sample(plan, TODAY)) == 3


def test_visits_and_re_checks_of_other_months_are_no_re_check_of_this_one(plan, task, unit):
    (row,) = done(task, 1)
    make_inspection(row, unit)
    make_inspection(row, unit, kind="recheck", month=date(2015, 5, 1), inspected_on=MAY)
    assert to_recheck(plan, TODAY) == [row]


def test_what_was_re_checked_is_not_proposed_again(plan, task, supervisor):
    done(task, 7)
    first, *rest = to_recheck(plan, TODAY)
    acts.recheck(first, by=supervisor, on=TODAY, passed=True, findings="资料齐全。")
    assert to_recheck(plan, TODAY) == rest
    with pytest.raises(Conflict):
        acts.recheck(first, by=supervisor, on=TODAY, passed=True, findings="再看。")


def test_a_failed_re_check_reopens_the_milestone_and_counts_for_the_unit(
    plan, task, unit, supervisor
):
    row, other = done(task, 2)
    made = acts.recheck(row, by=supervisor, on=TODAY, passed=False, findings="制度未执行。")
    acts.recheck(other, by=supervisor, on=TODAY, passed=True, findings="属实。")
    make_inspection(other, unit)
    row.refresh_from_db()
    assert (row.stage, made.receivers, made.passed) == (Milestone.Stage.OPEN, [unit.pk], False)
    assert set(Event.objects.values_list("action", flat=True)) == {"inspect", "reopen"}
    rate = failures_by_unit(plan, TODAY).get()
    assert (rate, rate.failed, rate.rechecks) == (unit, 1, 2)
    assert list(failures_by_unit(plan, TODAY - DAY)) == []


def test_each_lead_unit_answers_for_a_re_check(plan, task, supervisor):
    make_assignment(task)
    (row,) = done(task, 1)
    made = acts.recheck(row, by=supervisor, on=TODAY, passed=True, findings="属实。")
    assert {one.unit for one in made.visits.all()} == set(task.units.all())


def visit(milestone, unit, by, **said):
    words = {"kind": "site", "unit": unit, "findings": "台账不全。", "rectify_by": TODAY + 7 * DAY}
    return acts.inspect(milestone, by=by, on=TODAY, **words | said).visits.get()


def test_a_rectification_is_owed_then_looked_at_then_closed(plan, task, unit, liaison):
    milestone = make_milestone(task=task)
    said = {"rectify_by": TODAY, "rectification": "已补齐。", "rectified_on": TODAY}
    owed = make_visit(milestone, unit, rectify_by=TODAY)
    waiting = make_visit(milestone, unit, **said)
    make_visit(milestone, unit, **said, closed_on=TODAY)
    make_visit(milestone, unit)
    visits = Visit.objects.of_plan(plan)
    assert list(visits.of_units(Actor.of(liaison, TODAY).units).owed()) == [owed]
    assert list(visits.to_close()) == [waiting]


def test_the_files_that_were_chosen_go_with_the_rectification(task, unit, liaison):
    milestone = make_milestone(task=task)
    row = make_visit(milestone, unit, rectify_by=TODAY)
    file = make_evidence(milestone, uploaded_by=liaison, action="rectify", answers=row.pk)
    acts.rectify(row, by=liaison, on=TODAY, text="已补齐。")
    assert list(row.evidence.all()) == [file]


def test_a_visit_with_findings_is_rectified_and_closed(task, unit, supervisor, liaison):
    row = visit(make_milestone(task=task), unit, supervisor)
    assert not row.passed
    assert liaison.mails.get().kind == "inspection"
    assert (row.is_open, row.is_late(TODAY + 7 * DAY), row.is_late(TODAY + 8 * DAY)) == (
        True,
        False,
        True,
    )
    with pytest.raises(Conflict):
        acts.close(row, by=supervisor, on=TODAY, text="已看。")
    acts.rectify(row, by=liaison, on=TODAY, text="已补齐。")
    with pytest.raises(Conflict):
        acts.rectify(row, by=liaison, on=TODAY, text="再补。")
    acts.send_back(row, by=supervisor, on=TODAY, text="还缺两份。")
    acts.rectify(row, by=liaison, on=TODAY, text="全部补齐。")
    acts.close(row, by=supervisor, on=TODAY, text="属实。")
    with pytest.raises(Conflict):
        acts.send_back(row, by=supervisor, on=TODAY, text="晚了。")
    row.refresh_from_db()
    assert (row.rectification, row.closed_on, row.is_open) == ("全部补齐。", TODAY, False)


def test_a_visit_without_faults_is_closed_at_once(task, unit, supervisor, liaison):
    row = visit(make_milestone(task=task), unit, supervisor, rectify_by=None)
    assert (row.passed, row.is_open, liaison.mails.count()) == (True, False, 0)
    with pytest.raises(Conflict):
        acts.rectify(row, by=liaison, on=TODAY, text="没有可改的。")


def test_nobody_acts_outside_his_role(task, unit, supervisor, liaison):
    milestone = make_done(MAY, task=task)
    row = make_visit(milestone, unit, rectify_by=TODAY)
    stranger = make_user(role="liaison", unit=make_unit())
    for act in (
        lambda: visit(milestone, unit, liaison),
        lambda: acts.recheck(milestone, by=liaison, on=TODAY, passed=True, findings="好。"),
        lambda: acts.close(row, by=liaison, on=TODAY, text="好。"),
        lambda: acts.send_back(row, by=liaison, on=TODAY, text="好。"),
        lambda: acts.rectify(row, by=stranger, on=TODAY, text="好。"),
        lambda: acts.rectify(row, by=supervisor, on=TODAY, text="好。"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Inspection.objects.count() == 1
