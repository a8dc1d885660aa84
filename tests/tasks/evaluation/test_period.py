"""Which days can be evaluated, and the one sentence for those that cannot."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from tasks.evaluation.period import Period, begun_on, offered, problem_of, quarter_of
from tasks.models import Plan

TODAY = date(2015, 6, 18)


def plan(**fields):
    days = {"issued_on": date(2015, 2, 5), "in_use_from": date(2015, 2, 10)}
    return Plan(**days | fields)


def problem(begins, ends, **fields):
    with override("en"):
        return problem_of(plan(**fields), Period(begins, ends), TODAY)


@pytest.mark.parametrize("month, first, last", [(1, 1, 3), (3, 1, 3), (4, 4, 6), (12, 10, 12)])
def test_a_quarter_has_three_months(month, first, last):
    quarter = quarter_of(date(2015, month, 15))
    assert (quarter.begins, quarter.ends.month) == (date(2015, first, 1), last)
    assert (quarter.ends + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2015, 1, 1), date(2015, 3, 31), "2015年第一季度"),
        (date(2015, 10, 1), date(2015, 12, 31), "2015年第四季度"),
        (date(2015, 1, 1), date(2015, 6, 30), "2015年上半年"),
        (date(2015, 7, 1), date(2015, 12, 31), "2015年下半年"),
        (date(2015, 1, 1), date(2015, 12, 31), "2015年"),
        (date(2014, 10, 1), date(2015, 12, 31), "2014-10-01 – 2015-12-31"),
        (date(2015, 1, 1), date(2015, 3, 30), "2015-01-01 – 2015-03-30"),
        (date(2015, 1, 2), date(2015, 3, 31), "2015-01-02 – 2015-03-31"),
    ],
)
def test_it_is_called_as_people_call_it(first, last, name):
    with override("zh-hans"):
        assert Period(first, last).name == name


def test_quarter_half_and_year_are_offered():
    assert offered(TODAY) == [
        Period(date(2015, 4, 1), date(2015, 6, 30)),
        Period(date(2015, 1, 1), date(2015, 3, 31)),
        Period(date(2015, 1, 1), date(2015, 6, 30)),
        Period(date(2015, 1, 1), date(2015, 12, 31)),
    ]
    assert offered(date(2015, 7, 1))[2] == Period(date(2015, 7, 1), date(2015, 12, 31))


def test_both_ends_belong_to_it():
    period = Period(date(2015, 4, 1), date(2015, 6, 30))
    days = [date(2015, 3, 31), date(2015, 4, 1), date(2015, 6, 30), date(2015, 7, 1), None]
    assert [period.holds(day) for day in days] == [False, True, True, False, False]
    assert period.told_by(TODAY) == Period(date(2015, 4, 1), TODAY)
    assert period.told_by(date(2015, 7, 5)) == period


def test_one_sentence_says_what_is_wrong():
    april, june = date(2015, 4, 1), date(2015, 6, 30)
    assert problem(april, june) == problem(TODAY, TODAY) == ""
    assert problem(june, april) == "The period ends before it begins."
    longer = "The period is longer than a year; please choose a shorter one."
    assert problem(date(2014, 7, 1), date(2015, 7, 1)) == ""
    assert problem(date(2014, 7, 1), date(2015, 7, 2)) == longer
    future = "The period has not begun yet; there is nothing to evaluate."
    assert problem(TODAY + timedelta(days=1), june) == future


def test_nothing_is_evaluated_before_the_plan_is_in_use():
    early = "The plan is in use since 2015-02-10; there is nothing to evaluate before."
    unused = "The plan is not in use yet; there is nothing to evaluate."
    assert problem(date(2015, 1, 1), date(2015, 2, 9)) == early
    assert problem(date(2015, 1, 1), date(2015, 2, 10)) == ""
    assert problem(date(2015, 1, 1), TODAY, in_use_from=None) == unused
    assert problem(date(2015, 1, 1), TODAY, in_use_from=TODAY + timedelta(days=1)) == unused
    assert begun_on(plan(in_use_from=date(2015, 1, 1))) == date(2015, 2, 5)
    assert begun_on(plan(in_use_from=None)) is None
