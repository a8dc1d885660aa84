"""The story of one milestone, told from its facts as spans of days: docs/rules.md, section 1.

Each day is judged by all facts at once, never by what the day before said: so what is decided about
the past, a corrected date of completion or a reading of the document, comes out right by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from tasks.ground.days import ALWAYS, FOREVER
from tasks.ground.lights import Light
from tasks.plan.models.history import Event
from tasks.plan.models.stages import Stage


class Decision(NamedTuple):
    """A later date that was granted, or a date that a supervisor set.

    One that says what the document means, a reading, holds for every day, any other from ``on`` on.
    """

    on: date
    old_due_on: date | None
    due_on: date
    is_reading: bool = False


class Ending(NamedTuple):
    """It was done or stopped on ``on``; ``until`` is the day on which that was undone."""

    on: date
    stage: str
    until: date = FOREVER


class Request(NamedTuple):
    """A claim that it is done: with the head, then with the supervisors, until it was decided."""

    on: date
    submitted_on: date | None
    decided_on: date | None


class Turn(NamedTuple):
    """From ``on`` on it was the turn of ``holder``."""

    on: date
    holder: str


class Named(NamedTuple):
    """From ``on`` on the unit of the id ``unit`` answered for it."""

    on: date
    unit: int


Dated = TypeVar("Dated", Turn, Named)


class State(NamedTuple):
    """What a Standing says of its days."""

    due: date | None
    stage: str
    ended_on: date | None
    settled: int | None
    settled_original: int | None
    is_dated: bool
    answering: int | None
    holder: str
    held_since: date | None
    last_report_on: date | None


class Span(NamedTuple):
    """``state`` held at the end of each day from ``since`` on and before ``until``."""

    since: date
    until: date
    state: State


@dataclass(frozen=True)
class Facts:
    """All that was decided and reported about one milestone, each kind in the order it came.

    ``due_on`` is the date of today, ``begins`` the first day on which the milestone is known.
    """

    is_ongoing: bool
    original_due_on: date | None
    due_on: date | None
    begins: date = ALWAYS
    decisions: tuple[Decision, ...] = ()
    endings: tuple[Ending, ...] = ()
    requests: tuple[Request, ...] = ()
    namings: tuple[Named, ...] = ()
    turns: tuple[Turn, ...] = ()
    reports: tuple[date, ...] = ()

    def days(self) -> list[date]:
        """The days on which any fact speaks, from ``begins`` on."""
        days = {one.on for one in self.decisions}
        days |= {naming.on for naming in self.namings} | {turn.on for turn in self.turns}
        days |= {day for ending in self.endings for day in (ending.on, ending.until)}
        asked = {day for request in self.requests for day in request if day}
        later = {day for day in (*days, *asked, *self.reports) if self.begins < day < FOREVER}
        return [self.begins, *sorted(later)]

    def state(self, day: date) -> State:
        """How it stood at the end of ``day``."""
        due, ending = self.due(day), self.ending(day)
        stage = ending.stage if ending else self.open_stage(day)
        settled = self.settled(due, ending)
        turn = latest(self.turns, day)
        named = latest(self.namings, day)
        is_dated = not self.is_ongoing and due is not None and stage != Stage.STOPPED
        return State(
            due=due,
            stage=stage,
            ended_on=ending.on if ending else None,
            settled=settled,
            settled_original=self.settled(self.original_due_on, ending),
            is_dated=is_dated,
            answering=named.unit if named else None,
            holder=turn.holder if turn else Event.Holder.UNIT,
            held_since=turn.on if turn else None,
            last_report_on=max((on for on in self.reports if on <= day), default=None),
        )

    def due(self, day: date) -> date | None:
        """The date that stood before the first decision after ``day``; without one that of today.

        A reading is none: it was read before anything was decided, and that decision found it.
        """
        later = [one for one in self.decisions if one.on > day and not one.is_reading]
        return first(later).old_due_on if later else self.due_on

    def ending(self, day: date) -> Ending | None:
        """How it had ended by ``day``: what was undone later still held, the first undone first."""
        held = [ending for ending in self.endings if ending.on <= day < ending.until]
        return min(held, key=lambda ending: ending.until, default=None)

    def open_stage(self, day: date) -> str:
        """Whose hands it was in on a day before its end."""
        for on, submitted_on, decided_on in self.requests:
            if on <= day and (decided_on is None or day < decided_on):
                is_submitted = submitted_on is not None and submitted_on <= day
                return Stage.SUBMITTED if is_submitted else Stage.SIGNING
        return Stage.OPEN

    def settled(self, due: date | None, ending: Ending | None) -> int | None:
        """The light of all days with this due date and ending; None where the day decides."""
        if ending and ending.stage == Stage.DONE:
            return Light.LATE if due and ending.on > due else Light.DONE
        if ending:
            return Light.STOPPED
        if self.is_ongoing:
            return Light.ONGOING
        return Light.UNSCHEDULED if due is None else None


def first(decisions: Sequence[Decision]) -> Decision:
    """The first of ``decisions``; of one day that which found the date none of them gave."""
    same_day = [one for one in decisions if one.on == decisions[0].on]
    given = {one.due_on for one in same_day}
    return next((one for one in same_day if one.old_due_on not in given), decisions[0])


def latest(facts: Sequence[Dated], day: date) -> Dated | None:
    """The last of ``facts`` up to ``day``, or None."""
    return next((fact for fact in reversed(facts) if fact.on <= day), None)


def story(facts: Facts) -> Iterator[Span]:
    """The spans of days in which nothing changed: they touch, and the last one has no end."""
    days = facts.days()
    since, state = days[0], facts.state(days[0])
    for day in days[1:]:
        if (new := facts.state(day)) != state:
            yield Span(since, day, state)
            since, state = day, new
    yield Span(since, FOREVER, state)
