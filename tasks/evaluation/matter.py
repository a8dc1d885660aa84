"""One milestone as it was known at the end of a period, and whose days of it are whose. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tasks.evaluation.period import DAY
from tasks.ground.days import ALWAYS, FOREVER
from tasks.plan.models import Assignment, Event, Milestone
from tasks.plan.story import Span, State

Holder, Stage = Event.Holder, Milestone.Stage
ENDED = (Stage.DONE, Stage.STOPPED)


class Part(NamedTuple):
    """``unit``, an id, had ``role`` in the task from ``since`` on and before ``until``."""

    unit: int
    role: str
    since: date = ALWAYS
    until: date = FOREVER


class Request(NamedTuple):
    """``unit`` asked that it be closed, or for a later date; ``done_on`` is the day that counts of what
    was approved. Those of an extension have no ``done_on`` and no ``state``.
    """

    unit: int | None
    asked_on: date
    decided_on: date | None = None
    state: str = ""
    done_on: date | None = None
    is_restricted: bool = False


class Stretch(NamedTuple):
    """Days from ``first`` to ``last`` on which a unit had the same part and nothing changed."""

    span: Span
    first: date
    last: date

    @property
    def state(self) -> State:
        return self.span.state

    @property
    def days(self) -> int:
        return max((self.last - self.first).days + 1, 0)

    def within(self, first: date, last: date) -> "Stretch":
        """Those of its days that are also of these."""
        return self._replace(first=max(self.first, first), last=min(self.last, last))


@dataclass
class Matter:
    """A milestone and its ``spans``, the oldest first; nothing in them was decided after the period."""

    pk: int
    task: int
    number: int
    text: str
    kind: str
    original_due_on: date | None = None
    added_on: date | None = None
    spans: list[Span] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    # The day on which each unit confirmed its part.
    confirmed: dict[int, date] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    @property
    def units(self) -> set[int]:
        """Those that ever had a part in it or asked for its completion."""
        asked = {one.unit for one in self.requests if one.state and one.unit}
        return {part.unit for part in self.parts} | asked

    def span_on(self, day: date) -> Span | None:
        """How it stood at the end of ``day``; None before it was known."""
        return next((span for span in self.spans if span.since <= day < span.until), None)

    def leads(self, part: Part, state: State) -> bool:
        """True where the unit of ``part`` answers: a unit that was named answers alone."""
        if state.answering is not None:
            return state.answering == part.unit
        return part.role == Assignment.Role.LEAD

    def takes_part(self, part: Part, state: State) -> bool:
        """True where the unit of ``part`` has to confirm its own part; who leads beside a unit that was
        named only may.
        """
        return part.role == Assignment.Role.PARTICIPATING and not self.leads(part, state)

    def is_led_by(self, unit: int, day: date) -> bool:
        """True where ``unit`` answered for it at the end of ``day``."""
        span = self.span_on(day)
        return span is not None and any(
            part.unit == unit and part.since <= day < part.until and self.leads(part, span.state)
            for part in self.parts
        )

    def is_held_by(self, unit: int, day: date) -> bool:
        """True where ``unit`` had any part in it at the end of ``day``."""
        return any(part.unit == unit and part.since <= day < part.until for part in self.parts)

    def stretches(self, unit: int, *, leads: bool) -> Iterator[Stretch]:
        """The days on which it was open and ``unit`` answered for it, or took part in it."""
        is_its_own = self.leads if leads else self.takes_part
        for span in self.spans:
            if span.state.stage in ENDED:
                continue
            for part in self.parts:
                if part.unit == unit and is_its_own(part, span.state):
                    held = Stretch(span, part.since, part.until - DAY)
                    yield held.within(span.since, span.until - DAY)

    def overdue(self, unit: int, first: date, last: date, *, leads: bool) -> Iterator[Stretch]:
        """Those days from ``first`` to ``last`` at whose end it was overdue."""
        for stretch in self.stretches(unit, leads=leads):
            due = stretch.state.due
            if stretch.state.is_dated and due:
                late = stretch.within(max(first, due + DAY), last)
                if late.days:
                    yield late

    def own_days(self, unit: int, stretch: Stretch) -> int:
        """How many days of ``stretch`` count against ``unit``, which answered: none at whose end others
        had to act, and none after the unit itself had confirmed beside others that lead too.
        """
        if self.waits_for_others(unit, stretch.span):
            return 0
        return stretch.days - stretch.within(*self.excused(unit)).days

    def waits_for_others(self, unit: int, span: Span) -> bool:
        """True where supervisors had to act in ``span``, or the head of another unit."""
        stage, holder = span.state.stage, span.state.holder
        if stage == Stage.SUBMITTED or holder == Holder.SUPERVISOR:
            return True
        is_to_sign = stage == Stage.SIGNING or holder == Holder.HEAD
        return is_to_sign and self.asker(span.since) != unit

    def asker(self, day: date) -> int | None:
        """Whose head had a request at the end of ``day``: the last one that asked and had no answer."""
        asked = [
            one
            for one in self.requests
            if one.asked_on <= day and (one.decided_on is None or one.decided_on > day)
        ]
        return max(asked, key=lambda one: one.asked_on).unit if asked else None

    def excused(self, unit: int) -> tuple[date, date]:
        """From the day on which ``unit`` confirmed, where others lead it too, to that before it came
        back: returned or reopened. The first after the last where it never confirmed.
        """
        others = [
            one for one in self.parts if one.unit != unit and one.role == Assignment.Role.LEAD
        ]
        confirmed_on = self.confirmed.get(unit) if others else None
        if confirmed_on is None:
            return FOREVER, ALWAYS
        back = [day for day in self.came_back() if day > confirmed_on]
        return confirmed_on, min(back) - DAY if back else FOREVER

    def came_back(self) -> Iterator[date]:
        """The days on which supervisors returned it, or it went on after its end."""
        returned = (one for one in self.requests if one.state == "returned")
        yield from (one.decided_on for one in returned if one.decided_on)
        for before, after in zip(self.spans, self.spans[1:], strict=False):
            if before.state.stage in ENDED and after.state.stage not in ENDED:
                yield after.since

    def unconfirmed_days(self, unit: int, stretch: Stretch) -> int:
        """How many days of ``stretch``, in which ``unit`` took part, its own part was not confirmed;
        none while a request waits, for then nobody waits for the part.
        """
        if stretch.state.holder != Holder.UNIT or stretch.state.stage != Stage.OPEN:
            return 0
        confirmed_on = self.confirmed.get(unit, FOREVER)
        return stretch.within(ALWAYS, confirmed_on - DAY).days
