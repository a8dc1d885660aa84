"""Who answers for the parts of a plan on a day, read once: units, their members, their people."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from tasks.mail.models import Delivery
from tasks.plan.actors import UNIT_STAFF
from tasks.plan.models import Assignment, Plan, TaskLeader, Tenure
from tasks.plan.models.ending import ended_tasks
from units.models import ActingHead, Unit, User

LEAD = Assignment.Role.LEAD
Role = User.Role


class Part(NamedTuple):
    """A unit's part in a task since a day."""

    pk: int
    task: int
    unit: int
    role: str
    since: date


class Owners:
    """The facts of a plan on a day, in a fixed number of queries; of one ``unit``, an id, only, if given."""

    def __init__(self, plan: Plan, on: date, unit: int | None = None):
        self.plan, self.on, self.unit = plan, on, unit

    @cached_property
    def parts(self) -> list[Part]:
        """The parts in the plan's tasks that have not ended, in the document's order; of one unit those
        that it has itself or as a member.
        """
        parts = Tenure.objects.on(self.on).filter(task__plan=self.plan)
        if self.unit is not None:
            groups = Unit.members.through.objects.filter(to_unit=self.unit).values("from_unit")
            parts = parts.filter(Q(unit=self.unit) | Q(unit__in=groups))
        parts = parts.exclude(task__in=ended_tasks(self.on)).order_by("task__number")
        columns = ("assignment", "task", "unit", "role", "since")
        return [Part(*row) for row in parts.values_list(*columns)]

    @cached_property
    def members(self) -> dict[int, list[int]]:
        """``{unit id: ids of the members}`` of the groups that have some."""
        found: dict[int, list[int]] = defaultdict(list)
        ties = Unit.members.through.objects.filter(from_unit__in={part.unit for part in self.parts})
        for group, member in ties.values_list("from_unit", "to_unit"):
            found[group].append(member)
        return dict(found)

    @cached_property
    def of_unit(self) -> dict[int, list[Part]]:
        """``{unit id: its parts}``; a group's parts are those of its members."""
        found: dict[int, list[Part]] = defaultdict(list)
        for part in self.parts:
            for line in self.members.get(part.unit, [part.unit]):
                if self.unit is None or line == self.unit:
                    found[line].append(part)
        return found

    @cached_property
    def all_units(self) -> dict[int, Unit]:
        """``{id: unit}`` of those that answer for a part, in the order of lists."""
        units = Unit.objects.filter(pk__in=list(self.of_unit)).order_by("position", "pk")
        return {unit.pk: unit for unit in units}

    @cached_property
    def units(self) -> dict[int, Unit]:
        """Those of ``all_units`` for which people act: no group without members."""
        return {pk: unit for pk, unit in self.all_units.items() if not is_empty_group(unit)}

    @property
    def empty_groups(self) -> list[Unit]:
        """The groups in the document for which nobody answers."""
        return [unit for unit in self.all_units.values() if is_empty_group(unit)]

    @property
    def leading(self) -> list[Unit]:
        """The units that lead something, also as a member of a group."""
        return [
            unit
            for pk, unit in self.units.items()
            if any(part.role == LEAD for part in self.of_unit[pk])
        ]

    @cached_property
    def people(self) -> list[User]:
        """The active liaison officers and heads of the units, and the leaders who have an account.

        Each is told ``is_acting``, whether he acts as a head today, and ``fate``, the state of the
        latest mail to the address that he has now.
        """
        staff = Q(unit__in=list(self.units), role__in=UNIT_STAFF)
        leads = TaskLeader.ever.on(self.on).filter(task__plan=self.plan).values("leader__user")
        mine = staff if self.unit is not None else staff | Q(pk__in=leads)
        acting = ActingHead.objects.on(self.on).filter(person=OuterRef("pk"), unit=OuterRef("unit"))
        people = User.objects.filter(mine, is_active=True).select_related("unit", "leader")
        people = people.annotate(is_acting=Exists(acting), fate=Subquery(fates()))
        people = people.defer("password")  # these rows are kept for a minute
        return list(people.order_by("role", "sort_name", "pk"))

    @cached_property
    def staff(self) -> dict[int, list[User]]:
        """``{unit id: its people}``."""
        found: dict[int, list[User]] = defaultdict(list)
        for person in self.people:
            if person.role in UNIT_STAFF and person.unit_id:
                found[person.unit_id].append(person)
        return found

    def liaisons(self, unit: Unit) -> list[User]:
        return [person for person in self.staff[unit.pk] if person.role == Role.LIAISON]

    def heads(self, unit: Unit) -> list[User]:
        """Who signs for ``unit`` today."""
        return [
            person
            for person in self.staff[unit.pk]
            if person.role == Role.HEAD or person.is_acting  # type: ignore[attr-defined]
        ]

    def lines(self) -> Iterator[tuple[Unit, list[Part]]]:
        """Each unit for which people act, with its parts."""
        for pk, unit in self.units.items():
            yield unit, self.of_unit[pk]


def is_empty_group(unit: Unit) -> bool:
    """True for a group in the document that has no members: those with some answer by them."""
    return unit.kind == Unit.Kind.GROUP


def fates() -> QuerySet[Any]:
    """The state of the latest mail that went to the address of the outer person, or tried to."""
    tried = Delivery.objects.filter(
        mail__recipient=OuterRef("pk"),
        channel=Delivery.Channel.MAIL,
        address=OuterRef("email"),
        state__in=(Delivery.State.SENT, Delivery.State.REFUSED),
    )
    return tried.order_by("-due_at", "-pk").values("state")[:1]
