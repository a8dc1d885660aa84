"""How open milestones stood as a week began: nothing of the Monday itself or later is used."""

from datetime import date

import pytest

from tasks.forecast.rules import Kind, stood
from tests.factories import (
    changed,
    grant,
    make_done,
    make_extension,
    make_milestone,
    make_plan,
    make_report,
    make_request,
    make_restriction,
    make_task,
)
from tests.tasks.forecast.cases import DAY, MONDAY

pytestmark = pytest.mark.django_db
SUNDAY = MONDAY - DAY
BARE = Kind(2, "never", "unsaid", False)


def kinds():
    return {one.milestone: one.kind for one in stood(MONDAY)}


def kind(milestone):
    return kinds()[milestone.pk]


def test_an_open_milestone_stands_with_its_date(milestone):
    (one,) = stood(MONDAY)
    assert (one.milestone, one.due, one.kind) == (milestone.pk, date(2015, 6, 30), BARE)


@pytest.mark.parametrize(("due", "is_asked"), [(MONDAY, True), (SUNDAY, False), (None, False)])
def test_only_what_was_not_overdue_has_a_chance(task, due, is_asked):
    made = make_milestone(task=task, due_on=due)
    assert (made.pk in kinds()) == is_asked


@pytest.mark.parametrize(
    "fields",
    [{"kind": "ongoing"}, {"stage": "stopped", "stopped_on": SUNDAY}],
    ids=str,
)
def test_what_is_not_dated_or_was_stopped_has_none(task, fields):
    make_milestone(task=task, **fields)
    assert kinds() == {}


@pytest.mark.parametrize(
    ("plan", "is_asked"),
    [
        ({}, True),
        ({"in_use_from": None}, False),
        ({"in_use_from": MONDAY}, True),
        ({"in_use_from": MONDAY + DAY}, False),
        ({"issued_on": MONDAY}, True),
        ({"issued_on": MONDAY + DAY}, False),
        ({"closing_from": date(2015, 6, 1)}, True),
        ({"closing_from": date(2015, 6, 1), "archived_from": MONDAY}, False),
        ({"closing_from": date(2015, 6, 1), "archived_from": MONDAY + DAY}, True),
    ],
    ids=str,
)
def test_plans_in_use_are_asked(plan, is_asked):
    make_milestone(task=make_task(plan=make_plan(**plan)))
    assert bool(kinds()) == is_asked


@pytest.mark.parametrize(("decided_on", "is_asked"), [(SUNDAY, False), (MONDAY, True)])
def test_what_is_done_is_open_until_it_is_approved(task, decided_on, is_asked):
    done = make_done(date(2015, 6, 10), task=task)
    dates = {"requested_on": date(2015, 6, 10), "completed_on": date(2015, 6, 10)}
    make_request(done, state="approved", decided_on=decided_on, **dates)
    assert (done.pk in kinds()) == is_asked


def test_a_report_counts_from_the_day_after(milestone):
    make_report(milestone, reported_on=MONDAY, forecast_on=MONDAY)
    assert kind(milestone) == BARE
    make_report(milestone, reported_on=SUNDAY, forecast_on=date(2015, 7, 1))
    assert kind(milestone) == Kind(2, "fresh", "doubt", False)


def test_the_last_words_count_and_no_change_leaves_them_standing(milestone):
    make_report(milestone, reported_on=date(2015, 6, 1), rating="at-risk", rating_cause="缺编")
    make_report(milestone, reported_on=date(2015, 6, 2), forecast_on=date(2015, 6, 30))
    make_report(milestone, reported_on=date(2015, 6, 3), kind="no-change")
    assert kind(milestone) == Kind(2, "fresh", "in-time", False)


def test_of_what_is_restricted_only_its_day_is_used(milestone):
    report = make_report(milestone, rating="unable", rating_cause="涉密")
    make_restriction(report)
    assert kind(milestone) == Kind(2, "fresh", "unsaid", False)


@pytest.mark.parametrize(("on", "had"), [(SUNDAY, True), (MONDAY, False)])
def test_a_returned_request_is_a_setback_from_the_day_after(milestone, on, had):
    make_request(milestone, state="returned", requested_on=date(2015, 6, 1), decided_on=on)
    assert kind(milestone).had_setback == had


@pytest.mark.parametrize(
    ("state", "decided_on"), [("withdrawn", SUNDAY), ("sent-back", SUNDAY), ("submitted", None)]
)
def test_what_supervisors_did_not_return_is_none(milestone, state, decided_on):
    make_request(milestone, state=state, decided_on=decided_on, requested_on=date(2015, 6, 1))
    assert not kind(milestone).had_setback


def test_so_is_an_extension_and_the_later_date_stands(milestone):
    grant(milestone, date(2015, 7, 31), SUNDAY)
    (one,) = stood(MONDAY)
    assert (one.due, one.kind) == (date(2015, 7, 31), Kind(3, "never", "unsaid", True))


def test_an_extension_of_the_monday_is_not_known(milestone):
    grant(milestone, date(2015, 7, 31), MONDAY)
    (one,) = stood(MONDAY)
    assert (one.due, one.kind) == (date(2015, 6, 30), BARE)


def test_a_refused_extension_is_no_setback(milestone):
    make_extension(milestone, decision="refused", decided_on=SUNDAY)
    assert kind(milestone) == BARE


def test_reopened_is_open_again(task):
    done = make_done(date(2015, 6, 1), task=task)
    changed(done, stage="open", completed_on=None)
    assert kind(done) == BARE
