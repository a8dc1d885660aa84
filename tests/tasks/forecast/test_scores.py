"""What was said beside what came, worked out by hand."""

from datetime import date

import pytest

from tasks.forecast.scores import Record, Scored, bins_of, record_of, scored
from tests.tasks.forecast.cases import BEFORE, MONDAY, WEEK, make_forecast


def test_the_score_is_worked_out_by_hand():
    rows = [
        Scored(cases=20, came=15, all_cases=40, all_came=20, in_time=True, number=2),
        Scored(cases=20, came=15, all_cases=40, all_came=20, in_time=False, number=1),
        Scored(cases=25, came=5, all_cases=50, all_came=40, in_time=False, number=1),
    ]
    record = record_of(rows)
    # Said 0.75 three times and 0.2 once; it came twice of four.
    assert (record.number, record.said, record.came) == (4, 61, 50)
    # 0.25² twice, 0.75² and 0.2²; the base says 0.5 three times and 0.8 once.
    assert record.brier == pytest.approx((2 * 0.0625 + 0.5625 + 0.04) / 4)
    assert record.base_brier == pytest.approx((3 * 0.25 + 0.64) / 4)
    assert record.is_better


def test_as_good_as_the_base_rate_is_not_better():
    row = Scored(cases=20, came=10, all_cases=20, all_came=10, in_time=True, number=1)
    assert record_of([row]) == Record(1, 50, 100, 0.25, 0.25)
    assert not record_of([row]).is_better


def test_without_forecasts_there_is_no_record():
    assert record_of([]) is None
    assert [one.record for one in bins_of([])] == [None] * 5


@pytest.mark.parametrize(
    ("came", "at"),
    [(0, 0), (19, 0), (20, 1), (39, 1), (40, 2), (60, 3), (79, 3), (80, 4), (100, 4)],
)
def test_each_fifth_begins_with_its_own_number(came, at):
    row = Scored(cases=100, came=came, all_cases=100, all_came=50, in_time=True, number=1)
    assert [one.record is not None for one in bins_of([row])] == [n == at for n in range(5)]
    bounds = [(0, 19), (20, 39), (40, 59), (60, 79), (80, 100)]
    assert [(one.low, one.high) for one in bins_of([row])] == bounds


@pytest.mark.django_db
def test_what_was_said_and_is_known_by_the_day_is_scored():
    said = {"depth": 1, "cases": 20, "came": 15, "all_cases": 40, "all_came": 30}
    make_forecast(in_time=True, known_on=MONDAY, **said)
    make_forecast(in_time=True, known_on=MONDAY, monday=BEFORE - WEEK, **said)
    make_forecast(in_time=False, known_on=MONDAY, **said)
    make_forecast(in_time=True, known_on=MONDAY)  # said nothing
    make_forecast(in_time=True, known_on=MONDAY + WEEK, **said)
    make_forecast(due=date(2015, 7, 1), **said)
    assert sorted(scored(MONDAY), key=lambda row: row.number) == [
        Scored(20, 15, 40, 30, False, 1),
        Scored(20, 15, 40, 30, True, 2),
    ]
