"""Where each milestone stands on a year's timeline, in per cent of its width."""

from calendar import isleap, monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasks.ground.lights import Light

MARK_HEIGHT = 24  # pixels, the smallest target a finger hits
TOUCHING = 3.3  # per cent of the width that a mark takes on a laptop


@dataclass
class Mark:
    """A milestone at ``x``; ``tail`` is where its due date was when it was done elsewhere, and
    ``origin`` the document's date where another one was approved.
    """

    milestone: Any
    x: float
    y: int
    tail: float | None = None
    origin: float | None = None

    @property
    def middle(self):
        return self.y + MARK_HEIGHT // 2


@dataclass
class Row:
    """A task's line: marks inside the year, and all that stands beside it."""

    task: Any
    marks: list[Mark] = field(default_factory=list)
    others: list = field(default_factory=list)
    steps: list = field(default_factory=list)  # (x, ImplementationStep) of the units' own plans

    @property
    def is_ongoing(self):
        return any(milestone.light == Light.ONGOING for milestone in self.others)

    @property
    def height(self):
        return max((mark.y for mark in self.marks), default=0) + MARK_HEIGHT


def position(day, year):
    """Where ``day`` lies in ``year``: 0 at New Year's morning, 100 at the end of 31 December."""
    days = 366 if isleap(year) else 365
    return round(100 * ((day - date(year, 1, 1)).days + 0.5) / days, 2)


def month_bands(year):
    """``(first day, start, middle)`` of the twelve months, in per cent."""
    days = 366 if isleap(year) else 365
    bands = []
    for number in range(1, 13):
        first = date(year, number, 1)
        start = (first - date(year, 1, 1)).days
        width = monthrange(year, number)[1]
        bands.append(
            (first, round(100 * start / days, 2), round(100 * (start + width / 2) / days, 2))
        )
    return bands


def day_shown(milestone):
    """Done milestones stand where they were done, the others where they are due."""
    return milestone.done_on or milestone.due


def row_of(task, milestones, year, steps=()):
    """The Row of ``task`` with its lit ``milestones``.

    Marks that would touch each other go one below the other, so that all can be seen and hit.
    """
    row = Row(task, steps=[(position(step.due_on, year), step) for step in steps])
    for milestone in milestones:
        day = day_shown(milestone)
        if milestone.light == Light.ONGOING or day is None or day.year != year:
            row.others.append(milestone)
        else:
            row.marks.append(placed(milestone, day, year, row.marks))
    return row


def placed(milestone, day, year, marks):
    x = position(day, year)
    near = {mark.y for mark in marks if abs(mark.x - x) < TOUCHING}
    y = next(level for level in range(0, 10_000, MARK_HEIGHT) if level not in near)
    due, original = milestone.due, milestone.original_due_on
    tail = position(due, year) if due and due != day and due.year == year else None
    moved = original and original != due and original.year == year
    return Mark(milestone, x, y, tail, origin=position(original, year) if moved else None)
