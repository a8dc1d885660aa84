"""Changes of units and of who belongs to them, each in one act: docs/changes.md."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from tasks.ground.days import FOREVER
from tasks.handover.acts import State, carry, decide, hand_on, listed, rename
from tasks.handover.acts import lock as lock_part
from tasks.plan.acting import act, announce
from tasks.plan.actors import host_of
from tasks.plan.models import Assignment, Plan
from tasks.plan.recording import Conflict, deny_unless, record
from tasks.reorganising.documents import go_on_in
from tasks.reorganising.models import UnitChange
from tasks.reorganising.rules import (
    Effect,
    check_day,
    duties_of,
    effect_of,
    left_over,
    owing_tasks,
    parts_of,
    taken,
)
from tasks.workflow.moves import Action
from units.models import ActingHead, Deputy, Unit, User
from units.rights import may_set_up

Kind = UnitChange.Action
DAY = timedelta(days=1)


@act
def rename_unit(
    plan: Plan, unit: Unit, *, by: User, on: date, since: date, reason: str, name: str
) -> UnitChange:
    """Call ``unit`` by another name from the day ``since`` on (更名); its former one still finds it.

    Raises PermissionDenied; Conflict where the unit is no more; ValidationError for a name that is
    taken, or a day that cannot be.
    """
    (unit,) = locked(by, unit)
    if refused := taken(name, unit):
        raise ValidationError({"name": refused})
    check_day(plan, [unit], since, on)
    before = unit.name
    # A name that held on no day was nobody's.
    if not unit.aliases.filter(until=since).exists():
        unit.aliases.create(name=before, until=since)
    unit.name = name
    unit.save()
    told = {"before": before, "after": name, "note": reason}
    return write_down(Kind.RENAME, unit, effect_of(unit, on), by=by, on=since, **told)


@act
def merge_units(
    plan: Plan, unit: Unit, *, by: User, on: date, since: date, reason: str, into: Unit
) -> UnitChange:
    """Let ``unit`` go into another one (合并): its parts, what it owes, its people and its places in
    groups are ``into``'s from the day ``since`` on, and it is dissolved.

    Raises PermissionDenied; Conflict where the unit is no more; ValidationError for itself, a group,
    a unit that is no more, or a day that cannot be.
    """
    if into == unit:
        raise ValidationError({"into": _("A unit cannot be merged with itself.")})
    unit, into = locked(by, unit, into)
    refuse_groups("into", unit, into)
    if into.dissolved_on:
        words = _("%(unit)s was dissolved on %(day)s: please choose another unit.")
        raise ValidationError({"into": words % {"unit": into, "day": into.dissolved_on}})
    check_day(plan, [unit, into], since, on)
    effect = effect_of(unit, on, into)
    for part in parts_of(unit, on):
        give(part, into, by=by, since=since, reason=reason)
    give_the_rest(unit, into, by=by, on=on, since=since, reason=reason)
    for group in unit.groups.all():
        group.members.add(into)
    move_people(unit.staff.filter(is_active=True), into)
    if into.parent_id == unit.pk:
        into.parent = unit.parent
        into.save(update_fields=["parent"])
    unit.children.update(parent=into)
    end(unit, on, since, into)
    told = {"before": unit.name, "after": into.name, "note": reason}
    return write_down(Kind.MERGE, unit, effect, by=by, on=since, other=into, **told)


@act
def split_unit(
    plan: Plan,
    unit: Unit,
    *,
    by: User,
    on: date,
    since: date,
    reason: str,
    name: str,
    parts: Iterable[Assignment],
    people: Iterable[User],
) -> UnitChange:
    """Make a new unit of ``parts`` and ``people`` of ``unit`` (拆分); all else stays.

    What is owed in those tasks goes along. Raises PermissionDenied; Conflict where the unit is no
    more, or has given a part away; ValidationError for a group, a name that is taken, nothing chosen,
    or a day that cannot be.
    """
    parts, people = list(parts), list(people)
    (unit,) = locked(by, unit)
    refuse_groups("name", unit)
    if refused := taken(name):
        raise ValidationError({"name": refused})
    if not parts and not people:
        raise ValidationError(_("Please choose at least one part or one person for the new unit."))
    check_day(plan, [unit], since, on)
    effect = effect_of(unit, on, parts=parts)
    values = {"kind": unit.kind, "parent": unit.parent, "position": unit.position}
    new = Unit.objects.create(name=name, **values)
    for part in parts:
        hand_on(part, new, by=by, on=since, reason=reason, action=Action.REORGANISE)
    move_people(unit.staff.filter(pk__in=[person.pk for person in people]), new)
    numbers = effect.numbers | ({"people": len(people)} if people else {})
    told = {"before": unit.name, "after": name, "note": reason}
    return write_down(Kind.SPLIT, unit, numbers, by=by, on=since, other=new, **told)


@act
def dissolve_unit(
    plan: Plan, unit: Unit, *, by: User, on: date, since: date, reason: str
) -> UnitChange:
    """Dissolve ``unit`` from the day ``since`` on (撤销); it leaves its groups.

    Raises PermissionDenied; Conflict where it is no more; ValidationError while it has parts, owes
    something or has people, or for a day that cannot be.
    """
    (unit,) = locked(by, unit)
    if left := left_over(unit, on):
        words = _("Before the unit can be dissolved these have to go: %(left)s.")
        raise ValidationError(words % {"left": _(", ").join(one.words for one in left)})
    check_day(plan, [unit], since, on)
    effect = effect_of(unit, on)
    end(unit, on, since)
    told = {"before": unit.name, "note": reason}
    return write_down(Kind.DISSOLVE, unit, effect, by=by, on=since, **told)


@act
def move_person(person: User, *, by: User, on: date, reason: str, to: Unit) -> UnitChange:
    """``person`` belongs to the unit ``to`` from now on; what his old unit owes stays with it.

    For nobody he stands in any more. Raises PermissionDenied; ValidationError for the unit to which
    he belongs, a group, or one that is no more.
    """
    person, unit = of_unit(person, by)
    if to.kind == Unit.Kind.GROUP or to.dissolved_on or to == unit:
        raise ValidationError({"to": _("Please choose another unit, no group, that still exists.")})
    end_standing_in(person, on)
    move_people(User.objects.filter(pk=person.pk), to)
    told = {"before": unit.name, "after": to.name, "note": reason}
    effect = Effect(people=1)
    return write_down(Kind.MOVE_PERSON, unit, effect, by=by, on=on, other=to, whom=person, **told)


@act
def let_go(person: User, *, by: User, on: date, reason: str) -> UnitChange:
    """``person`` leaves (离任): the account is closed, and he stands in for nobody any more.

    Raises PermissionDenied.
    """
    person, unit = of_unit(person, by)
    end_standing_in(person, on)
    person.is_active = False
    person.save(update_fields=["is_active"])
    told = {"before": unit.name, "note": reason}
    return write_down(Kind.LEAVE, unit, Effect(people=1), by=by, on=on, whom=person, **told)


def locked(by: User, *units: Unit) -> list[Unit]:
    """``units`` as they are now, for one person at a time. Raises PermissionDenied; Conflict where the
    first of them is no more.
    """
    deny_unless(by, "reorganise")
    rows = Unit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units])
    fresh = {unit.pk: unit for unit in rows.order_by("pk")}
    found = [fresh[unit.pk] for unit in units]
    if found[0].dissolved_on:
        raise Conflict(UnitChange.objects.of(found[0]))
    return found


def of_unit(person: User, by: User) -> tuple[User, Unit]:
    """``person`` as he is now, locked, and his unit. Raises PermissionDenied where ``by`` does not set
    him up, or he left or belongs to none.
    """
    deny_unless(by, "reorganise")
    fresh = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not may_set_up(by, fresh) or not fresh.is_active or fresh.unit is None:
        raise PermissionDenied
    return fresh, fresh.unit


def refuse_groups(field: str, *units: Unit) -> None:
    """Raise ValidationError where one of ``units`` is a group."""
    if any(unit.kind == Unit.Kind.GROUP for unit in units):
        words = _("This is not for a group of units: please change its members instead.")
        raise ValidationError({field: words})


def give(part: Assignment, into: Unit, *, by: User, since: date, reason: str) -> None:
    """Make ``part`` that of ``into``; where that unit has one in the task too, the stronger one stays."""
    lock_part(part)
    other = part.task.assignments.filter(unit=into).first()
    moved: dict[str, Any] = {"by": by, "on": since, "reason": reason, "action": Action.REORGANISE}
    if other is None:
        hand_on(part, into, **moved)
    elif is_stronger(part, other):
        end_part(other, part, since)
        hand_on(part, into, **moved)
    else:
        end_part(part, other, since)
        decide(part, State.MOVED, since, reason)
        carried = carry(part.task, part.unit, into)
        note = f"{part.unit} → {into}。{reason}{listed(carried)}"
        event = record(Action.REORGANISE, part.task, by=by, on=since, note=note)
        rename(part, into, since, event)


def is_stronger(part: Assignment, other: Assignment) -> bool:
    """True where ``part`` leads and ``other`` does not, or hosts 主办 where both lead."""
    if part.role != other.role:
        return part.role == Assignment.Role.LEAD
    return part == host_of(part.task)


def end_part(part: Assignment, stays: Assignment, since: date) -> None:
    """``part`` is in the part that ``stays`` from the day ``since`` on; days before keep both."""
    go_on_in(stays, part, since)
    part.tenures.filter(until=FOREVER, since=since).delete()
    part.tenures.filter(until=FOREVER).update(until=since)
    Assignment.objects.filter(pk=part.pk).update(ended_on=since, is_host=False)


def give_the_rest(unit: Unit, into: Unit, *, by: User, on: date, since: date, reason: str) -> None:
    """What ``unit`` owes as a member of groups, or since it had a part, is owed by ``into``."""
    groups = {getattr(duty, "group", None) for duty in duties_of(unit, on)} | {None}
    for task in owing_tasks(unit, on):
        carried = [row for group in groups for row in carry(task, unit, into, group)]
        note = f"{unit} → {into}。{reason}{listed(carried)}"
        record(Action.REORGANISE, task, by=by, on=since, note=note)


def move_people(people: Iterable[User], to: Unit) -> None:
    """Each is saved by himself, so that the record of edits names him."""
    for person in people:
        person.unit = to
        person.save(update_fields=["unit"])


def end(unit: Unit, on: date, since: date, into: Unit | None = None) -> None:
    """``unit`` is no more: nobody acts as its head, and it is in no group."""
    stop(ActingHead.objects.filter(unit=unit), on)
    for group in unit.groups.all():
        group.members.remove(unit)
    unit.dissolved_on, unit.merged_into = since, into
    unit.save(update_fields=["dissolved_on", "merged_into"])


def end_standing_in(person: User, on: date) -> None:
    """``person`` acts for nobody any more, and nobody for him."""
    stop(Deputy.objects.filter(Q(person=person) | Q(deputy=person)), on)
    stop(ActingHead.objects.filter(person=person), on)


def stop(spans: Any, on: date) -> None:
    """Spans that have begun end on the day before ``on``; those to come are not."""
    for span in spans.filter(until_on__gte=on):
        if span.from_on >= on:
            span.delete()
        else:
            span.until_on = on - DAY
            span.save()


def write_down(
    action: str, unit: Unit, effect: Effect | dict[str, int], *, by: User, **values: Any
) -> UnitChange:
    """Keep the change for good, and tell whom it concerns."""
    numbers = effect.numbers if isinstance(effect, Effect) else effect
    change = UnitChange.objects.create(
        action=action, unit=unit, person=by, numbers=numbers, **values
    )
    announce(change)
    return change
