"""The rules of the score sheet, one function each: what a matter costs or earns a unit.

Pure: docs/evaluation.md tells the rules in words. Each is given the Matter as it was known at the end of
the period, so what was decided later changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tasks.evaluation.matter import Matter
from tasks.evaluation.models import Weights
from tasks.evaluation.period import Period
from tasks.plan.models import Milestone

FULL = Decimal(100)
DONE = Milestone.Stage.DONE


class Line(NamedTuple):
    """One line of a sheet: ``code`` names its rule, ``thing`` (name of a page, its arguments) leads to
    what it is ``about``; of what is restricted it says only that.
    """

    code: str
    points: Decimal
    about: str
    reason: str
    thing: tuple[Any, ...] | None = None


class Outcome(TextChoices):
    """How a dated milestone stood at the end of a period, in the order of the sheet."""

    RED = "red", gettext_lazy("overdue")
    OPEN = "open", pgettext_lazy("outcome", "open")
    DONE = "done", gettext_lazy("done")


class Counted(NamedTuple):
    """A dated milestone that a unit had in a period: whether the unit led it or took part in it, when it
    was due, whether that was by the end of the period, and how it stood then.
    """

    number: int
    text: str
    due: date
    outcome: Outcome
    leads: bool
    is_due: bool


@dataclass
class Score:
    """The sheet of the unit of that id: its lines, and the milestones behind its numbers. Of those that it
    led so many were ``dated``, ``due`` by the end of the period, ``done`` and overdue (``red``).
    """

    unit: int
    lines: list[Line] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)

    @property
    def led(self) -> list[Counted]:
        return [row for row in self.counted if row.leads]

    @property
    def dated(self) -> int:
        return len(self.led)

    @property
    def due(self) -> int:
        return sum(row.is_due for row in self.led)

    @property
    def done(self) -> int:
        return sum(row.outcome == Outcome.DONE for row in self.led)

    @property
    def red(self) -> int:
        return sum(row.outcome == Outcome.RED for row in self.led)

    @property
    def parts(self) -> int:
        """How many it took part in."""
        return len(self.counted) - self.dated

    @property
    def deducted(self) -> Decimal:
        return sum((line.points for line in self.lines if line.points < 0), Decimal(0))

    @property
    def earned(self) -> Decimal:
        return sum((line.points for line in self.lines if line.points > 0), Decimal(0))

    @property
    def points(self) -> Decimal:
        """From 100, never below 0."""
        return max(FULL + self.deducted + self.earned, Decimal(0))


class Closing(NamedTuple):
    """How ``matter`` was done at the end of a period: on which day, due when, known since when."""

    matter: Matter
    due: date | None
    done_on: date
    known_on: date


def named(matter: Matter) -> str:
    """Which milestone it is."""
    return _("Task %(n)d “%(text)s”") % {"n": matter.number, "text": matter.text}


def line(code: str, points: Decimal, matter: Matter, reason: str) -> Line:
    """A line about a milestone, which leads to its task."""
    return Line(code, points, named(matter), reason, ("task", matter.number))


def cost(points: Decimal, weights: Weights) -> Decimal:
    """What days cost: one milestone no more than so much."""
    return min(points, weights.overdue_most)


def closing_of(matter: Matter, period: Period) -> Closing | None:
    """How it was done at the end of ``period``; None where it was not, or this was known before the period."""
    span = matter.span_on(period.ends)
    if span is None or span.state.stage != DONE or not span.state.ended_on:
        return None
    done_on = span.state.ended_on
    approved = (one.decided_on for one in matter.requests if one.done_on == done_on)
    known_on = max((day for day in approved if day and day <= period.ends), default=done_on)
    due = span.state.due if span.state.is_dated else None
    return Closing(matter, due, done_on, known_on) if period.holds(known_on) else None


def overdue(matter: Matter, unit: int, period: Period, weights: Weights) -> Iterator[Line]:
    """D1: the days of the period at whose end it was overdue and the unit had to act."""
    stretches = list(matter.overdue(unit, *period, leads=True))
    own = sum(matter.own_days(unit, stretch) for stretch in stretches)
    if not own:
        return
    days = sum(stretch.days for stretch in stretches)
    words = ngettext(
        "Due %(due)s; overdue on %(days)d day of the period.",
        "Due %(due)s; overdue on %(days)d days of the period.",
        days,
    ) % {"due": stretches[-1].state.due, "days": days}
    if days > own:
        words += _(" On %(n)d of them others had to act; they do not count.") % {"n": days - own}
    yield line("D1", -cost(own * weights.overdue, weights), matter, words)


def late(closing: Closing, unit: int, period: Period, weights: Weights) -> Iterator[Line]:
    """D2: done after its due date, and on some day from it on the unit had to act."""
    matter, due, done_on, known_on = closing
    if due is None or done_on <= due:
        return
    eve = done_on - timedelta(days=1)
    held = (one.within(due, eve) for one in matter.stretches(unit, leads=True))
    if any(matter.own_days(unit, stretch) for stretch in held if stretch.days):
        days = (done_on - due).days
        words = ngettext(
            "Due %(due)s, done %(done)s, %(n)d day late; approved %(known)s.",
            "Due %(due)s, done %(done)s, %(n)d days late; approved %(known)s.",
            days,
        )
        told = {"due": due, "done": done_on, "n": days, "known": known_on}
        yield line("D2", -weights.late, matter, words % told)


def early(closing: Closing, unit: int, period: Period, weights: Weights) -> Iterator[Line]:
    """B1: done so many days before both of its dates."""
    matter, due, done_on, known_on = closing
    if due is None or not matter.is_led_by(unit, done_on):
        return
    days = (min(due, matter.original_due_on or due) - done_on).days
    if days >= weights.early_days:
        words = _("Due %(due)s, done %(done)s, %(n)d days early; approved %(known)s.")
        told = {"due": due, "done": done_on, "n": days, "known": known_on}
        yield line("B1", weights.early, matter, words % told)


def returned(matter: Matter, unit: int, period: Period, weights: Weights) -> Iterator[Line]:
    """D3: each request for completion that supervisors returned in the period."""
    for one in matter.requests:
        if one.unit == unit and one.state == "returned" and period.holds(one.decided_on):
            words = _("Requested %(asked)s, returned %(on)s.")
            told = {"asked": one.asked_on, "on": one.decided_on}
            found = line("D3", -weights.returned, matter, words % told)
            yield veiled(found) if one.is_restricted else found


def unconfirmed(matter: Matter, unit: int, period: Period, weights: Weights) -> Iterator[Line]:
    """D8: the days of the period at whose end it was overdue and the unit, which takes part in it, had
    not confirmed its own part.
    """
    stretches = list(matter.overdue(unit, *period, leads=False))
    days = sum(matter.unconfirmed_days(unit, stretch) for stretch in stretches)
    if days:
        words = ngettext(
            "Due %(due)s; on %(n)d overdue day of the period the unit's own part was not confirmed.",
            "Due %(due)s; on %(n)d overdue days of the period the unit's own part was not confirmed.",
            days,
        ) % {"due": stretches[-1].state.due, "n": days}
        yield line("D8", -cost(days * weights.part, weights), matter, words)


def veiled(told: Line) -> Line:
    """The line, which says that its matter is restricted, and not which one it is."""
    return told._replace(about=_("A restricted matter"), thing=None)


def lines_of(matter: Matter, unit: int, period: Period, weights: Weights) -> Iterator[Line]:
    """All that ``matter`` by itself costs or earns ``unit`` in ``period``."""
    yield from overdue(matter, unit, period, weights)
    if closing := closing_of(matter, period):
        yield from late(closing, unit, period, weights)
        yield from early(closing, unit, period, weights)
    yield from returned(matter, unit, period, weights)
    yield from unconfirmed(matter, unit, period, weights)


def counted(matter: Matter, unit: int, period: Period) -> Counted | None:
    """What ``matter`` is among what ``unit`` had in the period: what it led and was dated, unless its end
    was known before; else what it took part in. None where it had nothing of it.
    """
    span = matter.span_on(period.ends)
    if span is None or not (span.state.is_dated and span.state.due):
        return None
    is_done, due = span.state.stage == DONE, span.state.due
    if is_done and closing_of(matter, period) is None:
        return None
    leads = matter.is_led_by(unit, period.ends)
    if not leads and not matter.is_held_by(unit, period.ends):
        return None
    late = Outcome.RED if due < period.ends else Outcome.OPEN
    outcome = Outcome.DONE if is_done else late
    return Counted(matter.number, matter.text, due, outcome, leads, due <= period.ends)
