from datetime import date, timedelta

import pytest
from django.db.models import Value

from tasks.ground.lights import BY_SLUG, Light, rank, rank_case
from tasks.models import Milestone
from tests.factories import (
    TODAY,
    changed,
    grant,
    make_done,
    make_extension,
    make_milestone,
    make_reopening,
    make_report,
)

pytestmark = pytest.mark.django_db
DUE = date(2015, 6, 30)


def lit(milestone, as_of=TODAY):
    plan = milestone.task.plan
    return Milestone.objects.of(plan, as_of).get(pk=milestone.pk)


def light_of(milestone, as_of=TODAY):
    return Light(lit(milestone, as_of).light)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, Light.RED),
        (0, Light.AMBER),
        (15, Light.AMBER),
        (16, Light.GREEN),
    ],
)
def test_each_side_of_each_boundary(days, expected):
    assert light_of(make_milestone(due_on=TODAY + timedelta(days=days))) == expected


@pytest.mark.parametrize(("days", "expected"), [(3, Light.AMBER), (4, Light.GREEN)])
def test_amber_days_are_the_plans_own(days, expected):
    milestone = make_milestone(due_on=TODAY + timedelta(days=days))
    milestone.task.plan.amber_days = 3
    assert light_of(milestone) == expected


@pytest.mark.parametrize(
    ("completed_on", "expected"),
    [
        (DUE - timedelta(days=1), Light.DONE),
        (DUE, Light.DONE),
        (DUE + timedelta(days=1), Light.LATE),
    ],
)
def test_done_is_on_time_up_to_the_due_date(completed_on, expected):
    milestone = make_done(completed_on, due_on=DUE)
    assert light_of(milestone, as_of=date(2015, 12, 1)) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2015, 7, 4), Light.RED), (date(2015, 7, 5), Light.LATE)],
)
def test_a_completion_does_not_count_before_its_day(as_of, expected):
    assert light_of(make_done(date(2015, 7, 5), due_on=DUE), as_of) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2015, 6, 9), Light.GREEN), (date(2015, 6, 10), Light.STOPPED)],
)
def test_a_stop_does_not_count_before_its_day(as_of, expected):
    milestone = make_milestone(stage="stopped", stopped_on=date(2015, 6, 10))
    assert light_of(milestone, as_of) == expected


class TestBeforeTheIssue:
    """The factories' plan was issued on 5 February."""

    EVE, ISSUE = date(2015, 2, 4), date(2015, 2, 5)

    @pytest.mark.parametrize(
        ("fields", "on_the_eve", "on_the_day"),
        [
            ({"due_on": date(2015, 2, 3)}, Light.GREEN, Light.RED),
            ({"due_on": date(2015, 2, 5)}, Light.GREEN, Light.AMBER),
            ({"due_on": None}, Light.UNSCHEDULED, Light.UNSCHEDULED),
            ({"kind": "ongoing"}, Light.ONGOING, Light.ONGOING),
            ({"stage": "done", "completed_on": date(2015, 1, 20)}, Light.GREEN, Light.DONE),
            ({"stage": "stopped", "stopped_on": date(2015, 1, 20)}, Light.GREEN, Light.STOPPED),
        ],
    )
    def test_nothing_is_done_or_owed(self, fields, on_the_eve, on_the_day):
        milestone = make_milestone(**fields)
        assert light_of(milestone, self.EVE) == on_the_eve
        assert light_of(milestone, self.ISSUE) == on_the_day

    def test_nothing_is_reported_and_the_date_is_the_documents(self):
        milestone = make_report(make_milestone(), reported_on=date(2015, 1, 20)).milestone
        grant(milestone, new_due_on=date(2015, 9, 30), decided_on=date(2015, 1, 21))
        eve, issued = lit(milestone, self.EVE), lit(milestone, self.ISSUE)
        assert (eve.due, eve.last_report_on) == (DUE, None)
        assert (issued.due, issued.last_report_on) == (date(2015, 9, 30), date(2015, 1, 20))

    def test_what_was_added_is_not_in_the_document(self):
        milestone = make_milestone(added_on=date(2015, 1, 20))
        plan = milestone.task.plan
        assert not Milestone.objects.of(plan, self.EVE)
        assert Milestone.objects.of(plan, self.ISSUE).get() == milestone

    def test_ongoing_work_is_not_stale_yet(self):
        milestone = make_milestone(kind="ongoing")
        assert not lit(milestone, date(2014, 1, 1)).is_stale


def test_ongoing_work_stays_ongoing_whatever_date_it_has():
    assert light_of(make_milestone(kind="ongoing", due_on=None)) == Light.ONGOING
    assert light_of(make_milestone(kind="ongoing", due_on=date(2015, 1, 1))) == Light.ONGOING


def test_stopped_ongoing_work_is_stopped():
    stopped = make_milestone(kind="ongoing", due_on=None, stage="stopped", stopped_on=TODAY)
    assert light_of(stopped) == Light.STOPPED


def test_closed_ongoing_work_is_done_on_time_without_a_date():
    assert light_of(make_done(TODAY, kind="ongoing", due_on=None)) == Light.DONE


def test_without_a_date_it_is_unscheduled_until_somebody_sets_one():
    milestone = make_milestone(due_on=None)
    assert light_of(milestone) == Light.UNSCHEDULED
    changed(milestone, due_on=DUE)
    assert (lit(milestone).light, lit(milestone).original_light) == (
        Light.AMBER,
        Light.UNSCHEDULED,
    )


def test_an_extension_moves_the_approved_light_and_never_the_original_one():
    milestone = make_milestone(due_on=date(2015, 5, 31))
    grant(milestone, new_due_on=date(2015, 7, 31), decided_on=date(2015, 6, 10))
    row = lit(milestone)
    assert (row.light, row.original_light) == (Light.GREEN, Light.RED)
    assert row.due == date(2015, 7, 31)


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (date(2015, 6, 9), date(2015, 5, 31)),
        (date(2015, 6, 10), date(2015, 7, 31)),
        (date(2015, 7, 19), date(2015, 7, 31)),
        (date(2015, 7, 20), date(2015, 9, 30)),
    ],
)
def test_the_due_date_of_a_day_is_the_one_granted_by_then(as_of, due):
    milestone = make_milestone(due_on=date(2015, 5, 31))
    grant(milestone, new_due_on=date(2015, 7, 31), decided_on=date(2015, 6, 10))
    grant(milestone, new_due_on=date(2015, 9, 30), decided_on=date(2015, 7, 20))
    assert lit(milestone, as_of).due == due


def test_refused_and_waiting_requests_move_nothing():
    milestone = make_milestone(due_on=DUE)
    asked = {"old_due_on": date(2015, 5, 31), "new_due_on": date(2015, 9, 30)}
    make_extension(milestone, decision="refused", decided_on=date(2015, 6, 30), **asked)
    make_extension(milestone, **asked)
    assert lit(milestone).due == DUE


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "deadline"}, True),
        ({"kind": "start"}, True),
        ({"kind": "ongoing"}, False),
        ({"due_on": None}, False),
        ({"stage": "stopped", "stopped_on": TODAY}, False),
        ({"stage": "done", "completed_on": TODAY}, True),
    ],
)
def test_what_counts_in_rates(fields, expected):
    assert lit(make_milestone(**fields)).is_dated is expected


@pytest.mark.parametrize(("days_ago", "expected"), [(90, False), (91, True)])
def test_ongoing_work_is_stale_after_more_than_ninety_silent_days(days_ago, expected):
    milestone = make_milestone(kind="ongoing", due_on=None)
    make_report(milestone, reported_on=date(2015, 2, 1))
    make_report(milestone, reported_on=TODAY - timedelta(days=days_ago))
    assert lit(milestone).is_stale is expected


@pytest.mark.parametrize(
    ("as_of", "expected"), [(date(2015, 5, 6), False), (date(2015, 5, 7), True)]
)
def test_without_a_report_the_silence_began_with_the_plan(as_of, expected):
    milestone = make_milestone(kind="ongoing", due_on=None)
    assert lit(milestone, as_of).is_stale is expected


def test_a_later_report_is_not_known_yet():
    milestone = make_milestone(kind="ongoing", due_on=None)
    make_report(milestone, reported_on=date(2015, 6, 19))
    assert (lit(milestone).last_report_on, lit(milestone).is_stale) == (None, True)


def test_a_report_of_the_day_is_known():
    milestone = make_milestone()
    make_report(milestone, reported_on=TODAY)
    assert lit(milestone).last_report_on == TODAY


def test_of_two_reopenings_the_first_tells_what_was_before():
    milestone = make_milestone(due_on=date(2015, 5, 31))
    make_reopening(milestone)
    make_reopening(milestone, ended_on=date(2015, 5, 30), reopened_on=date(2015, 6, 20))
    assert light_of(milestone, date(2015, 6, 5)) == Light.LATE


def test_only_ongoing_work_grows_stale():
    assert lit(make_milestone()).is_stale is False


def test_every_light_has_a_slug_of_its_own():
    assert {slug: light.slug for slug, light in BY_SLUG.items()} == {slug: slug for slug in BY_SLUG}
    assert len(BY_SLUG) == len(Light) == 8


def test_what_decides_a_task_is_dated_then_open_then_ended():
    """The heaviest last, in Python and in SQL."""
    undated = [Light.STOPPED, Light.DONE, Light.LATE, Light.ONGOING, Light.UNSCHEDULED]
    dated = [Light.DONE, Light.LATE, Light.GREEN, Light.AMBER, Light.RED]
    weights = [(light, False) for light in undated] + [(light, True) for light in dated]
    ranks = [rank(light, is_dated) for light, is_dated in weights]
    assert ranks == sorted(set(ranks))
    make_milestone()
    for number, (light, is_dated) in zip(ranks, weights, strict=True):
        given = {"light": Value(light), "is_dated": Value(is_dated)}
        row = Milestone.objects.annotate(**given).annotate(rank=rank_case("light")).get()
        assert (row.rank, row.rank % 10) == (number, light)
