"""The promise curve: what the plan promised by each day of a year, and how it was kept.

Made of the rows of figures.overview.Counts, which tell how the plan stood on one day; what the
numbers mean is told in docs/counting.md.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from tasks.ground.days import FOREVER
from tasks.ground.lights import CLOSED, Light

DAY = timedelta(days=1)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """``new`` more on ``day``, and ``total`` by then."""

    day: date
    new: int
    total: int


class Line:
    """How many of ``rows`` there are by each day; ``day_of`` gives the day from which one counts, or
    None.
    """

    def __init__(self, rows: Iterable[Row], day_of: Callable[[Row], date | None]):
        new: Counter[date] = Counter()
        for row in rows:
            if day := day_of(row):
                new[day] += row["number"]
        self.days = sorted(new)
        numbers = [new[day] for day in self.days]
        totals = accumulate(numbers)
        self.steps = [Step(*one) for one in zip(self.days, numbers, totals, strict=True)]

    def by(self, day: date) -> int:
        """The count at the end of ``day``."""
        at = bisect_right(self.days, day)
        return self.steps[at - 1].total if at else 0

    def within(self, first: date, last: date) -> list[Step]:
        return [step for step in self.steps if first <= step.day <= last]


@dataclass(frozen=True)
class Column:
    """How the promises stood on the days from ``first`` on and before ``after``: ``counts`` by one of
    the words of ``spans_of``.
    """

    first: date
    after: date
    counts: Counter[str]


class Curve:
    """The promises of ``rows`` in ``year`` as they stood on ``as_of``; before the plan ``is_issued``
    nothing is due yet.
    """

    def __init__(self, rows: Iterable[Row], as_of: date, issued_on: date):
        self.rows = [row for row in rows if row["is_dated"] and not row["is_extra"]]
        self.as_of, self.is_issued = as_of, as_of >= issued_on
        self.approved = Line(self.rows, lambda row: row["due"])
        self.original = Line(self.rows, lambda row: row["original_due_on"])
        self.done = Line(self.rows, lambda row: row["done_on"])
        self.year = self.year_shown(issued_on)
        self.first, self.last = date(self.year, 1, 1), date(self.year, 12, 31)
        self.before, self.after, self.next_day = self.first - DAY, self.last + DAY, as_of + DAY
        self.shown = min(as_of, self.last)  # the last day on which kept promises are drawn

    def year_shown(self, issued_on: date) -> int:
        """The last year up to that of the day in which anything was due or done, not before the plan
        was issued: its end then looks as the day does.
        """
        days = [*self.approved.days, *self.original.days, *self.done.days]
        return max([issued_on.year, *(day.year for day in days if day.year <= self.as_of.year)])

    @cached_property
    def sums(self) -> dict[str, int]:
        """What was ``promised`` by the day shown: ``done`` of it, ``missing``, and of these
        ``overdue``; what was done ``early``, before its day came; what was promised by the document
        (``original``); and of all what is due by the year's end and ``later``.
        """
        promised = self.approved.by(self.as_of)
        early = self.number(lambda row: row["light"] in CLOSED and row["due"] > self.as_of)
        done = self.number(lambda row: row["light"] in CLOSED) - early
        return {
            "promised": promised,
            "done": done,
            "missing": promised - done,
            "overdue": self.number(lambda row: row["light"] == Light.RED),
            "early": early,
            "original": self.original.by(self.as_of),
            "in_year": self.approved.by(self.last),
            "later": self.number(lambda row: row["due"] > self.last),
        }

    def number(self, is_meant: Callable[[Row], bool]) -> int:
        return sum(row["number"] for row in self.rows if is_meant(row))

    @cached_property
    def columns(self) -> list[Column]:
        """How the promises stood on the days of the year up to the one shown, in order; what was
        before the year stands on its first day, and what came after it on its last.
        """
        changes: defaultdict[date, Counter[str]] = defaultdict(Counter)
        for row in self.rows if self.is_issued else ():
            for word, since, until in spans_of(row):
                if since <= self.as_of:
                    changes[self.in_year(since)][word] += row["number"]
                    if until <= self.as_of:
                        changes[self.in_year(until)][word] -= row["number"]
        counts: Counter[str] = Counter()
        found = []
        for day, after in pairwise([*sorted(changes), self.shown + DAY]):
            counts.update(changes[day])
            found.append(Column(day, after, counts.copy()))
        return found

    def in_year(self, day: date) -> date:
        return min(max(day, self.first), self.shown)

    @property
    def highest(self) -> int:
        """The highest count that is drawn."""
        drawn = (one.counts["promised"] + one.counts["early"] for one in self.columns)
        ends = (self.approved.by(self.last), self.original.by(self.last))
        return max(*ends, *drawn, 0)


def spans_of(row: Row) -> Iterator[tuple[str, date, date]]:
    """In which way the milestones of ``row`` stand from one day on and before another one."""
    due, done_on = row["due"], row["done_on"]
    yield "promised", due, FOREVER
    if row["light"] == Light.DONE:
        yield "early", done_on, due
        yield "on time", due, FOREVER
    elif row["light"] == Light.LATE:
        yield "overdue", due + DAY, done_on
        yield "late", done_on, FOREVER
    else:
        yield "overdue", due + DAY, FOREVER
