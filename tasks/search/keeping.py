"""Search rows are kept: told anew in the transaction that changed the thing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save

from tasks.plan.keeping import batches
from tasks.search.told import SOURCES, Kind, Models, Row, current, told

COLUMNS = ("kind", "key", "place", "plan", "since", "name", "text", "grams")


class Difference(NamedTuple):
    """Rows that are told and not there, and those that are there and not told, with their ids."""

    missing: list[Row]
    stray: dict[Row, int]


@transaction.atomic
def keep(kind: str, keys: Iterable[int], models: Models = current) -> int:
    """Tell the things of ``kind`` with these ids anew; return how many rows were wrong or missing."""
    rows, wrong = models("SearchRow").objects, 0
    for batch in batches(keys):
        missing, stray = compare(kind, batch, models)
        rows.filter(pk__in=stray.values()).delete()
        rows.bulk_create(rows.model(**columns(row)) for row in missing)
        wrong += len({row[:3] for row in (*missing, *stray)})
    return wrong


def compare(kind: str, keys: Sequence[int], models: Models = current) -> Difference:
    """Where the rows and the facts of the things of ``kind`` with these ids differ."""
    facts = list(told(kind, keys, models))
    mine = models("SearchRow").objects.filter(kind=kind, key__in=keys)
    stored = {Row(*values): pk for pk, *values in mine.values_list("pk", *COLUMNS)}
    right = set(facts)
    return Difference(
        missing=[row for row in facts if row not in stored],
        stray={row: pk for row, pk in stored.items() if row not in right},
    )


def columns(row: Row) -> dict[str, Any]:
    """The columns of a SearchRow that say ``row``."""
    values = row._asdict()
    return {"plan_id": values.pop("plan"), **values}


def keys_of(kind: str, models: Models = current) -> set[int]:
    """The ids of all things of ``kind``, and of those that only have rows."""
    things = models(SOURCES[Kind(kind)].model).objects.values_list("pk", flat=True)
    rows = models("SearchRow").objects.filter(kind=kind).values_list("key", flat=True)
    return {*things, *rows}


@transaction.atomic
def keep_all(models: Models = current) -> int:
    """Tell everything anew while nobody changes it, and make SQLite's index again; return how many
    rows were wrong or missing.
    """
    wrong = 0
    for kind, source in SOURCES.items():
        things = models(source.model).objects.order_by("pk")
        list(things.select_for_update(of=("self",)).values_list("pk"))
        wrong += keep(kind, keys_of(kind, models), models)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO tasks_searchindex(tasks_searchindex) VALUES ('rebuild')")
    return wrong


def differences() -> Iterator[tuple[str, int]]:
    """The kind and the id of each thing of which the rows say something else than its facts."""
    for kind in Kind:
        for batch in batches(keys_of(kind)):
            missing, stray = compare(kind, batch)
            for key in sorted({row.key for row in (*missing, *stray)}):
                yield kind, key


def connect() -> None:
    """Listen to whatever writes the things themselves."""
    for kind, source in SOURCES.items():
        changed = Changed(kind, {name.partition("__")[0] for name in source.columns})
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=current(source.model), weak=False)
    for signal in (post_save, post_delete):
        signal.connect(renamed, sender=current("UnitAlias"))


class Changed:
    """Listens to one ``kind`` of thing, of which these ``names`` of fields count."""

    def __init__(self, kind: str, names: set[str]):
        self.kind, self.names = kind, names

    def __call__(self, instance: Any, update_fields: Any = None, **_told: Any) -> None:
        if update_fields is None or self.names & set(update_fields):
            keep(self.kind, [instance.pk])


def renamed(instance: Any, **_told: Any) -> None:
    """A unit has another name more, or one less; two at once come one after the other."""
    unit = current("Unit").objects.select_for_update().filter(pk=instance.unit_id)
    list(unit.values_list("pk"))
    keep(Kind.UNIT, [instance.unit_id])
