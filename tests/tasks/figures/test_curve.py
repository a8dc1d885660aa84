"""The promise curve: sums by day, how the promises stood, and which year is shown."""

from datetime import date, timedelta

import pytest

from tasks.figures.curve import Curve
from tasks.ground.lights import Light

ISSUED, TODAY = date(2015, 2, 5), date(2015, 6, 18)
JAN_31, MAY_31, JUNE_30 = date(2015, 1, 31), date(2015, 5, 31), date(2015, 6, 30)
NEW_YEAR, NEXT_YEAR = date(2015, 1, 1), date(2016, 3, 31)
DAY = timedelta(days=1)


def row(
    due, light=Light.GREEN, done_on=None, number=1, original=None, is_dated=True, is_extra=False
):
    return {
        "due": due,
        "original_due_on": original or due,
        "done_on": done_on,
        "light": light,
        "is_dated": is_dated,
        "is_extra": is_extra,
        "number": number,
    }


def curve_of(*rows, as_of=TODAY):
    return Curve(rows, as_of, ISSUED)


def steps_of(line):
    return [(step.day, step.new, step.total) for step in line.steps]


def test_the_promises_add_up_by_day_and_by_both_dates():
    rows = [row(MAY_31, number=2), row(MAY_31), row(JUNE_30, original=JAN_31)]
    undated = [row(due, Light.ONGOING, is_dated=False) for due in (None, JUNE_30)]
    curve = curve_of(*rows, *undated)
    assert steps_of(curve.approved) == [(MAY_31, 3, 3), (JUNE_30, 1, 4)]
    assert steps_of(curve.original) == [(JAN_31, 1, 1), (MAY_31, 3, 4)]
    sums = [curve.approved.by(day) for day in (MAY_31 - DAY, MAY_31, TODAY, JUNE_30)]
    assert sums == [0, 3, 3, 4]
    assert [step.day for step in curve.approved.within(TODAY, JUNE_30)] == [JUNE_30]
    assert [step.day for step in curve.approved.within(MAY_31, TODAY)] == [MAY_31]


def test_a_date_that_supervisors_set_is_none_of_the_document():
    curve = curve_of(row(MAY_31) | {"original_due_on": None})
    assert (curve.sums["promised"], curve.sums["original"]) == (1, 0)


def test_the_gap_is_what_is_due_and_not_done_and_early_is_what_was_not_due_yet():
    curve = curve_of(
        row(JAN_31, Light.DONE, JAN_31, number=3),
        row(JAN_31, Light.LATE, date(2015, 3, 1), number=2),
        row(MAY_31, Light.RED, number=4),
        row(TODAY, Light.AMBER, number=5),
        row(TODAY, Light.DONE, JAN_31),
        row(JUNE_30, Light.DONE, date(2015, 6, 1), number=6, original=MAY_31),
        row(NEXT_YEAR, number=7),
    )
    assert curve.sums == {
        "promised": 15,
        "done": 6,
        "missing": 9,
        "overdue": 4,
        "early": 6,
        "original": 21,
        "in_year": 21,
        "later": 7,
    }


def columns_of(curve):
    """``[(first day, day after, counts that are not 0), …]``"""
    return [(one.first, one.after, dict(+one.counts)) for one in curve.columns]


def test_what_is_done_early_is_kept_from_its_day_on():
    curve = curve_of(row(MAY_31, Light.DONE, JAN_31))
    assert columns_of(curve) == [
        (JAN_31, MAY_31, {"early": 1}),
        (MAY_31, TODAY + DAY, {"promised": 1, "on time": 1}),
    ]


def test_what_was_done_early_is_so_no_longer_on_its_day():
    curve = curve_of(row(TODAY, Light.DONE, MAY_31))
    assert columns_of(curve)[-1] == (TODAY, TODAY + DAY, {"promised": 1, "on time": 1})


def test_what_is_done_late_is_overdue_from_the_day_after_until_it_is_done():
    curve = curve_of(row(JAN_31, Light.LATE, MAY_31))
    assert columns_of(curve) == [
        (JAN_31, JAN_31 + DAY, {"promised": 1}),
        (JAN_31 + DAY, MAY_31, {"promised": 1, "overdue": 1}),
        (MAY_31, TODAY + DAY, {"promised": 1, "late": 1}),
    ]


def test_what_is_open_is_overdue_from_the_day_after_and_today_is_not_over():
    curve = curve_of(row(MAY_31, Light.RED), row(TODAY, Light.AMBER), row(JUNE_30))
    assert columns_of(curve) == [
        (MAY_31, MAY_31 + DAY, {"promised": 1}),
        (MAY_31 + DAY, TODAY, {"promised": 1, "overdue": 1}),
        (TODAY, TODAY + DAY, {"promised": 2, "overdue": 1}),
    ]


def test_what_was_before_the_year_stands_on_its_first_day():
    rows = [row(JAN_31, Light.RED), row(NEXT_YEAR)]
    curve = curve_of(*rows, as_of=date(2016, 2, 1))
    assert curve.year == 2016
    assert curve.approved.by(curve.before) == 1
    assert columns_of(curve) == [
        (date(2016, 1, 1), date(2016, 2, 2), {"promised": 1, "overdue": 1})
    ]


def test_what_came_after_the_year_stands_on_its_last_day():
    last = date(2015, 12, 31)
    curve = curve_of(row(last, Light.RED), as_of=date(2016, 1, 5))
    assert curve.year == 2015
    assert columns_of(curve) == [(last, last + DAY, {"promised": 1, "overdue": 1})]


@pytest.mark.parametrize(
    ("as_of", "year"),
    [
        (date(2014, 12, 1), 2015),
        (TODAY, 2015),
        (date(2016, 12, 31), 2015),
        (date(2017, 1, 1), 2017),
        (date(2019, 6, 1), 2018),
        (date(2020, 1, 1), 2020),
        (date(2031, 1, 1), 2020),
    ],
)
def test_the_year_is_the_last_in_which_something_is_due_or_done(as_of, year):
    rows = [
        row(JAN_31, Light.LATE, date(2017, 5, 1)),
        row(date(2020, 12, 31), original=date(2018, 1, 31)),
    ]
    assert curve_of(*rows, as_of=as_of).year == year


def test_nothing_is_owed_before_the_plan_is_issued():
    rows = [row(JAN_31), row(JUNE_30)]
    before, issued = (curve_of(*rows, as_of=day) for day in (ISSUED - DAY, ISSUED))
    assert (before.is_issued, before.columns, before.highest) == (False, [], 2)
    assert issued.is_issued and len(issued.columns) == 2


def test_a_plan_without_dates_has_a_curve_of_nothing():
    curve = curve_of()
    assert (curve.year, curve.columns, curve.highest) == (2015, [], 0)
    assert set(curve.sums.values()) == {0}


def test_the_highest_count_is_of_either_date_or_of_what_is_ahead():
    moved = row(NEXT_YEAR, original=MAY_31, number=3)
    assert curve_of(row(MAY_31), moved).highest == 4
    assert (
        curve_of(row(NEXT_YEAR, Light.DONE, JAN_31, number=9), row(JAN_31, Light.RED)).highest == 10
    )


def test_what_is_outside_the_plan_is_no_promise_of_it():
    curve = curve_of(row(JAN_31), row(JAN_31, is_extra=True))
    assert (curve.sums["promised"], curve.approved.by(JUNE_30)) == (1, 1)
