"""How milestones were kept, as the list filters by it."""

from datetime import date, timedelta

import pytest

from tasks.plan.models.reporting import ProgressReport
from tests.factories import (
    TODAY,
    grant,
    make_date_setting,
    make_done,
    make_milestone,
    make_reopening,
    make_report,
    make_request,
    make_restriction,
    make_task,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
MAY_31, JUNE_10 = date(2015, 5, 31), date(2015, 6, 10)


@pytest.fixture
def task(plan):
    return make_task(plan=plan)


def listed(viewer, plan, **asked):
    return rows_of(viewer.get(address("milestone-list", plan, **asked)))


def test_extended_are_those_whose_date_was_moved_by_the_day(viewer, plan, task):
    moved = make_milestone(task=task, due_on=MAY_31)
    grant(moved, new_due_on=date(2015, 9, 30), decided_on=JUNE_10)
    make_date_setting(make_milestone(task=task, original_due_on=None))
    make_milestone(task=task)
    assert listed(viewer, plan, extended="yes") == [moved]
    assert listed(viewer, plan, extended="yes", as_of=JUNE_10) == [moved]
    assert listed(viewer, plan, extended="yes", as_of=JUNE_10 - DAY) == []


def test_returned_are_those_of_which_supervisors_returned_a_request(viewer, plan, task):
    returned = make_milestone(task=task)
    for day in (JUNE_10, TODAY):
        make_request(returned, state="returned", requested_on=MAY_31, decided_on=day)
    other = make_milestone(task=task)
    make_request(other, state="sent-back", decided_on=JUNE_10)
    assert listed(viewer, plan, returned="yes") == [returned]
    assert listed(viewer, plan, returned="yes", as_of=JUNE_10 - DAY) == []


class TestForecasts:
    def outcomes(self, viewer, plan, **asked):
        return [listed(viewer, plan, forecast=kind, **asked) for kind in ("kept", "missed")]

    def named(self, milestone, forecast_on, reported_on=MAY_31, **fields):
        return make_report(milestone, forecast_on=forecast_on, reported_on=reported_on, **fields)

    def test_one_that_came_by_its_day_is_kept_and_a_day_later_missed(self, viewer, plan, task):
        kept, missed = make_done(JUNE_10, task=task), make_done(JUNE_10, task=task)
        self.named(kept, JUNE_10)
        self.named(missed, JUNE_10 - DAY)
        assert self.outcomes(viewer, plan) == [[kept], [missed]]

    def test_an_open_one_is_missed_from_the_day_after(self, viewer, plan, task):
        late, still = make_milestone(task=task), make_milestone(task=task)
        self.named(late, TODAY - DAY)
        self.named(still, TODAY)
        assert self.outcomes(viewer, plan) == [[], [late]]
        assert self.outcomes(viewer, plan, as_of="2015-06-19") == [[], [late, still]]

    def test_the_last_word_before_the_completion_counts(self, viewer, plan, task):
        done = make_done(JUNE_10, task=task)
        self.named(done, MAY_31, MAY_31 - DAY)
        self.named(done, JUNE_10, JUNE_10 - DAY)
        self.named(done, MAY_31, JUNE_10)  # on the day itself nobody forecasts
        make_report(done, reported_on=JUNE_10 - DAY)
        assert self.outcomes(viewer, plan) == [[done], []]

    def test_a_past_day_knows_no_later_word_or_completion(self, viewer, plan, task):
        done = make_done(JUNE_10, task=task)
        self.named(done, JUNE_10 - 2 * DAY, MAY_31)
        self.named(done, JUNE_10, JUNE_10 - DAY)
        before = JUNE_10 - DAY
        make_reopening(done, ended_as="done", ended_on=JUNE_10, reopened_on=TODAY + DAY)
        assert self.outcomes(viewer, plan, as_of=before - DAY) == [[], []]
        assert self.outcomes(viewer, plan) == [[done], []]

    def test_what_is_undated_stopped_or_restricted_is_no_case(self, viewer, plan, task):
        ongoing = make_milestone(task=task, kind="ongoing", due_on=None)
        stopped = make_milestone(task=task, stage="stopped", stopped_on=JUNE_10)
        secret = make_milestone(task=task)
        for one in (ongoing, stopped, secret):
            self.named(one, MAY_31, MAY_31 - DAY)
        make_restriction(ProgressReport.objects.get(milestone=secret))
        assert self.outcomes(viewer, plan) == [[], []]

    def test_a_word_of_a_later_day_is_not_known(self, viewer, plan, task):
        late = make_milestone(task=task)
        self.named(late, MAY_31 + DAY, MAY_31)
        self.named(late, TODAY, JUNE_10)
        assert self.outcomes(viewer, plan, as_of=JUNE_10 - DAY) == [[], [late]]
        assert self.outcomes(viewer, plan, as_of=JUNE_10) == [[], []]
