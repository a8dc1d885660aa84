"""What is kept of each thing that can be found: one function for each kind makes its row.

Only columns that are named are asked for: the migration that keeps the first rows runs this.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.apps import apps

from tasks.plan.models.numbered import SERIES
from tasks.search.models import SearchRow
from tasks.search.words import fold, grams
from units.pinyin import initials, key_of_words, letters

Kind = SearchRow.Kind
Models = Callable[[str], Any]
LINE = re.compile(r"[^\n]+")


class Row(NamedTuple):
    """The columns of a SearchRow."""

    kind: str
    key: int
    place: int
    plan: int | None
    since: date | None
    name: str
    text: str
    grams: str


def row(
    kind: str,
    key: int,
    name: str,
    *words: str,
    plan: int | None = None,
    since: date | None = None,
    place: int = 0,
) -> Row:
    """The Row of a thing that is called ``name`` and has these ``words``."""
    called = fold(name)
    text = "\n".join(filter(None, (called, *map(fold, words))))
    kept = " ".join(sorted(grams(text)))
    return Row(kind, key, place, plan, since, called, text, kept)


def of_task(
    pk: int, plan: int, since: date | None, number: int, title: str, *words: str
) -> Iterator[Row]:
    yield row(Kind.TASK, pk, f"{number} {title}", *words, plan=plan, since=since)


def of_milestone(pk: int, plan: int, since: date | None, text: str) -> Iterator[Row]:
    yield row(Kind.MILESTONE, pk, text, plan=plan, since=since)


def of_unit(pk: int, name: str, sort_name: str, others: Sequence[str]) -> Iterator[Row]:
    """By its other and former names too, and by pinyin and its initials."""
    keys = [sort_name, *map(key_of_words, others)]
    yield row(Kind.UNIT, pk, name, *others, *read(keys))


def of_leader(pk: int, name: str, title: str, sort_name: str) -> Iterator[Row]:
    yield row(Kind.LEADER, pk, name, title, *read([sort_name]))


def of_slip(pk: int, plan: int, since: date, year: int, number: int, *words: str) -> Iterator[Row]:
    """Without the referral, which only some may read."""
    name = f"{SERIES['slip']}〔{year}〕{number}号"
    yield row(Kind.SLIP, pk, name, *words, plan=plan, since=since)


def of_instruction(
    pk: int, plan: int, since: date, year: int | None, number: int | None, text: str
) -> Iterator[Row]:
    """Those older than their series have no number."""
    name = f"{SERIES['instruction']}〔{year}〕{number}号" if number else ""
    yield row(Kind.INSTRUCTION, pk, name, text, plan=plan, since=since)


def of_report(pk: int, plan: int, since: date, *words: str) -> Iterator[Row]:
    yield row(Kind.REPORT, pk, "", *words, plan=plan, since=since)


def of_file(pk: int, plan: int, name: str) -> Iterator[Row]:
    """Who may see it, and from which day on, follows from what it proves: asked, never kept."""
    yield row(Kind.FILE, pk, name, plan=plan)


def of_text(pk: int, text: str) -> Iterator[Row]:
    """Each paragraph of the plan with that id."""
    for line in LINE.finditer(text):
        yield row(Kind.TEXT, pk, "", line[0], plan=pk, place=line.start())


def read(keys: Sequence[str]) -> list[str]:
    """How names with these ``keys`` are typed in letters: their initials, and all of their pinyin."""
    return [written(key) for key in keys for written in (initials, letters)]


class Source(NamedTuple):
    """Where the rows of a kind come from: the model, its columns, and what makes a row of them."""

    model: str
    columns: tuple[str, ...]
    tell: Callable[..., Iterator[Row]]


SOURCES = {
    Kind.TASK: Source(
        "Task",
        ("plan", "added_on", "number", "title", "description", "schedule", "key_focus"),
        of_task,
    ),
    Kind.MILESTONE: Source("Milestone", ("task__plan", "added_on", "text"), of_milestone),
    Kind.UNIT: Source("Unit", ("name", "sort_name"), of_unit),
    Kind.LEADER: Source("Leader", ("name", "title", "sort_name"), of_leader),
    Kind.SLIP: Source(
        "Slip", ("plan", "issued_on", "year", "number", "requirement", "grounds"), of_slip
    ),
    Kind.INSTRUCTION: Source(
        "Instruction", ("task__plan", "given_on", "year", "number", "text"), of_instruction
    ),
    Kind.REPORT: Source(
        "ProgressReport",
        (
            "milestone__task__plan",
            "reported_on",
            "done",
            "difficulties",
            "next_steps",
            "rating_cause",
        ),
        of_report,
    ),
    Kind.FILE: Source("Evidence", ("task__plan", "name"), of_file),
    Kind.TEXT: Source("Plan", ("source_text",), of_text),
}
APPS = {"Unit": "units", "UnitAlias": "units", "Leader": "leaders"}


def current(model: str) -> Any:
    """The model of that name."""
    return apps.get_model(APPS.get(model, "tasks"), model)


def told(kind: str, keys: Sequence[int], models: Models = current) -> Iterator[Row]:
    """The rows of the things of ``kind`` with these ids, as their facts are; of ``models`` by name."""
    source = SOURCES[Kind(kind)]
    facts = models(source.model).objects.filter(pk__in=keys).order_by()
    names = other_names(keys, models) if kind == Kind.UNIT else {}
    for pk, *values in facts.values_list("pk", *source.columns):
        more = (names.get(pk, []),) if kind == Kind.UNIT else ()
        yield from source.tell(pk, *values, *more)


def other_names(units: Sequence[int], models: Models) -> dict[int, list[str]]:
    """``{unit: its other and former names}``."""
    found = defaultdict(list)
    aliases = models("UnitAlias").objects.filter(unit__in=units).order_by("pk")
    for unit, name in aliases.values_list("unit", "name"):
        found[unit].append(name)
    return found
