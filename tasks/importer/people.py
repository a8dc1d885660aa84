"""The units and leaders a plan names. Those that exist stay as people keep them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.importer.changes import Changes
from tasks.importer.gazetteer import canonical
from tasks.importer.matching import make_room
from tasks.importer.reading import PlanReading, PlanTextError, TaskReading, UnitReading
from tasks.plan.models import Assignment, Task, TaskLeader
from units.models import Unit, UnitAlias

# Units or leaders, each with the values of the row that ties it to a task.
Ties = dict[Any, dict[str, Any]]


def load_units(reading: PlanReading, changes: Changes) -> dict[str, Unit]:
    """``{name: Unit}``; a unit is known by any of its names, the text's or the stored ones."""
    known = {alias.name: alias.unit for alias in UnitAlias.objects.select_related("unit")}
    known |= {unit.name: unit for unit in Unit.objects.all()}
    fresh = []
    for position, entry in enumerate(reading.units, 1):
        names = (entry.name, *entry.aliases)
        unit = next((known[name] for name in names if name in known), None)
        if unit is None:
            values = {"name": entry.name, "kind": entry.kind, "position": position}
            unit = changes.put(None, Unit, values)
            fresh.append(entry)
        known[entry.name] = unit
    for entry in fresh:
        relate(entry, known)
    return known


def relate(entry: UnitReading, known: dict[str, Unit]) -> None:
    """Give a fresh unit its other names, its parent and its members."""
    unit = known[entry.name]
    for alias in entry.aliases:
        unit.aliases.create(name=alias)
    unit.parent = known.get(entry.parent) if entry.parent else None
    unit.save(update_fields=["parent"])
    unit.members.set(known[member] for member in entry.members)


def load_leaders(reading: PlanReading, changes: Changes) -> dict[str, Leader]:
    """``{name: Leader}``; also those that the text does not name."""
    known = {leader.name: leader for leader in Leader.objects.all()}
    for position, name in enumerate(reading.leaders, 1):
        if name not in known:
            values = {"name": name, "position": position}
            known[name] = changes.put(None, Leader, values)
    return known


def load_responsibility(
    item: TaskReading,
    task: Task,
    units: dict[str, Unit],
    leaders: dict[str, Leader],
    changes: Changes,
) -> None:
    """Make the leaders and units of ``task`` those that ``item`` names.

    Raises PlanTextError when it names one of them twice.
    """
    roles = {
        Assignment.Role.LEAD: item.lead_units,
        Assignment.Role.PARTICIPATING: item.participating_units,
    }
    assigned = [
        assignment(units[canonical(name)], name, role.value, order)
        for role, names in roles.items()
        for order, name in enumerate(names, 1)
    ]
    led_by = [(leaders[name], {"order": order}) for order, name in enumerate(item.lead_leaders, 1)]
    line = changes.reading.line_at(item.end)
    share_out(task, Assignment, "unit", only_once(assigned, item, line), changes)
    share_out(task, TaskLeader, "leader", only_once(led_by, item, line), changes)


def assignment(unit: Unit, name: str, role: str, order: int) -> tuple[Unit, dict[str, Any]]:
    """The unit and the values of its Assignment; ``name`` is kept when it is another one."""
    alias = "" if name == unit.name else name
    return unit, {"role": role, "order": order, "written_as": alias}


def only_once(
    pairs: Iterable[tuple[Unit | Leader, dict[str, Any]]], item: TaskReading, line: int
) -> Ties:
    """``pairs`` as a dict. Raises PlanTextError when one unit or leader stands there twice."""
    wanted: Ties = {}
    for who, values in pairs:
        if who in wanted:
            message = _("Task %(number)d names %(name)s twice.")
            raise PlanTextError(message % {"number": item.number, "name": who}, line)
        wanted[who] = values
    return wanted


def share_out(
    task: Task,
    model: type[Assignment] | type[TaskLeader],
    key: str,
    wanted: Ties,
    changes: Changes,
) -> None:
    """Make the ``model`` rows of ``task`` equal ``wanted``; who stays keeps the row."""
    rows = model.objects.filter(task=task)
    stored = {getattr(row, key): row for row in rows.select_related(key)}
    for who in [who for who in stored if who not in wanted]:
        changes.delete(stored.pop(who))
    moving = [
        row
        for who, row in stored.items()
        if any(getattr(row, name) != value for name, value in wanted[who].items())
    ]
    make_room(rows, moving, "order")
    for who, values in wanted.items():
        changes.put(stored.get(who), model, {"task": task, key: who, **values})
