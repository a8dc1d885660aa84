"""Which stored row an item of the text means, so that progress stays with what it speaks of."""

from operator import attrgetter

from django.db.models import F

APART = 10_000  # more than any number or order; rows wait there while they change places


def matched(rows, readings, words, place):
    """``({reading: row}, the rows that no reading means)``.

    ``words`` and ``place`` name fields of both: what has the same words at the same place goes
    first, then the same words elsewhere, then the same place.
    """
    found, left = {}, list(rows)
    for key in attrgetter(words, place), attrgetter(words), attrgetter(place):
        for reading in readings:
            row = next((row for row in left if key(row) == key(reading)), None)
            if row and reading not in found:
                found[reading] = row
                left.remove(row)
    return found, left


def make_room(rows, moving, place):
    """Move those of ``rows`` that will change ``place`` out of each other's way.

    Whoever calls this stores the new place of each row in ``moving`` afterwards.
    """
    keys = [row.pk for row in moving]
    rows.filter(pk__in=keys).update(**{place: F(place) + APART})
