"""The rule of dates, at each of its bounds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tasks.ground.sense import RULES, Known, Sense, questions, refusal, wants_reason

TODAY, ISSUED, DUE = date(2015, 6, 18), date(2015, 2, 5), date(2015, 6, 30)
KNOWN = Known(TODAY, issued_on=ISSUED, last_on=date(2020, 12, 31), due_on=DUE)
DUE_BEFORE = Known(TODAY, issued_on=ISSUED, due_on=date(2015, 1, 31))
REPORTED = Known(TODAY, issued_on=ISSUED, due_on=DUE, reported_on=date(2015, 6, 10))
LONG_AFTER = replace(KNOWN, on=date(2026, 11, 28))
DAY = timedelta(days=1)
FIRST, LAST = True, False


@pytest.mark.parametrize(
    ("sense", "known", "end", "bound"),
    [
        (Sense.PROMISE, KNOWN, FIRST, ISSUED),
        (Sense.PROMISE, KNOWN, LAST, date(2025, 12, 31)),
        (Sense.PROMISE, DUE_BEFORE, LAST, date(2020, 12, 31)),
        (Sense.PROMISE, DUE_BEFORE, FIRST, date(2014, 2, 5)),
        (Sense.EXTENSION, KNOWN, FIRST, DUE + DAY),
        (Sense.EXTENSION, KNOWN, LAST, date(2025, 12, 31)),
        (Sense.FORECAST, KNOWN, FIRST, TODAY),
        (Sense.FORECAST, KNOWN, LAST, date(2025, 12, 31)),
        (Sense.COMPLETION, KNOWN, FIRST, ISSUED),
        (Sense.COMPLETION, DUE_BEFORE, FIRST, date(2014, 2, 5)),
        (Sense.COMPLETION, KNOWN, LAST, TODAY),
        (Sense.ENTERED, KNOWN, FIRST, ISSUED),
        (Sense.ENTERED, DUE_BEFORE, FIRST, date(2014, 2, 5)),
        (Sense.ENTERED, KNOWN, LAST, TODAY),
        (Sense.GRANTED, KNOWN, FIRST, DUE + DAY),
        (Sense.GRANTED, KNOWN, LAST, date(2025, 12, 31)),
        (Sense.CORRECTED, KNOWN, FIRST, ISSUED),
        (Sense.CORRECTED, KNOWN, LAST, TODAY),
        (Sense.DONE, KNOWN, FIRST, ISSUED),
        (Sense.DONE, KNOWN, LAST, TODAY),
        (Sense.STEP, KNOWN, FIRST, ISSUED),
        (Sense.STEP, KNOWN, LAST, date(2025, 12, 31)),
        (Sense.REPLY, KNOWN, FIRST, TODAY),
        (Sense.REPLY, KNOWN, LAST, date(2025, 12, 31)),
        (Sense.REPLY, LONG_AFTER, LAST, date(2031, 12, 31)),
        (Sense.EXTENSION, LONG_AFTER, LAST, date(2031, 12, 31)),
        (Sense.SPAN, KNOWN, FIRST, TODAY),
        (Sense.SPAN, KNOWN, LAST, date(2016, 6, 17)),
        (Sense.PERIOD, KNOWN, FIRST, date(2014, 2, 5)),
        (Sense.PERIOD, KNOWN, LAST, date(2025, 12, 31)),
        (Sense.DOCUMENT, KNOWN, FIRST, date(2014, 2, 5)),
        (Sense.DOCUMENT, KNOWN, LAST, date(2035, 12, 31)),
        (Sense.ISSUE, KNOWN, FIRST, date(1949, 10, 1)),
        (Sense.ISSUE, KNOWN, LAST, date(2016, 6, 17)),
        (Sense.IN_USE, KNOWN, FIRST, ISSUED),
        (Sense.IN_USE, KNOWN, LAST, date(2016, 6, 17)),
        (Sense.MEETING, KNOWN, FIRST, TODAY),
        (Sense.MEETING, replace(KNOWN, issued_on=date(2015, 7, 1)), FIRST, date(2015, 7, 1)),
        (Sense.MEETING, KNOWN, LAST, date(2016, 6, 17)),
        (Sense.SHOWN, KNOWN, FIRST, date(1949, 10, 1)),
        (Sense.SHOWN, KNOWN, LAST, date(2199, 12, 31)),
    ],
)
def test_nonsense_begins_beyond_the_bound_and_is_told_it(sense, known, end, bound):
    assert refusal(sense, bound, known) is None
    beyond = bound - DAY if end is FIRST else bound + DAY
    assert str(bound) in refusal(sense, beyond, known)


@pytest.mark.parametrize("sense", Sense)
def test_every_sense_has_an_end_on_both_sides(sense):
    assert RULES.keys() == set(Sense)
    assert refusal(sense, date.min, KNOWN)
    assert refusal(sense, date.max, KNOWN)


@pytest.mark.parametrize(
    ("sense", "known", "odd", "usual", "bound"),
    [
        (Sense.PROMISE, KNOWN, TODAY - DAY, TODAY, TODAY),
        (Sense.EXTENSION, DUE_BEFORE, TODAY - DAY, TODAY, TODAY),
        (Sense.EXTENSION, KNOWN, date(2016, 6, 30), date(2016, 6, 29), date(2016, 6, 29)),
        (Sense.FORECAST, KNOWN, DUE + DAY, DUE, DUE),
        (Sense.COMPLETION, KNOWN, TODAY - DAY, TODAY, TODAY),
        (Sense.COMPLETION, REPORTED, date(2015, 6, 9), date(2015, 6, 10), date(2015, 6, 10)),
        (Sense.CORRECTED, REPORTED, date(2015, 6, 9), date(2015, 6, 10), date(2015, 6, 10)),
        (Sense.CORRECTED, DUE_BEFORE, ISSUED - DAY, ISSUED, ISSUED),
        (Sense.ENTERED, DUE_BEFORE, ISSUED - DAY, ISSUED, ISSUED),
        (Sense.GRANTED, DUE_BEFORE, TODAY - DAY, TODAY, TODAY),
        (Sense.DONE, KNOWN, date(2015, 5, 18), date(2015, 5, 19), date(2015, 5, 19)),
        (Sense.STEP, KNOWN, DUE + DAY, DUE, DUE),
        (Sense.STEP, KNOWN, TODAY - DAY, TODAY, TODAY),
        (Sense.IN_USE, KNOWN, TODAY - DAY, TODAY, TODAY),
        (Sense.REPLY, KNOWN, date(2015, 6, 20), date(2015, 6, 19), date(2015, 6, 19)),
        (Sense.REPLY, KNOWN, date(2015, 9, 17), date(2015, 9, 16), date(2015, 9, 16)),
    ],
)
def test_what_is_unlikely_is_a_question_that_names_its_bound(sense, known, odd, usual, bound):
    assert questions(sense, usual, known) == []
    (question,) = questions(sense, odd, known)
    assert str(bound) in question
    assert refusal(sense, odd, known) is None


def test_all_that_is_odd_is_asked_at_once():
    told = questions(Sense.COMPLETION, date(2015, 5, 9), REPORTED)
    assert [str(day) in " ".join(told) for day in (REPORTED.reported_on, date(2015, 5, 19))] == [
        True,
        True,
    ]


@pytest.mark.parametrize(("day", "wanted"), [(date(2015, 5, 11), False), (date(2015, 5, 10), True)])
def test_long_before_the_first_report_somebody_says_why(day, wanted):
    assert wants_reason(Sense.COMPLETION, day, REPORTED) is wanted
    assert not wants_reason(Sense.COMPLETION, day, KNOWN)


def test_without_a_due_date_nothing_is_too_late():
    assert questions(Sense.FORECAST, date(2016, 6, 30), Known(TODAY, issued_on=ISSUED)) == []


def test_of_what_is_done_nobody_asks_whether_it_is_overdue():
    done = replace(KNOWN, is_done=True)
    assert questions(Sense.STEP, TODAY - DAY, done) == []
    assert len(questions(Sense.STEP, DUE + DAY, done)) == 1
