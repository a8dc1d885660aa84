"""The units and leaders a plan names. Those that exist stay as people keep them."""

from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.importer.gazetteer import canonical
from tasks.importer.matching import make_room
from tasks.importer.reading import PlanTextError
from tasks.plan.models import Assignment, TaskLeader
from units.models import Unit, UnitAlias


def load_units(reading, changes):
    """``{name: Unit}``; a unit is known by any of its names, the text's or the stored ones."""
    known = {alias.name: alias.unit for alias in UnitAlias.objects.select_related("unit")}
    known |= {unit.name: unit for unit in Unit.objects.all()}
    fresh = []
    for position, unit in enumerate(reading.units, 1):
        names = (unit.name, *unit.aliases)
        row = next((known[name] for name in names if name in known), None)
        if row is None:
            values = {"name": unit.name, "kind": unit.kind, "position": position}
            row = changes.put(None, Unit, values)
            fresh.append(unit)
        known[unit.name] = row
    for unit in fresh:
        relate(unit, known)
    return known


def relate(unit, known):
    """Give a fresh unit its other names, its parent and its members."""
    row = known[unit.name]
    for alias in unit.aliases:
        row.aliases.create(name=alias)
    row.parent = known.get(unit.parent)
    row.save(update_fields=["parent"])
    row.members.set(known[member] for member in unit.members)


def load_leaders(reading, changes):
    """``{name: Leader}``."""
    known = {leader.name: leader for leader in Leader.objects.all()}
    for position, name in enumerate(reading.leaders, 1):
        if name not in known:
            values = {"name": name, "position": position}
            known[name] = changes.put(None, Leader, values)
    return known


def load_responsibility(task, row, units, leaders, changes):
    """Make the leaders and units of the task ``row`` those that the reading ``task`` names."""
    roles = {
        Assignment.Role.LEAD: task.lead_units,
        Assignment.Role.PARTICIPATING: task.participating_units,
    }
    assigned = [
        assignment(units[canonical(name)], name, role.value, order)
        for role, names in roles.items()
        for order, name in enumerate(names, 1)
    ]
    led_by = [(leaders[name], {"order": order}) for order, name in enumerate(task.lead_leaders, 1)]
    line = changes.reading.line_at(task.end)
    share_out(row, Assignment, "unit", only_once(assigned, task, line), changes)
    share_out(row, TaskLeader, "leader", only_once(led_by, task, line), changes)


def assignment(unit, name, role, order):
    """The unit and the values of its Assignment; ``name`` is kept when it is another one."""
    alias = "" if name == unit.name else name
    return unit, {"role": role, "order": order, "written_as": alias}


def only_once(pairs, task, line):
    """``pairs`` as a dict. Raises PlanTextError when one unit or leader stands there twice."""
    wanted = {}
    for who, values in pairs:
        if who in wanted:
            message = _("Task %(number)d names %(name)s twice.")
            raise PlanTextError(message % {"number": task.number, "name": who}, line)
        wanted[who] = values
    return wanted


def share_out(task, model, key, wanted, changes):
    """Make the ``model`` rows of ``task`` equal ``wanted``; who stays keeps the row."""
    rows = model.objects.filter(task=task)
    stored = {getattr(row, key): row for row in rows.select_related(key)}
    for who in [who for who in stored if who not in wanted]:
        changes.remove(stored.pop(who))
    moving = [
        row
        for who, row in stored.items()
        if any(getattr(row, name) != value for name, value in wanted[who].items())
    ]
    make_room(rows, moving, "order")
    for who, values in wanted.items():
        changes.put(stored.get(who), model, {"task": task, key: who, **values})
