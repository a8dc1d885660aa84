"""For whom a person acts on a day, and what he is to a milestone."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from tasks.plan.models import Assignment
from units.models import Deputy, Unit, User

UNIT_STAFF = (User.Role.LIAISON, User.Role.HEAD)


class Part(StrEnum):
    """What somebody is to a milestone; the workflow's table is written in these words."""

    LEAD = "lead"
    PARTICIPATING = "participating"
    HEAD = "head of a lead unit"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class Actor:
    """A person and the units for which he acts, own ones and those of whom he is deputy.

    ``units`` maps the id of each unit, and of each group that it belongs to, to that Unit.
    """

    person: User
    units: dict = field(default_factory=dict)

    @classmethod
    def of(cls, person, on):
        """The Actor of ``person``, who may be anonymous, on the day ``on``; two queries."""
        if not person.is_authenticated or not person.is_active or person.role not in UNIT_STAFF:
            return cls(person)
        stands_in_for = Deputy.objects.on(on).filter(deputy=person, person__is_active=True)
        own = Q(pk=person.unit_id) | Q(staff__in=stands_in_for.values("person"))
        units = {}
        for unit in Unit.objects.filter(own).distinct().prefetch_related("groups"):
            units |= {group.pk: unit for group in unit.groups.all()}
            units[unit.pk] = unit
        own_unit = units[person.unit_id]  # what is his own he does in his own unit's name
        units |= {group.pk: own_unit for group in own_unit.groups.all()}
        return cls(person, units)

    @property
    def is_supervisor(self):
        return (
            self.person.is_authenticated
            and self.person.is_active
            and self.person.role == User.Role.SUPERVISOR
        )

    def heads(self, unit_id):
        """True when the person is the head of this unit; deputies sign nothing."""
        return (
            bool(self.units)
            and self.person.role == User.Role.HEAD
            and self.person.unit_id == unit_id
        )

    def parts(self, milestone):
        """The set of Parts that the person has in ``milestone``."""
        if self.is_supervisor:
            return {Part.SUPERVISOR}
        parts = {part_in(milestone, one) for one in self.assignments(milestone.task)}
        if Part.LEAD in parts and self.person.role == User.Role.HEAD:
            parts.add(Part.HEAD)
        return parts

    def assignments(self, task):
        """The parts of ``task`` that are his units'."""
        return [part for part in task.assignments.all() if part.unit_id in self.units]

    def unit_for(self, milestone):
        """The unit in whose name he acts: as lead before as participating."""
        mine = sorted(
            self.assignments(milestone.task),
            key=lambda one: part_in(milestone, one) != Part.LEAD,
        )
        return self.units[mine[0].unit_id] if mine else self.person.unit


def acting_unit(unit_id, by, on):
    """The Unit in whose name ``by`` acts for the unit or group ``unit_id``. Raises PermissionDenied."""
    units = Actor.of(by, on).units
    if unit_id not in units:
        raise PermissionDenied
    return units[unit_id]


def part_in(milestone, assignment):
    """The part of a task's unit in one milestone: a unit that was named leads it alone."""
    if milestone.answering_unit_id is None:
        return Part(assignment.role)
    is_named = assignment.unit_id == milestone.answering_unit_id
    return Part.LEAD if is_named else Part.PARTICIPATING


def staff_of(units):
    """The active liaison officers and heads of ``units``, of groups also those of the members."""
    own = Q(unit__in=units) | Q(unit__groups__in=units)
    return User.objects.filter(own, is_active=True, role__in=UNIT_STAFF).distinct()


def answering_units(milestone):
    """The units that answer for the milestone: the one that was named, else the lead units."""
    if milestone.answering_unit:
        return [milestone.answering_unit]
    parts = milestone.task.assignments.all()
    return [part.unit for part in parts if part.role == Assignment.Role.LEAD]
