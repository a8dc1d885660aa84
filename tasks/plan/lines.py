"""In whose own name a part is acknowledged, confirmed and answered: in a group, each member's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import F, IntegerField, Value, prefetch_related_objects

from tasks.plan.actors import host_of, is_cosigned, must_confirm
from tasks.plan.models import Acknowledgement, Assignment, Confirmation, Milestone, Task
from units.models import Unit

# {(assignment id, unit id): the day on which that unit said it}
Days = dict[tuple[int, int], date]


@dataclass(frozen=True)
class Lines:
    """Units in their order, each with the day on which it said so in its own line, or None."""

    days: dict[Unit, date | None]

    @property
    def said(self) -> list[Unit]:
        return [unit for unit, day in self.days.items() if day]

    @property
    def missing(self) -> list[Unit]:
        return [unit for unit, day in self.days.items() if not day]

    @property
    def on(self) -> date | None:
        """The day on which the last of them said so; None while one is missing."""
        days = [day for day in self.days.values() if day]
        return max(days) if len(days) == len(self.days) else None


def lines_of(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    """``{unit id: the units that answer in its place}``: the members of a group, else itself.

    A group without members answers in its own name. One query, none where there is no group.
    """
    asked = {unit.pk: unit for unit in units}
    groups = [pk for pk, unit in asked.items() if unit.kind == Unit.Kind.GROUP]
    members: dict[int, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.filter(groups__in=groups).annotate(group=F("groups")):
        members[unit.group].append(unit)
    return {pk: members.get(pk, [unit]) for pk, unit in asked.items()}


def addressed(units: list[Unit]) -> dict[Unit, Unit | None]:
    """Who answers a paper to ``units``, each once, with the group as whose member it does so."""
    lines = lines_of(units)
    return {line: None if line in units else unit for unit in units for line in lines[unit.pk]}


def tell_lines(task: Task, milestones: Iterable[Milestone], as_of: date) -> None:
    """Give each of the task's assignments ``acknowledged`` and ``hosts``, and each of its ``milestones``
    ``confirmed``, by all, and ``cosigned``, by those that lead it beside others: their Lines at the
    end of ``as_of``. Two queries, one where there is no group.
    """
    prefetch_related_objects([task], "assignments__unit")
    parts = list(task.assignments.all())
    units = lines_of(part.unit for part in parts)
    acknowledged, confirmed = days_of(task, as_of)

    def lines(part: Assignment, days: Days) -> dict[Unit, date | None]:
        return {unit: days.get((part.pk, unit.pk)) for unit in units[part.unit_id]}

    host = host_of(task)
    for part in parts:
        part.acknowledged = Lines(lines(part, acknowledged))  # type: ignore[attr-defined]
        part.hosts = part == host  # type: ignore[attr-defined]
    for milestone in milestones:
        said = {part: lines(part, confirmed[milestone.pk]) for part in parts}
        for name, asked in (("confirmed", must_confirm), ("cosigned", is_cosigned)):
            mine = [said[part].items() for part in parts if asked(milestone, part)]
            setattr(milestone, name, Lines(dict(chain(*mine))))


def days_of(task: Task, as_of: date) -> tuple[Days, dict[int, Days]]:
    """What was acknowledged in ``task`` by the end of ``as_of``, and confirmed by milestone id."""
    none = Value(0, output_field=IntegerField())
    received = Acknowledgement.objects.filter(assignment__task=task, acknowledged_on__lte=as_of)
    said = Confirmation.objects.filter(assignment__task=task, confirmed_on__lte=as_of)
    acknowledged: Days = {}
    confirmed: dict[int, Days] = defaultdict(dict)
    rows = received.order_by().values_list(none, "assignment", "unit", "acknowledged_on")
    more = said.order_by().values_list("milestone", "assignment", "unit", "confirmed_on")
    for milestone, part, unit, on in rows.union(more):
        days = confirmed[milestone] if milestone else acknowledged
        days[part, unit] = on
    return acknowledged, confirmed
