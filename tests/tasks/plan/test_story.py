"""The story of a milestone: what a fact says of its day, of the days before and of those after."""

from datetime import date, timedelta

from tasks.ground.days import ALWAYS, FOREVER
from tasks.ground.lights import Light
from tasks.plan.story import Decision, Ending, Facts, Named, Request, Turn, story

JUNE_30, JULY_31, SEPTEMBER_30 = date(2015, 6, 30), date(2015, 7, 31), date(2015, 9, 30)
DAY = timedelta(days=1)


def june(day):
    return date(2015, 6, day)


def facts(**given):
    dull = {"is_ongoing": False, "original_due_on": JUNE_30, "due_on": JUNE_30}
    return Facts(**dull | given)


def said(column, **given):
    """``[(since, value)]`` of one column, equal neighbours merged."""
    values = []
    for span in story(facts(**given)):
        value = getattr(span.state, column)
        if not values or values[-1][1] != value:
            values.append((span.since, value))
    return values


def test_without_facts_there_is_one_span_of_all_days():
    (span,) = story(facts())
    assert (span.since, span.until) == (ALWAYS, FOREVER)
    assert (span.state.due, span.state.stage, span.state.holder) == (JUNE_30, "open", "unit")
    assert (span.state.settled, span.state.is_dated) == (None, True)


def test_spans_touch_from_the_first_day_to_the_last():
    spans = list(
        story(facts(reports=(june(1), june(9)), endings=(Ending(june(5), "done", june(9)),)))
    )
    assert [span.since for span in spans] == [ALWAYS, june(1), june(5), june(9)]
    assert [span.until for span in spans] == [june(1), june(5), june(9), FOREVER]


def test_an_added_milestone_is_not_there_before_its_day():
    spans = list(story(facts(begins=june(5), reports=(june(1), june(3), june(9)))))
    assert [span.since for span in spans] == [june(5), june(9)]
    assert spans[0].state.last_report_on == june(3)


def test_a_granted_date_holds_from_its_day():
    decisions = (Decision(june(5), JUNE_30, JULY_31), Decision(june(9), JULY_31, SEPTEMBER_30))
    assert said("due", due_on=SEPTEMBER_30, decisions=decisions) == [
        (ALWAYS, JUNE_30),
        (june(5), JULY_31),
        (june(9), SEPTEMBER_30),
    ]


def test_of_two_decisions_of_one_day_the_first_found_the_date_before():
    """Granted, then set again: whichever comes first in the list."""
    one, other = Decision(june(5), JUNE_30, JULY_31), Decision(june(5), JULY_31, SEPTEMBER_30)
    for decisions in ((one, other), (other, one)):
        assert said("due", due_on=SEPTEMBER_30, decisions=decisions) == [
            (ALWAYS, JUNE_30),
            (june(5), SEPTEMBER_30),
        ]


def test_a_date_for_what_had_none_holds_from_its_day():
    decisions = (Decision(june(5), None, JULY_31),)
    given = {"original_due_on": None, "due_on": JULY_31, "decisions": decisions}
    assert said("due", **given) == [(ALWAYS, None), (june(5), JULY_31)]
    assert said("settled", **given) == [(ALWAYS, Light.UNSCHEDULED), (june(5), None)]
    assert said("settled_original", **given) == [(ALWAYS, Light.UNSCHEDULED)]
    assert said("is_dated", **given) == [(ALWAYS, False), (june(5), True)]


def test_a_reading_holds_for_every_day():
    reading = Decision(june(9), JUNE_30, JULY_31, is_reading=True)
    assert said("due", due_on=JULY_31, decisions=(reading,)) == [(ALWAYS, JULY_31)]


def test_a_reading_holds_until_the_first_decision():
    reading = Decision(june(5), JUNE_30, JULY_31, is_reading=True)
    granted = Decision(june(9), JULY_31, SEPTEMBER_30)
    assert said("due", due_on=SEPTEMBER_30, decisions=(reading, granted)) == [
        (ALWAYS, JULY_31),
        (june(9), SEPTEMBER_30),
    ]


def test_what_is_done_is_on_time_or_late_by_each_date():
    given = {"due_on": JULY_31, "endings": (Ending(JULY_31, "done"),)}
    assert said("settled", **given) == [(ALWAYS, None), (JULY_31, Light.DONE)]
    assert said("settled_original", **given) == [(ALWAYS, None), (JULY_31, Light.LATE)]
    assert said("ended_on", **given) == [(ALWAYS, None), (JULY_31, JULY_31)]


def test_what_was_undone_later_held_until_then():
    endings = (Ending(june(5), "done", june(9)), Ending(june(20), "stopped"))
    assert said("stage", endings=endings) == [
        (ALWAYS, "open"),
        (june(5), "done"),
        (june(9), "open"),
        (june(20), "stopped"),
    ]
    assert said("is_dated", endings=endings) == [(ALWAYS, True), (june(20), False)]


def test_of_two_that_overlap_the_one_undone_first_was_it():
    endings = (Ending(june(5), "stopped", june(12)), Ending(june(3), "done", june(9)))
    assert said("stage", endings=endings) == [
        (ALWAYS, "open"),
        (june(3), "done"),
        (june(9), "stopped"),
        (june(12), "open"),
    ]


def test_a_request_is_with_the_head_then_with_the_supervisors():
    requests = (Request(june(1), june(3), june(9)), Request(june(12), None, None))
    assert said("stage", requests=requests) == [
        (ALWAYS, "open"),
        (june(1), "signing"),
        (june(3), "submitted"),
        (june(9), "open"),
        (june(12), "signing"),
    ]


def test_what_was_found_done_was_done_before_its_approval():
    given = {
        "requests": (Request(june(5), june(5), june(15)),),
        "endings": (Ending(june(3), "done"),),
    }
    assert said("stage", **given) == [(ALWAYS, "open"), (june(3), "done")]


def test_each_naming_holds_until_the_next():
    namings = (Named(june(1), 7), Named(june(6), 8))
    assert said("answering", namings=namings) == [(ALWAYS, None), (june(1), 7), (june(6), 8)]


def test_whose_turn_it_is_and_since_when():
    turns = (Turn(june(1), "head"), Turn(june(1), "supervisor"), Turn(june(4), "unit"))
    assert said("holder", turns=turns) == [
        (ALWAYS, "unit"),
        (june(1), "supervisor"),
        (june(4), "unit"),
    ]
    assert said("held_since", turns=turns) == [
        (ALWAYS, None),
        (june(1), june(1)),
        (june(4), june(4)),
    ]


def test_ongoing_work_needs_no_date_and_never_counts():
    given = {"is_ongoing": True, "reports": (june(1),)}
    assert said("settled", **given) == [(ALWAYS, Light.ONGOING)]
    assert said("is_dated", **given) == [(ALWAYS, False)]
    assert said("last_report_on", **given) == [(ALWAYS, None), (june(1), june(1))]
