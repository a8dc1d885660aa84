"""The first rows of a list on a page that has several lists, and how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

SHOWN = 20  # rows of each list


@dataclass(frozen=True)
class Shown:
    """``rows`` are the first of ``number`` rows."""

    rows: Sequence[Any]
    number: int

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.number


def first_of(rows: Sequence[Any] | QuerySet[Any]) -> Shown:
    """The first rows; those of a query are counted where it has more."""
    if not isinstance(rows, QuerySet):
        return Shown(rows[:SHOWN], len(rows))
    first = list(rows[: SHOWN + 1])
    return Shown(first[:SHOWN], len(first) if len(first) <= SHOWN else rows.count())
