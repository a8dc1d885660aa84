"""A flag never says anything else than the light of the day."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tasks.flags.acts import flag_overdue
from tasks.flags.models import Flag
from tasks.flags.rules import by_kind
from tasks.ground.lights import Light
from tasks.models import Milestone
from tasks.slips.rules import proposals
from tasks.workflow.acts import completion
from tasks.workflow.acts.dates import set_date
from tests.factories import (
    grant,
    make_milestone,
    make_plan,
    make_request,
    make_task,
    make_unit,
)
from tests.tasks.plan.stories import days, store, stories

pytestmark = pytest.mark.django_db
DUE = date(2015, 6, 30)


def july(day):
    return date(2015, 7, day)


def told(plan, as_of):
    """``(kind, days, review days)`` of the one flag that is listed."""
    kinds = by_kind(Flag.objects.for_list(plan, as_of), as_of)
    found = [(kind, one.days, one.review_days) for kind, rows in kinds.items() for one in rows]
    return found[0] if found else None


@pytest.fixture
def milestone(task):
    return make_milestone(task=task, due_on=DUE)


def approve(milestone, completed_on, on, by):
    days = {"requested_on": completed_on, "submitted_on": completed_on}
    make_request(milestone, completed_on=completed_on, **days)
    completion.approve(milestone, by=by, on=on, seen=0)


def test_it_counts_from_the_due_date_as_slips_and_lists_do(plan, milestone):
    flag_overdue(plan, july(13))
    for day in (1, 2, 13):
        assert told(plan, july(day)) == ("open", day, 0)
        assert f"已逾期{day}天" in proposals(plan, july(day))[0].grounds


def test_what_was_due_before_the_plan_counts_from_its_date_too(plan, task):
    make_milestone(task=task, due_on=date(2015, 1, 31))
    flag_overdue(plan, date(2015, 2, 5))
    assert told(plan, date(2015, 2, 5)) == ("open", 5, 0)


class TestApprovedLater:
    """Flagged from 1 July on, and approved on the 13th."""

    def test_done_in_time_it_was_not_overdue(self, plan, milestone, supervisor):
        flag_overdue(plan, july(12))
        assert told(plan, july(5)) == ("open", 5, 0)
        approve(milestone, date(2015, 6, 20), july(13), supervisor)
        before_the_night = told(plan, july(13))
        flag_overdue(plan, july(14))
        assert before_the_night == told(plan, july(5)) == told(plan, july(20))
        assert before_the_night == ("cleared", 0, 13)
        assert told(plan, DUE) is None

    def test_done_late_its_days_end_with_the_work(self, plan, milestone, supervisor):
        flag_overdue(plan, july(12))
        approve(milestone, july(5), july(13), supervisor)
        flag_overdue(plan, july(13))
        assert [told(plan, july(day)) for day in (4, 5, 13)] == [
            ("open", 4, 0), ("closed", 5, 8), ("closed", 5, 8),
        ]  # fmt: skip

    def test_approved_on_its_day_there_is_no_review_to_tell(self, plan, milestone, supervisor):
        flag_overdue(plan, july(4))
        approve(milestone, july(5), july(5), supervisor)
        flag_overdue(plan, july(5))
        assert told(plan, july(6)) == ("closed", 5, 0)

    def test_a_reopening_takes_nothing_back(self, plan, milestone, supervisor):
        flag_overdue(plan, july(12))
        approve(milestone, july(5), july(13), supervisor)
        flag_overdue(plan, july(13))
        milestone.refresh_from_db()
        reason = {"by": supervisor, "on": july(20), "reason": "未达标"}
        completion.reopen(milestone, seen=milestone.version, **reason)
        assert told(plan, july(25)) == ("closed", 5, 8)


def test_a_later_date_and_a_stop_end_it_on_the_day_before(plan, milestone):
    flag_overdue(plan, july(3))
    grant(milestone, new_due_on=july(31), decided_on=july(4))
    assert told(plan, july(4)) == ("closed", 3, 0)
    flag_overdue(plan, july(9))
    assert [told(plan, july(day)) for day in (3, 4, 9)] == [
        ("open", 3, 0), ("closed", 3, 0), ("closed", 3, 0),
    ]  # fmt: skip


def test_a_date_that_was_read_anew_clears_all_its_days(plan, task, supervisor):
    milestone = make_milestone(task=task, due_on=DUE, date_note="before_month")
    flag_overdue(plan, july(3))
    words = {"by": supervisor, "on": july(4), "seen": 0, "reason": "指年底"}
    set_date(milestone, due_on=date(2015, 12, 31), **words)
    flag_overdue(plan, july(9))
    assert {told(plan, july(day)) for day in (2, 4, 9)} == {("cleared", 0, 0)}


def test_a_later_date_that_passed_too_counts_anew(plan, milestone):
    flag_overdue(plan, july(3))
    grant(milestone, new_due_on=july(2), decided_on=july(4))
    flag_overdue(plan, july(4))
    assert [told(plan, july(day)) for day in (3, 4)] == [("open", 3, 0), ("open", 2, 0)]


class FlagsNeverContradictTheLights(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        stories_of_plan=st.lists(stories(1), min_size=1, max_size=8),
        nights=st.lists(days, min_size=1, max_size=4, unique=True),
        as_of=days,
    )
    def test_open_ones_are_red_and_days_are_those_of_the_list(self, stories_of_plan, nights, as_of):
        plan = make_plan()
        store(stories_of_plan, [make_task(plan=plan)], make_unit())
        for night in sorted(nights):
            flag_overdue(plan, night)
        rows = Milestone.objects.of(plan, as_of).in_bulk()
        for kind, found in by_kind(Flag.objects.for_list(plan, as_of), as_of).items():
            for one in found:
                row = rows[one.flag.milestone_id]
                assert kind != "open" or row.light == Light.RED
                assert kind != "open" or one.days == (as_of - row.due).days
