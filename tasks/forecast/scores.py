"""How good the forecasts were: what they said beside what came. docs/forecast.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from tasks.forecast.models import Forecast

BINS = 5  # of what was said, each of a fifth


class Scored(NamedTuple):
    """``number`` forecasts that said ``came`` of ``cases``, where of all that was known ``all_came`` of
    ``all_cases`` were in time; so many of which it was so, or not.
    """

    cases: int
    came: int
    all_cases: int
    all_came: int
    in_time: bool
    number: int


@dataclass(frozen=True)
class Record:
    """So many forecasts, what they said on average and what came, in per cent; how far off they were
    (Brier score: the mean square of what they missed by, 0 at best), and how far off somebody would
    have been who always says how many of all were in time.
    """

    number: int
    said: int
    came: int
    brier: float
    base_brier: float

    @property
    def is_better(self) -> bool:
        """True where looking at the milestone was better than not looking."""
        return self.brier < self.base_brier


class Bin(NamedTuple):
    """The forecasts that said from ``low`` to ``high`` per cent; ``record`` is None without any."""

    low: int
    high: int
    record: Record | None


def scored(on: date) -> list[Scored]:
    """What was said by the day, and known by then how it came out; of all plans."""
    rows = Forecast.objects.spoken().known(on).order_by().values_list(*Scored._fields[:-1])
    return [Scored(*row) for row in rows.annotate(number=Count("pk"))]


def record_of(rows: Iterable[Scored]) -> Record | None:
    """The Record of ``rows``; None without any."""
    rows = list(rows)
    whole = sum(row.number for row in rows)
    if not whole:
        return None
    said = sum(row.number * row.came / row.cases for row in rows)
    came = sum(row.number for row in rows if row.in_time)
    return Record(
        number=whole,
        said=round(100 * said / whole),
        came=round(100 * came / whole),
        brier=sum(row.number * (row.came / row.cases - row.in_time) ** 2 for row in rows) / whole,
        base_brier=sum(
            row.number * (row.all_came / row.all_cases - row.in_time) ** 2 for row in rows
        )
        / whole,
    )


def bins_of(rows: Iterable[Scored]) -> list[Bin]:
    """The Record of each fifth of what was said; all of 100 per cent is of the last."""
    parts: list[list[Scored]] = [[] for _fifth in range(BINS)]
    for row in rows:
        parts[min(row.came * BINS // row.cases, BINS - 1)].append(row)
    wide = 100 // BINS
    return [
        Bin(at * wide, at * wide + wide - (at < BINS - 1), record_of(part))
        for at, part in enumerate(parts)
    ]
