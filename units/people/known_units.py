"""Which unit a name in a sheet of people means."""

import unicodedata

from units.models import Unit, UnitAlias
from units.people.columns import plain

NEW = "new:"


class KnownUnits:
    """Units by name, by other or former name, and by what somebody answered about names of neither kind.

    ``answers`` is ``{name: "12"}`` for the unit with that id, or ``{name: "new:party"}`` for a new
    one of that kind, which is made by whoever confirms the sheet. ``unknown`` are the names that
    were asked for and stand nowhere, in their order.
    """

    def __init__(self, answers: dict[str, str]):
        self.by_id = {unit.pk: unit for unit in Unit.objects.select_related(None)}
        aliases = UnitAlias.objects.values_list("name", "unit")
        self.by_name = {spelled(name): self.by_id[pk] for name, pk in aliases}
        self.by_name |= {spelled(unit.name): unit for unit in self.by_id.values()}
        for name, unit in self.by_name.items():
            self.by_name[name] = self.successor(unit)
        self.answers = answers
        self.unknown: dict[str, Unit | None] = {}

    def find(self, name: str) -> Unit | None:
        """The unit called ``name``; a new one is not saved yet. None where nobody answered."""
        unit = self.by_name.get(spelled(name))
        if unit is None:
            if name not in self.unknown:
                self.unknown[name] = self.answered(name)
            unit = self.unknown[name]
        return unit

    def successor(self, unit: Unit) -> Unit:
        """The unit into which ``unit`` was merged, and that one in turn; else itself."""
        while unit.merged_into_id:
            unit = self.by_id[unit.merged_into_id]
        return unit

    def answered(self, name: str) -> Unit | None:
        answer = self.answers.get(name, "")
        if answer.startswith(NEW):
            return Unit(name=name, kind=answer.removeprefix(NEW))
        return self.by_id.get(int(answer)) if answer.isdecimal() else None


def spelled(name: str) -> str:
    """``name`` without spaces, and in the width that brackets and letters have on a keyboard."""
    return plain(unicodedata.normalize("NFKC", name))
