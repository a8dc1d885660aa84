"""What changed between two days, as the list filters by it."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    TODAY,
    grant,
    make_date_setting,
    make_done,
    make_milestone,
    make_plan,
    make_reopening,
    make_task,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
SINCE = date(2015, 6, 1)


@pytest.fixture
def task(plan):
    return make_task(plan=plan)


def listed(viewer, plan, kind, since=SINCE, **asked):
    return rows_of(viewer.get(address("milestone-list", plan, changed=kind, since=since, **asked)))


def test_newly_done_is_what_was_done_after_the_first_day(viewer, plan, task):
    make_done(SINCE, task=task)
    done = make_done(SINCE + DAY, task=task)
    make_milestone(task=task)
    assert listed(viewer, plan, "done") == [done]
    assert listed(viewer, plan, "done", as_of=SINCE + DAY) == [done]
    assert listed(viewer, plan, "done", since=SINCE - DAY, as_of=SINCE) != [done]


def test_what_was_done_reopened_and_done_again_is_done_on_both_days(viewer, plan, task):
    again = make_done(SINCE + 9 * DAY, task=task)
    make_reopening(again, ended_as="done", ended_on=SINCE - DAY, reopened_on=SINCE + DAY)
    assert listed(viewer, plan, "done") == []
    assert listed(viewer, plan, "done", since=SINCE + DAY) == [again]


def test_newly_overdue_is_red_now_and_was_not_then(viewer, plan, task):
    make_milestone(task=task, due_on=SINCE - DAY)
    red = make_milestone(task=task, due_on=SINCE)
    make_milestone(task=task, due_on=TODAY)
    make_done(TODAY, task=task, due_on=SINCE)
    assert listed(viewer, plan, "red") == [red]


def test_what_was_reopened_after_its_date_is_newly_overdue_but_missed_no_date(viewer, plan, task):
    opened = make_milestone(task=task, due_on=SINCE - 9 * DAY)
    make_reopening(opened, ended_as="done", ended_on=SINCE - 9 * DAY, reopened_on=SINCE + DAY)
    assert listed(viewer, plan, "red") == [opened]
    assert listed(viewer, plan, "slipped") == []


def test_who_missed_the_date_is_told_whatever_came_of_it(viewer, plan, task):
    make_milestone(task=task, due_on=SINCE - DAY)
    make_done(TODAY, task=task, due_on=SINCE - DAY)
    missed = make_milestone(task=task, due_on=SINCE, order=1)
    late = make_done(TODAY, task=task, due_on=SINCE, order=2)
    make_done(SINCE, task=task, due_on=SINCE)
    make_milestone(task=task, due_on=TODAY)
    assert listed(viewer, plan, "slipped") == [missed, late]


def test_extended_is_what_has_a_later_date_than_then(viewer, plan, task):
    early, moved = make_milestone(task=task), make_milestone(task=task)
    grant(early, new_due_on=date(2015, 9, 30), decided_on=SINCE)
    grant(moved, new_due_on=date(2015, 9, 30), decided_on=SINCE + DAY)
    make_date_setting(make_milestone(task=task, original_due_on=None), on=TODAY)
    assert listed(viewer, plan, "extended") == [moved]


def test_newly_added_is_what_nobody_knew_then(viewer, plan, task):
    make_milestone(task=task, added_on=SINCE)
    added = make_milestone(task=task, added_on=SINCE + DAY)
    make_milestone(task=task, added_on=TODAY, kind="ongoing", due_on=None)
    make_milestone(task=task)
    assert listed(viewer, plan, "added") == [added]


def test_stopped_ones_have_not_changed(viewer, plan, task):
    make_milestone(task=task, due_on=SINCE, stage="stopped", stopped_on=TODAY)
    for kind in ("done", "red", "slipped", "extended", "added"):
        assert listed(viewer, plan, kind) == []


def test_a_day_before_the_issue_knows_the_plan_and_nothing_done(viewer):
    plan = make_plan(issued_on=SINCE)
    task = make_task(plan=plan)
    done = make_done(SINCE - 9 * DAY, task=task, due_on=SINCE)
    red = make_milestone(task=task, due_on=SINCE - 2 * DAY)
    since = SINCE - DAY
    assert listed(viewer, plan, "done", since=since) == [done]
    assert listed(viewer, plan, "red", since=since) == [red]
    assert listed(viewer, plan, "added", since=since) == []


def test_without_a_first_day_it_is_a_week_and_a_later_one_lists_nothing(viewer, plan, task):
    make_done(TODAY - 7 * DAY, task=task)
    done = make_done(TODAY - 6 * DAY, task=task)
    assert rows_of(viewer.get(address("milestone-list", plan, changed="done"))) == [done]
    for since in (TODAY, TODAY + DAY):
        assert listed(viewer, plan, "done", since=since) == []
    make_done(TODAY, task=task, due_on=SINCE - DAY)
    assert listed(viewer, plan, "red", since=TODAY, as_of=SINCE) == []


def test_a_first_day_alone_narrows_nothing(viewer, plan, task):
    one = make_milestone(task=task)
    assert rows_of(viewer.get(address("milestone-list", plan, since=SINCE))) == [one]
