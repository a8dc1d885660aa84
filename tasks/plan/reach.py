"""Whom a word to a unit reaches; people of groups are those of their members."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from tasks.plan.actors import UNIT_STAFF
from tasks.plan.lines import lines_of
from tasks.plan.models import Assignment
from units.models import Unit, User


def readers(units: Iterable[Unit]) -> dict[int, list[User]]:
    """``{unit id: active liaison officers and heads}`` of ``units``; two queries.

    An empty list says that nobody in the ledger reads what is sent to the unit.
    """
    ids = {unit.pk for unit in units}
    members = list(Unit.members.through.objects.filter(from_unit__in=ids).values_list(*TIES))
    concerned = ids | {member for _group, member in members}
    staff = User.objects.filter(Q(unit__in=concerned), is_active=True, role__in=UNIT_STAFF)
    people: dict[int, list[User]] = {unit: [] for unit in concerned}
    for person in staff.order_by("role", "sort_name", "pk"):
        people[person.unit_id].append(person)  # type: ignore[index]  # unit staff have one
    reached = {unit: list(people[unit]) for unit in ids}
    for group, member in members:
        reached[group] += people[member]
    return reached


def unread(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    """``{unit id: those that answer in its place and have nobody who reads what is sent}``; of a group
    each member is looked at. At most three queries.
    """
    lines = lines_of(units)
    people = readers(line for answering in lines.values() for line in answering)
    return {
        unit: [line for line in answering if not people[line.pk]]
        for unit, answering in lines.items()
    }


def with_readers(parts: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Annotate ``is_read``: somebody reads what is sent to the unit of the part, in a group a member."""
    own = Q(unit=OuterRef("unit")) | Q(unit__groups=OuterRef("unit"))
    staff = User.objects.filter(own, is_active=True, role__in=UNIT_STAFF)
    return parts.annotate(is_read=Exists(staff))


TIES = ("from_unit", "to_unit")
