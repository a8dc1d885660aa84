"""Each Monday is frozen once, tells the same whenever it is told, and is scored when it is known."""

from datetime import date

import pytest

from tasks.forecast.acts import freeze, missing, score
from tasks.models import Edition, Forecast, Plan
from tests.factories import (
    changed,
    grant,
    make_milestone,
    make_plan,
    make_report,
    make_request,
)
from tests.tasks.forecast.cases import DAY, MONDAY, WEEK, make_cases, make_forecast

pytestmark = pytest.mark.django_db
DUE = date(2015, 3, 10)
TOLD = ("milestone", "monday", "due", "left", "reported", "expected", "had_setback", "depth")
TOLD += ("cases", "came", "all_cases", "all_came", "in_time", "known_on")


def rows():
    return list(Forecast.objects.order_by("monday", "milestone").values_list(*TOLD))


def test_the_first_run_begins_with_the_first_plan_in_use():
    assert missing(MONDAY) == []
    make_plan(in_use_from=None)
    make_plan(in_use_from=date(2015, 6, 2))
    make_plan(in_use_from=date(2015, 6, 9))
    assert missing(MONDAY - DAY) == [date(2015, 6, 8)]
    assert missing(MONDAY) == [date(2015, 6, 8), MONDAY]
    make_forecast(monday=date(2015, 6, 8), due=date(2015, 6, 30))
    assert missing(MONDAY) == [MONDAY]


def test_a_monday_is_frozen_once(task):
    Plan.objects.filter(pk=task.plan_id).update(in_use_from=date(2015, 6, 8))
    make_milestone(task=task)
    assert freeze(MONDAY + DAY) == 2
    before = rows()
    make_milestone(task=task)
    assert freeze(MONDAY + 6 * DAY) == 0
    assert rows() == before
    assert freeze(MONDAY + WEEK) == 2


def test_pages_are_told_of_it(task):
    make_milestone(task=task)
    before = Edition.objects.get(plan=task.plan).number
    freeze(MONDAY)
    assert Edition.objects.get(plan=task.plan).number == before + 1
    freeze(MONDAY)
    assert Edition.objects.get(plan=task.plan).number == before + 1


def test_what_is_said_is_what_the_known_cases_say(task):
    make_cases(task, 23, 15, left=2, reported="never", expected="unsaid")
    make_cases(task, 7, 1, left=3)
    make_forecast(monday=date(2015, 6, 8), due=date(2015, 6, 30))
    open_one = make_milestone(task=task)
    silent = make_milestone(task=task, due_on=date(2015, 8, 1))
    freeze(MONDAY)
    said = Forecast.objects.get(milestone=open_one, monday=MONDAY)
    assert (said.depth, said.cases, said.came, said.percent) == (4, 23, 15, 65)
    assert (said.all_cases, said.all_came) == (30, 16)
    said = Forecast.objects.get(milestone=silent, monday=MONDAY)
    assert (said.depth, said.cases, said.came) == (0, 0, 0)


@pytest.fixture
def story(task):
    """Twenty-four milestones that end in many ways, and a late comer."""
    Plan.objects.filter(pk=task.plan_id).update(in_use_from=date(2015, 1, 5))
    Plan.objects.filter(pk=task.plan_id).update(issued_on=date(2015, 1, 5))
    for number in range(24):
        one = make_milestone(task=task, due_on=date(2015, 2, 20) + number * DAY)
        make_report(one, reported_on=date(2015, 1, 10) + 3 * number * DAY)
        if number % 3:
            end(one, date(2015, 2, 25) + number % 5 * 4 * DAY, after=number % 7)
        elif number % 2:
            grant(one, date(2015, 4, 30), date(2015, 2, 18))
    make_milestone(task=task, due_on=MONDAY + 20 * DAY)


def end(milestone, completed_on, after):
    """Done on that day, and approved so many days after."""
    changed(milestone, stage="done", completed_on=completed_on)
    days = {"requested_on": completed_on, "completed_on": completed_on}
    make_request(milestone, state="approved", decided_on=completed_on + after * DAY, **days)


def test_a_monday_says_the_same_whenever_it_is_told(story):
    freeze(MONDAY)
    at_once = rows()
    assert len({row[1] for row in at_once}) == 24
    assert any(row[7] for row in at_once)
    Forecast.objects.all().delete()
    monday = date(2015, 1, 5)
    while monday <= MONDAY:
        freeze(monday)
        monday += WEEK
    assert rows() == at_once


def test_nothing_known_after_a_monday_is_used(task):
    Plan.objects.filter(pk=task.plan_id).update(in_use_from=date(2015, 2, 9))
    open_ones = [make_milestone(task=task, due_on=date(2015, 3, 1) + n * DAY) for n in range(24)]
    freeze(MONDAY - WEEK)
    before = rows()
    Forecast.objects.all().delete()
    for one in open_ones[::2]:
        make_report(one, reported_on=MONDAY - WEEK, rating="unable", rating_cause="缺编")
        end(one, MONDAY - WEEK, after=0)
    grant(open_ones[1], date(2015, 9, 30), MONDAY - WEEK)
    freeze(MONDAY - WEEK)
    assert rows() == before


class TestScore:
    @pytest.fixture
    def milestone(self, task):
        return make_milestone(task=task, due_on=DUE)

    def outcome(self, on=MONDAY):
        score(on)
        return Forecast.objects.values_list("in_time", "known_on").get()

    @pytest.mark.parametrize(("completed_on", "in_time"), [(DUE, True), (DUE + DAY, False)])
    def test_in_time_is_what_was_done_by_the_date(self, milestone, completed_on, in_time):
        make_forecast(milestone)
        end(milestone, completed_on, after=0)
        assert self.outcome() == (in_time, MONDAY)

    def test_it_is_known_when_it_was_approved(self, milestone):
        make_forecast(milestone)
        end(milestone, DUE, after=5)
        approved_on = DUE + 5 * DAY  # a Sunday
        assert self.outcome(approved_on - 6 * DAY) == (None, None)
        assert self.outcome(approved_on) == (None, None)
        assert self.outcome(approved_on + DAY) == (True, approved_on + DAY)

    def test_a_date_is_missed_four_weeks_after_it(self, milestone):
        make_forecast(milestone)
        assert self.outcome(DUE + 28 * DAY) == (None, None)
        assert self.outcome(DUE + 29 * DAY) == (False, DUE + 29 * DAY)

    def test_what_was_granted_later_keeps_no_date(self, milestone):
        make_forecast(milestone)
        grant(milestone, date(2015, 4, 30), DUE - DAY)
        end(milestone, DUE + DAY, after=0)
        assert self.outcome() == (False, MONDAY)

    @pytest.mark.parametrize(("completed_on", "is_known"), [(DUE, False), (DUE + DAY, True)])
    def test_what_is_claimed_to_have_been_done_by_then_waits(
        self, milestone, completed_on, is_known
    ):
        make_forecast(milestone)
        make_request(milestone, requested_on=date(2015, 4, 1), completed_on=completed_on)
        assert self.outcome() == ((False, MONDAY) if is_known else (None, None))

    def test_a_claim_that_was_returned_does_not(self, milestone):
        make_forecast(milestone)
        days = {"requested_on": DUE, "completed_on": DUE}
        make_request(milestone, state="returned", decided_on=MONDAY, **days)
        assert self.outcome() == (None, None)
        assert self.outcome(MONDAY + WEEK) == (False, MONDAY + WEEK)

    @pytest.mark.parametrize(("stopped_on", "is_known"), [(DUE, False), (DUE + DAY, True)])
    def test_what_was_stopped_by_then_has_no_outcome(self, milestone, stopped_on, is_known):
        make_forecast(milestone)
        changed(milestone, stage="stopped", stopped_on=stopped_on)
        assert self.outcome() == ((False, MONDAY) if is_known else (None, None))

    def test_an_outcome_stays(self, milestone):
        make_forecast(milestone, in_time=True, known_on=date(2015, 3, 16))
        assert self.outcome() == (True, date(2015, 3, 16))
