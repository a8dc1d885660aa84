"""The rows of a sheet of people beside the accounts they mean, and all of them as a preview."""

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from units.models import User
from units.people.columns import LABELS, Row
from units.people.known_units import KnownUnits


class Kind(TextChoices):
    WRONG = "wrong"
    ASKED = "asked"  # the name of its unit has to be explained
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be done: the key of its column, and a sentence."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        place = {"row": self.row, "column": LABELS[self.column], "text": self.text}
        return _("Row %(row)d, column “%(column)s”: %(text)s") % place


@dataclass
class Entry:
    """What one row would do: to ``person``, or by making a new one with ``values``."""

    row: Row
    person: User | None = None
    values: dict = field(default_factory=dict)
    is_asked: bool = False
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, column: str, text: str) -> None:
        self.faults.append(Fault(self.row.number, column, str(text)))

    @property
    def kind(self) -> Kind:
        if self.faults:
            return Kind.WRONG
        if self.is_asked:
            return Kind.ASKED
        if self.person is None:
            return Kind.NEW
        return Kind.CHANGED if self.changes else Kind.UNCHANGED

    @property
    def changes(self) -> dict[str, tuple]:
        """``{key: (before, after)}`` of what the account of ``person`` would get."""
        old = {key: getattr(self.person, key) for key in LABELS}
        return {key: (old[key], new) for key, new in self.values.items() if new != old[key]}

    @property
    def cells(self) -> list["Cell"]:
        """What each column shows of the row."""
        return [Cell.of(self, key) for key in LABELS]


@dataclass(frozen=True)
class Cell:
    """One value of an entry in words, and what stood there before."""

    heading: str
    text: str
    before: str = ""
    was_changed: bool = False
    is_new_unit: bool = False

    @classmethod
    def of(cls, entry: Entry, key: str) -> "Cell":
        value = entry.values[key]
        text = shown(key, value) or getattr(entry.row, key)
        is_new = key == "unit" and value is not None and value.pk is None
        change = entry.changes.get(key) if entry.person else None
        before = {"before": shown(key, change[0]), "was_changed": True} if change else {}
        return cls(str(LABELS[key]), text, is_new_unit=is_new, **before)


def shown(key: str, value) -> str:
    """A value of the column ``key`` in words."""
    return str(User.Role(value).label) if key == "role" and value else str(value or "")


@dataclass
class Preview:
    """All rows, and what the unknown names of units may mean: ``{name: answer or ""}``."""

    by: User
    entries: list[Entry]
    units: KnownUnits

    @property
    def counts(self) -> Counter:
        return Counter(entry.kind for entry in self.entries)

    @property
    def faults(self) -> list[Fault]:
        return [fault for entry in self.entries for fault in entry.faults]

    @property
    def is_ready(self) -> bool:
        """True when nothing is wrong or asked, and there is something to do."""
        kinds = {entry.kind for entry in self.entries}
        return not kinds & {Kind.WRONG, Kind.ASKED} and kinds != {Kind.UNCHANGED}

    @property
    def token(self) -> str:
        """Stands for exactly what is shown: another world, or other answers, have another one."""
        effects = [
            (entry.row.number, entry.kind, entry.person and entry.person.pk, entry.faults)
            + (entry.person and entry.changes, entry.values)
            for entry in self.entries
        ]
        shown = json.dumps([self.by.pk, effects, self.units.answers], default=str)
        return sha256(shown.encode()).hexdigest()
