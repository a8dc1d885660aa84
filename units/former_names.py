"""What units were called on a day, and which of them there are no more."""

from datetime import date

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.query import ModelIterable


class UnitQuerySet(QuerySet):
    """Units, also those of former days."""

    def present(self):
        """Those that were not dissolved: what is chosen from."""
        return self.filter(dissolved_on=None)

    def on(self, day):
        """With the ``name`` that each had at the end of ``day``, to be read and not to be saved;
        ``name_now`` is today's.
        """
        units = self.annotate(called=name_on(day, "pk"))
        units._iterable_class = UnitsOfTheDay
        return units


class UnitsOfTheDay(ModelIterable):
    """The units of ``UnitQuerySet.on``."""

    def __iter__(self):
        for unit in super().__iter__():
            unit.name_now, unit.name = unit.name, unit.called or unit.name
            yield unit


def name_on(day: date, unit: str) -> Subquery:
    """The name at the end of ``day`` of the outer row's ``unit``; null where it has that name still."""
    names = apps.get_model("units", "UnitAlias").objects.filter(unit=OuterRef(unit), until__gt=day)
    return Subquery(names.order_by("until").values("name")[:1])
