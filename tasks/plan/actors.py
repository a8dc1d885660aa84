"""For whom a person acts on a day, and what he is to a milestone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from tasks.plan.models import Assignment, Milestone, Task
from units.models import ActingHead, Deputy, Unit, User
from units.roles import may

UNIT_STAFF = (User.Role.LIAISON, User.Role.HEAD)


class Part(StrEnum):
    """What somebody is to a milestone; the workflow's table is written in these words."""

    LEAD = "lead"
    CO_LEAD = "one of several lead units"
    PARTICIPATING = "participating"
    HEAD = "head of a lead unit"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class Actor:
    """A person and the units for which he acts, own ones and those of whom he is deputy.

    ``units`` maps the id of each unit, and of each group that it belongs to, to that Unit; ``lines``
    maps it to all of his units that answer there in their own name, for in a group each member does.
    ``signs_for`` is the id of the unit whose head he is, or as whose head he acts, else None.
    """

    person: User | AnonymousUser
    units: dict[int, Unit] = field(default_factory=dict)
    signs_for: int | None = None
    lines: dict[int, list[Unit]] = field(default_factory=dict)

    @classmethod
    def of(cls, person: User | AnonymousUser, on: date) -> "Actor":
        """The Actor of ``person``, who may be anonymous, on the day ``on``; two queries."""
        if not person.is_authenticated or not person.is_active or person.role not in UNIT_STAFF:
            return cls(person)
        acting = ActingHead.objects.on(on).filter(person=person, unit=OuterRef("pk"))
        stands_in_for = Deputy.objects.on(on).filter(deputy=person, person__is_active=True)
        own = Q(pk=person.unit_id) | Q(staff__in=stands_in_for.values("person"))
        mine = Unit.objects.filter(own).distinct().annotate(is_acting=Exists(acting))
        units = list(mine.prefetch_related("groups"))
        is_acting = any(unit.is_acting for unit in units if unit.pk == person.unit_id)
        return cls.of_staff(person, units, is_acting=is_acting)

    @classmethod
    def of_staff(cls, person: User, mine: Iterable[Unit], *, is_acting: bool) -> "Actor":
        """The Actor of unit staff who acts for the units ``mine``, which have their groups."""
        units: dict[int, Unit] = {}
        lines: dict[int, list[Unit]] = {}
        for unit in mine:
            units |= {group.pk: unit for group in unit.groups.all()}
            units[unit.pk] = unit
            answers = unit.kind != Unit.Kind.GROUP or not unit.members.exists()
            for line in [*unit.groups.all(), *[unit] * answers]:
                lines.setdefault(line.pk, []).append(unit)
        # Last, so that it wins: a group may hold his own unit and one he stands in for, and what is
        # his own unit's he must not do in the other one's name.
        own_unit = units[person.unit_id]  # type: ignore[index]  # unit staff have one (constraint)
        units |= {group.pk: own_unit for group in own_unit.groups.all()}
        signs = person.role == User.Role.HEAD or is_acting
        return cls(person, units, own_unit.pk if signs else None, lines)

    @property
    def own(self) -> set[Unit]:
        """The units for which he acts, without their groups."""
        return set(self.units.values())

    @property
    def is_supervisor(self) -> bool:
        return (
            self.person.is_authenticated
            and self.person.is_active
            and self.person.role == User.Role.SUPERVISOR
        )

    def takes(self, units: Iterable[int | None]) -> bool:
        """True when he may have a paper to ``units``, ids, as a Word file: their staff, and the
        roles that get every paper.
        """
        return may(self.person, "take papers") or any(unit in self.units for unit in units)

    def heads(self, unit_id: int | None) -> bool:
        """True when the person signs for this unit; deputies sign nothing."""
        return unit_id is not None and unit_id == self.signs_for

    def parts(self, milestone: Milestone) -> set[Part]:
        """All that the person is to ``milestone``; empty for whom it does not concern."""
        if self.is_supervisor:
            return {Part.SUPERVISOR}
        parts = {part_in(milestone, assignment) for assignment in self.assignments(milestone.task)}
        if Part.LEAD in parts and self.signs_for:
            parts.add(Part.HEAD)
        if Part.LEAD in parts and is_shared(milestone):
            parts.add(Part.CO_LEAD)
        return parts

    def assignments(self, task: Task) -> list[Assignment]:
        """Those of ``task`` that are his units', in the document's order."""
        return [
            assignment for assignment in task.assignments.all() if assignment.unit_id in self.units
        ]

    def unit_for(self, milestone: Milestone) -> Unit | None:
        """The unit in whose name he acts: as lead before as participating.

        His own, if he has any, where none of his units takes part.
        """
        mine = sorted(
            self.assignments(milestone.task),
            key=lambda assignment: part_in(milestone, assignment) != Part.LEAD,
        )
        own = self.person.unit if self.person.is_authenticated else None
        return self.units[mine[0].unit_id] if mine else own


class Roll:
    """Who acts for whom on a day, read once: the Actors of any number of people in four queries."""

    def __init__(self, on: date):
        self.units = {unit.pk: unit for unit in Unit.objects.prefetch_related("groups")}
        acting = ActingHead.objects.on(on).values_list("person", "unit")
        self.acting = set(acting)
        self.stands_in: dict[int, list[int]] = {}
        absent = Deputy.objects.on(on).filter(person__is_active=True)
        for deputy, unit in absent.values_list("deputy", "person__unit"):
            self.stands_in.setdefault(deputy, []).append(unit)

    def actor(self, person: User) -> Actor:
        """The Actor of ``person``, who is active; the one that ``Actor.of`` gives."""
        if person.role not in UNIT_STAFF or person.unit_id is None:
            return Actor(person)
        mine = {person.unit_id, *self.stands_in.get(person.pk, ())}
        units = [self.units[pk] for pk in self.units if pk in mine]
        is_acting = (person.pk, person.unit_id) in self.acting
        return Actor.of_staff(person, units, is_acting=is_acting)


def acting_unit(unit_id: int, by: User, on: date) -> Unit:
    """The Unit in whose name ``by`` acts on the day ``on`` for the unit or group ``unit_id``.

    Raises PermissionDenied when he acts for none of them.
    """
    units = Actor.of(by, on).units
    if unit_id not in units:
        raise PermissionDenied
    return units[unit_id]


def signers(unit: Unit | OuterRef, on: date) -> QuerySet[User]:
    """Who can sign for ``unit`` on the day ``on``: its active heads, and those who act as one."""
    acting = Q(acts_as_head__from_on__lte=on, acts_as_head__until_on__gte=on)
    head = Q(unit=unit, role=User.Role.HEAD) | acting & Q(acts_as_head__unit=unit)
    return User.objects.filter(head, is_active=True).distinct()


def part_in(milestone: Milestone, assignment: Assignment) -> Part:
    """What a task's unit is to one milestone: a unit that was named leads it alone."""
    if milestone.answering_unit_id is None:
        return Part(assignment.role)
    is_named = assignment.unit_id == milestone.answering_unit_id
    return Part.LEAD if is_named else Part.PARTICIPATING


def host_of(task: Task) -> Assignment | None:
    """The part of the host 主办: the one that was named, else the first lead unit of the document.

    None where one unit leads alone.
    """
    leads = [one for one in task.assignments.all() if one.role == Assignment.Role.LEAD]
    named = [one for one in leads if one.is_host]
    return (named or leads)[0] if len(leads) > 1 else None


def is_shared(milestone: Milestone) -> bool:
    """True where several units lead the milestone, or the members of a group."""
    leads = [
        one for one in milestone.task.assignments.all() if part_in(milestone, one) == Part.LEAD
    ]
    return len(leads) > 1 or any(one.unit.kind == Unit.Kind.GROUP for one in leads)


def may_confirm(milestone: Milestone, assignment: Assignment) -> bool:
    """True for a part that takes part in the milestone, or leads it beside others."""
    return part_in(milestone, assignment) == Part.PARTICIPATING or is_shared(milestone)


def must_confirm(milestone: Milestone, assignment: Assignment) -> bool:
    """True for a part that is confirmed (会签) before another unit claims the milestone done.

    A lead unit beside one that was named only may.
    """
    is_named = assignment.unit_id == milestone.answering_unit_id
    by_document = assignment.role == Assignment.Role.PARTICIPATING and not is_named
    return by_document or is_cosigned(milestone, assignment)


def is_cosigned(milestone: Milestone, assignment: Assignment) -> bool:
    """True for a part that leads the milestone beside others: it countersigns (会签) each request."""
    return part_in(milestone, assignment) == Part.LEAD and is_shared(milestone)


def staff_of(units: Iterable[Unit]) -> QuerySet[User]:
    """The active liaison officers and heads of ``units``, of groups also those of the members."""
    own = Q(unit__in=units) | Q(unit__groups__in=units)
    return User.objects.filter(own, is_active=True, role__in=UNIT_STAFF).distinct()


def answering_units(milestone: Milestone) -> list[Unit]:
    """The units that answer for the milestone: the one that was named, else the lead units.

    Needs ``for_table``; they are those of the day of ``of``.
    """
    if milestone.standing.answering:
        return [milestone.standing.answering]
    return [
        assignment.unit
        for assignment in milestone.task.assignments.all()
        if assignment.role == Assignment.Role.LEAD
    ]
