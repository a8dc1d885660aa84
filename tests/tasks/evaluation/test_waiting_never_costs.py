"""Whatever happens: days on which others have to act never lower the score of a unit."""

from datetime import date, timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from tasks.evaluation.matter import Matter, Part, Request
from tasks.evaluation.models import Weights
from tasks.evaluation.period import Period
from tasks.evaluation.scoring import lines_of
from tasks.ground.days import FOREVER
from tasks.plan.story import Span, State

FIRST = date(2015, 5, 20)
PERIOD = Period(date(2015, 6, 1), date(2015, 6, 30))
MINE, OTHER = 1, 2
UNIT, OWN_HEAD, THEIR_HEAD, SUPERVISOR = "unit", "own head", "their head", "supervisor"
HOLDERS = {UNIT: "unit", OWN_HEAD: "head", THEIR_HEAD: "head", SUPERVISOR: "supervisor"}
days = st.lists(st.sampled_from(list(HOLDERS)), min_size=45, max_size=45)


def matter(turns, due, done, confirmed):
    """A milestone that lay with ``turns`` day by day, until it was done on the day ``done``."""
    state = State(due, "open", None, None, None, True, None, "unit", None, None)
    held = Matter(1, 1, 1, "", "deadline", due, None)
    held.parts = [Part(MINE, "lead"), Part(OTHER, "lead")]
    held.confirmed = {MINE: confirmed} if confirmed else {}
    end = done or FIRST + timedelta(days=len(turns))
    day = FIRST
    for turn, same in groupby(turns[: (end - FIRST).days]):
        until = day + timedelta(days=len(list(same)))
        if turn in (OWN_HEAD, THEIR_HEAD):
            held.requests.append(Request(MINE if turn == OWN_HEAD else OTHER, day, until))
        held.spans.append(Span(day, until, state._replace(holder=HOLDERS[turn])))
        day = until
    if done:
        ended = state._replace(stage="done", ended_on=done)
        held.spans.append(Span(done, FOREVER, ended))
    return held


def points(*facts):
    return sum(line.points for line in lines_of(matter(*facts), MINE, PERIOD, Weights()))


@given(
    turns=days,
    waits=st.lists(st.sampled_from([None, THEIR_HEAD, SUPERVISOR]), min_size=45, max_size=45),
    due=st.integers(0, 40),
    done=st.none() | st.integers(1, 44),
    confirmed=st.none() | st.integers(0, 44),
)
def test_waiting_for_others_never_costs(turns, waits, due, done, confirmed):
    facts = [FIRST + timedelta(days=n) if n is not None else None for n in (due, done, confirmed)]
    waited = [wait or turn for turn, wait in zip(turns, waits, strict=True)]
    assert points(waited, *facts) >= points(turns, *facts)


@given(turns=days, due=st.integers(0, 40), done=st.none() | st.integers(1, 44))
def test_who_only_waits_pays_nothing(turns, due, done):
    facts = [FIRST + timedelta(days=n) if n is not None else None for n in (due, done, None)]
    waiting = [SUPERVISOR if turn in (UNIT, OWN_HEAD) else turn for turn in turns]
    assert points(waiting, *facts) >= 0
