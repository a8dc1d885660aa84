"""Which cases are like an open milestone, and what they say."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.forecast.models import Expected, Left, Reported
from tasks.forecast.rules import (
    SILENT,
    Kind,
    Said,
    expected_of,
    known_counts,
    left_of,
    reported_of,
    said_of,
)
from tests.tasks.forecast.cases import BEFORE, DAY, MONDAY, make_cases, make_forecast

KIND = Kind(1, "fresh", "in-time", False)


@pytest.mark.parametrize(
    ("days", "left"),
    [(0, 1), (13, 1), (14, 2), (30, 2), (31, 3), (60, 3), (61, 4), (120, 4), (121, 5), (900, 5)],
)
def test_the_days_left_fall_into_five_classes(days, left):
    assert left_of(days) == Left(left)


@pytest.mark.parametrize(
    ("said", "last", "reported"),
    [
        (30, 30, Reported.FRESH),
        (31, 31, Reported.OLD),
        (31, 1, Reported.OLD),
        (None, 1, Reported.OLD),
        (None, None, Reported.NEVER),
    ],
)
def test_a_report_is_fresh_for_thirty_days_and_no_change_is_none(said, last, reported):
    said_on, last_on = (days and MONDAY - days * DAY for days in (said, last))
    assert reported_of(said_on, last_on, MONDAY) == reported


@pytest.mark.parametrize(
    ("rating", "days", "expected"),
    [
        ("", None, Expected.UNSAID),
        ("", 0, Expected.IN_TIME),
        ("", 1, Expected.DOUBT),
        ("confident", None, Expected.IN_TIME),
        ("confident", 1, Expected.DOUBT),
        ("at-risk", None, Expected.DOUBT),
        ("unable", 0, Expected.DOUBT),
    ],
)
def test_a_worry_or_a_later_day_is_a_doubt(rating, days, expected):
    forecast_on = None if days is None else MONDAY + days * DAY
    assert expected_of(rating, forecast_on, MONDAY) == expected


def counts(*numbers):
    """What is known of KIND at the depths 4, 3, 2 and 1: (cases, in time) each."""
    return {depth: {KIND[:depth]: pair} for depth, pair in zip((4, 3, 2, 1), numbers, strict=True)}


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (((20, 15), (30, 3), (40, 4), (50, 5)), Said(4, 20, 15)),
        (((19, 15), (20, 3), (40, 4), (50, 5)), Said(3, 20, 3)),
        (((19, 15), (19, 3), (20, 0), (50, 5)), Said(2, 20, 0)),
        (((0, 0), (19, 3), (19, 4), (23, 15)), Said(1, 23, 15)),
        (((19, 1), (19, 1), (19, 1), (19, 1)), SILENT),
    ],
)
def test_the_finest_class_with_twenty_cases_speaks(numbers, said):
    assert said_of(KIND, counts(*numbers)) == said


KINDS = st.builds(
    Kind,
    st.sampled_from(Left.values),
    st.sampled_from(Reported.values),
    st.sampled_from(Expected.values),
    st.booleans(),
)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(KINDS, st.lists(st.tuples(KINDS, st.integers(0, 25), st.integers(0, 25)), max_size=8))
def test_what_is_said_is_a_chance_of_at_least_twenty_cases_or_nothing(kind, groups):
    known = {depth: {} for depth in range(5)}
    for other, came, missed in groups:
        for depth in range(5):
            before = known[depth].get(other[:depth], (0, 0))
            known[depth][other[:depth]] = (before[0] + came + missed, before[1] + came)
    said = said_of(kind, known)
    alike = known[1].get(kind[:1], (0, 0))[0]
    assert (said == SILENT) == (alike < 20)
    assert 0 <= said.came <= said.cases
    assert said == SILENT or (said.cases >= 20 and 1 <= said.depth <= 4)


@pytest.mark.django_db
class TestKnownCounts:
    def test_they_are_counted_by_hand(self, task):
        make_cases(task, 3, 2)
        make_cases(task, 2, 1, had_setback=True)
        make_cases(task, 4, 0, expected="doubt")
        make_cases(task, 5, 5, left=2)
        known = known_counts(MONDAY)
        assert known[4][KIND] == (3, 2)
        assert known[3][KIND[:3]] == (5, 3)
        assert known[2][KIND[:2]] == (9, 3)
        assert known[1] == {(1,): (9, 3), (2,): (5, 5)}
        assert known[0] == {(): (14, 8)}

    def test_what_is_known_on_a_later_monday_is_not_known(self, task):
        make_cases(task, 2, 1, known_on=MONDAY + 7 * DAY)
        make_forecast()
        assert known_counts(MONDAY) == {depth: {} for depth in range(5)}

    def test_a_milestone_is_one_case_on_however_many_mondays_it_stood_so(self, milestone):
        for weeks in range(3):
            monday = BEFORE + weeks * 7 * DAY
            known = {"in_time": True, "known_on": MONDAY, "due": date(2015, 3, 30)}
            make_forecast(milestone, monday=monday, **known)
        assert known_counts(MONDAY)[1] == {(1,): (1, 1)}

    def test_it_is_two_where_it_missed_one_date_and_kept_a_later_one(self, milestone):
        make_forecast(milestone, in_time=False, known_on=MONDAY)
        later = {"monday": BEFORE + 7 * DAY, "due": date(2015, 3, 20)}
        make_forecast(milestone, in_time=True, known_on=MONDAY, **later)
        assert known_counts(MONDAY)[1] == {(1,): (2, 1)}
