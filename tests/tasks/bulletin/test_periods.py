"""Which periods a bulletin may tell of."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tasks.bulletin import acts
from tasks.bulletin.rules import a_year_after, first_title, last_month, wrong_with
from tests.factories import TODAY, make_milestone, make_plan, make_task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = timedelta(days=1)
ISSUED = date(2015, 2, 5)


def test_it_begins_with_the_month_before():
    assert last_month(TODAY) == (date(2015, 5, 1), date(2015, 5, 31))
    assert last_month(date(2015, 1, 31)) == (date(2014, 12, 1), date(2014, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (date(2015, 5, 2), date(2015, 5, 1), "The period ends before it begins."),
        (date(2015, 6, 1), TODAY + DAY, "The period is not over yet: today is 18 June 2015."),
        (
            TODAY.replace(year=2014),
            TODAY,
            "A bulletin tells of a year at most: from that day on until 17 June 2015.",
        ),
        (
            date(2015, 1, 1),
            ISSUED - DAY,
            "There is nothing to tell of that time: the plan was issued on 5 February 2015.",
        ),
        (date(2015, 5, 1), date(2015, 5, 1), ""),
        (date(2015, 6, 1), TODAY, ""),
        (TODAY.replace(year=2014) + DAY, TODAY, ""),
        (date(2015, 1, 1), ISSUED, ""),
    ],
)
def test_what_cannot_be_told_of_is_refused_in_one_sentence(
    first, last, sentence, plan, promises, supervisor
):
    assert wrong_with(plan, first, last, TODAY) == sentence
    if sentence:
        with pytest.raises(ValidationError, match=sentence):
            acts.begin(plan, by=supervisor, on=TODAY, first_on=first, last_on=last)


def test_a_plan_without_dates_has_nothing_to_tell():
    sentence = "There is nothing to tell of that time: no milestone had a date to keep."
    plan = make_plan()
    assert wrong_with(plan, TODAY, TODAY, TODAY) == sentence
    make_milestone(task=make_task(plan=plan), kind="ongoing", due_on=None)
    assert wrong_with(plan, TODAY, TODAY, TODAY) == sentence


def test_a_year_after_the_last_of_february_ends_with_it():
    assert a_year_after(date(2016, 2, 29)) == date(2017, 3, 1)


def test_the_first_title_names_a_whole_month_or_the_days(plan):
    titles = [
        first_title(plan, date(2015, 5, 1), last) for last in (date(2015, 5, 31), date(2015, 5, 30))
    ]
    assert titles == [
        f"关于《{plan.short_title}》2015年5月推进情况的通报",
        f"关于《{plan.short_title}》2015年5月1日至30日推进情况的通报",
    ]
