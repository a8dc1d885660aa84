"""Which stored row an item of the text means, so that progress stays with what it speaks of."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import F, Manager, Model, QuerySet

APART = 10_000  # more than any number or order; rows wait there while they change places


Row = TypeVar("Row", bound=Model)
Reading = TypeVar("Reading")


def matched(
    rows: Iterable[Row], readings: Iterable[Reading], words: str, place: str
) -> tuple[dict[Reading, Row], list[Row]]:
    """``({reading: row}, the rows that no reading means)``.

    ``words`` and ``place`` name fields of both: what has the same words at the same place goes
    first, then the same words elsewhere, then the same place.
    """
    pairs: dict[Reading, Row] = {}
    left = list(rows)
    for key in attrgetter(words, place), attrgetter(words), attrgetter(place):
        for reading in readings:
            row = next((row for row in left if key(row) == key(reading)), None)
            if row and reading not in pairs:
                pairs[reading] = row
                left.remove(row)
    return pairs, left


def make_room(rows: Manager[Any] | QuerySet[Any], moving: Iterable[Model], place: str) -> None:
    """Move those of ``rows`` that will change ``place`` out of each other's way.

    Whoever calls this stores the new place of each row in ``moving`` afterwards.
    """
    keys = [row.pk for row in moving]
    rows.filter(pk__in=keys).update(**{place: F(place) + APART})
