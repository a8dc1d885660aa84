"""When a report is due and for how long it counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ground import workdays
from tasks.rhythm.periods import Period, period_on

DAY = timedelta(days=1)


def june(day):
    return date(2015, 6, day)


@pytest.mark.parametrize(
    ("every", "day", "grace", "on", "period"),
    [
        ("monthly", 25, 0, june(18), (date(2015, 5, 25), june(25), june(25))),
        ("monthly", 25, 3, june(30), (date(2015, 5, 28), june(25), june(30))),
        # 25 July is a Saturday; the three working days of grace after Friday end on Wednesday.
        ("monthly", 25, 3, date(2015, 7, 1), (june(30), date(2015, 7, 24), date(2015, 7, 29))),
        # February has no 31st, and its last day is a Saturday that was worked.
        ("monthly", 31, 0, date(2015, 2, 10), (date(2015, 1, 30), date(2015, 2, 28), date(2015, 2, 28))),
        ("monthly", 31, 0, date(2015, 12, 31), (date(2015, 11, 30), date(2015, 12, 31), date(2015, 12, 31))),
        # Monday 22 June 2015 is the holiday of the Dragon Boat festival.
        ("weekly", 1, 0, june(18), (june(15), june(19), june(19))),
        ("weekly", 5, 0, june(18), (june(12), june(19), june(19))),
        # Grace ends on the day before the next report is due.
        ("weekly", 5, 10, june(19), (june(18), june(19), june(25))),
        ("quarterly", 20, 0, june(18), (date(2015, 3, 20), june(19), june(19))),
        ("quarterly", 20, 0, date(2015, 7, 1), (june(19), date(2015, 9, 18), date(2015, 9, 18))),
    ],
)  # fmt: skip
def test_each_day_lies_in_a_period_that_ends_on_a_working_day(every, day, grace, on, period):
    assert period_on(every, day, grace, on) == Period(*period)


@pytest.mark.parametrize(
    ("every", "on", "asked_from"), [("monthly", june(1), june(18)), ("weekly", june(18), june(13))]
)
def test_a_report_is_asked_for_a_week_before_it_is_due_but_not_before_its_period(
    every, on, asked_from
):
    day = {"monthly": 25, "weekly": 5}[every]
    assert period_on(every, day, 0, on).asked_from == asked_from


@given(
    st.sampled_from([("weekly", 5), ("monthly", 31), ("quarterly", 31)]),
    st.integers(1, 31),
    st.integers(0, 10),
    st.dates(date(2004, 6, 1), date(2026, 6, 1)),
)
def test_periods_follow_each_other_without_a_gap(every, day, grace, on):
    name, last = every
    day = min(day, last)
    period = period_on(name, day, grace, on)
    assert period.after < on <= period.last_on
    assert period.after < period.due_on <= period.last_on
    assert workdays.is_workday(period.due_on)
    assert period_on(name, day, grace, period.after).last_on == period.after
    assert period_on(name, day, grace, period.last_on + DAY).after == period.last_on
