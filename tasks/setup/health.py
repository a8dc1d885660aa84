"""Are there people behind what the plan asks? One list, the worst first: docs/setup.md.

The setup page, the supervisors' desk and digest, and the pages of units show it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import IntegerChoices
from django.utils.timezone import make_naive
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.frame.words import names
from tasks.ground import workdays
from tasks.mail.models import Delivery
from tasks.plan.models import Acknowledgement, Milestone, Plan
from tasks.setup.owners import LEAD, Owners, Part
from units.models import Unit, User

# Working days in which a unit acknowledges what it got.
ACKNOWLEDGE_DAYS = 5


class Kind(IntegerChoices):
    """What is amiss; the worst first."""

    NOBODY = 1
    NO_LIAISON = 2
    NO_HEAD = 3
    OVERDUE = 4
    UNACKNOWLEDGED = 5
    NEVER = 6
    IDLE = 7
    REFUSED = 8
    NO_ADDRESS = 9


@dataclass(frozen=True)
class Concern:
    """A unit or a ``person`` that somebody has to see to: ``facts`` are (kind, number) pairs, the
    worst first.
    """

    unit: Unit | None
    person: User | None
    facts: tuple[tuple[Kind, int], ...]
    people: tuple[User, ...] = ()

    @property
    def pk(self) -> tuple[Any, ...]:
        """The same for the same concern on the desk and in a digest."""
        return self.facts[0][0], self.unit and self.unit.pk, self.person and self.person.pk

    @property
    def kind(self) -> Kind:
        return self.facts[0][0]

    @property
    def number(self) -> int:
        return self.facts[0][1]

    @property
    def words(self) -> str:
        """What is amiss, in the language that is active."""
        told = _("; ").join(sentence(*fact) for fact in self.facts)
        return f"{names(self.people)}{_(': ')}{told}" if self.people else told

    @property
    def name(self) -> str:
        """The person, or else the unit."""
        return str(self.person or self.unit)

    @property
    def is_away(self) -> bool:
        """True for somebody who never signed in, or not for long."""
        return self.kind in (Kind.NEVER, Kind.IDLE)

    @property
    def is_reached(self) -> bool:
        """True where a mail would reach the person."""
        kinds = {kind for kind, _number in self.facts}
        return not kinds & {Kind.NOBODY, Kind.REFUSED, Kind.NO_ADDRESS}


def sentence(kind: Kind, number: int) -> str:
    """One fact in words."""
    n = {"n": number}
    said = {
        Kind.NOBODY: _("nobody here has an active account"),
        Kind.NO_LIAISON: _("no active liaison officer"),
        Kind.NO_HEAD: _("no active head"),
        Kind.OVERDUE: ngettext("%(n)d milestone overdue", "%(n)d milestones overdue", number) % n,
        Kind.UNACKNOWLEDGED: ngettext(
            "%(n)d task not acknowledged in 5 working days",
            "%(n)d tasks not acknowledged in 5 working days",
            number,
        )
        % n,
        Kind.NEVER: _("never signed in"),
        Kind.IDLE: ngettext("not signed in for %(n)d day", "not signed in for %(n)d days", number)
        % n,
        Kind.REFUSED: _("the mail server refuses the address"),
        Kind.NO_ADDRESS: _("no e-mail address"),
    }
    return said[kind]


def concerns(plan: Plan, on: date, unit: int | None = None) -> list[Concern]:
    """The Concerns of ``plan`` on the day ``on``, the worst first; of one ``unit``, an id, only, if given.

    Six queries, whatever the number of units and people.
    """
    return concerns_among(Owners(plan, on, unit))


def concerns_among(owners: Owners) -> list[Concern]:
    """The same of what was read already."""
    found = [*without_people(owners), *overdue(owners), *unacknowledged(owners), *absent(owners)]
    places = {pk: place for place, pk in enumerate(owners.units)}
    last = len(places)

    def order(concern: Concern) -> tuple[int, int, int]:
        place = places.get(concern.unit.pk, last) if concern.unit else last
        return concern.kind, -concern.number, place

    return sorted(found, key=order)


def without_people(owners: Owners) -> Iterator[Concern]:
    """Every unit needs somebody who reads; a lead unit a liaison officer, and a head who signs."""
    leading = {unit.pk for unit in owners.leading}
    for unit, parts in owners.lines():
        if not owners.staff[unit.pk]:
            yield Concern(unit, None, ((Kind.NOBODY, len(parts)),))
        elif unit.pk in leading:
            if not owners.liaisons(unit):
                yield Concern(unit, None, ((Kind.NO_LIAISON, 0),))
            if not owners.heads(unit):
                yield Concern(unit, None, ((Kind.NO_HEAD, 0),))


def overdue(owners: Owners) -> Iterator[Concern]:
    """Units whose liaison officers are on more overdue milestones than the plan's limit."""
    if not owners.plan.is_live(owners.on):
        return
    milestones = Milestone.objects.of(owners.plan, owners.on)
    if owners.unit is not None:
        milestones = milestones.filter(tenure__unit=owners.unit)
    tallies = milestones.tally_by_unit()
    for unit, _parts in owners.lines():
        tally, people = tallies.get((unit.pk, LEAD.value)), owners.liaisons(unit)
        red = tally.whole.red if tally else 0
        if people and red > owners.plan.overdue_limit:
            yield Concern(unit, None, ((Kind.OVERDUE, red),), tuple(people))


def unacknowledged(owners: Owners) -> Iterator[Concern]:
    """Units with people that did not acknowledge 签收 for five working days what they got."""
    if not owners.plan.is_live(owners.on):
        return
    for unit, late in late_parts(owners):
        if owners.staff[unit.pk]:
            yield Concern(unit, None, ((Kind.UNACKNOWLEDGED, len(late)),))


def late_parts(owners: Owners) -> Iterator[tuple[Unit, list[Part]]]:
    """Each unit with the parts that it did not acknowledge in time, where there are some."""
    said = said_by(owners.plan)
    for unit, parts in owners.lines():
        late = [part for part in parts if (part.pk, unit.pk) not in said and is_late(part, owners)]
        if late:
            yield unit, late


def said_by(plan: Plan) -> set[tuple[int, int]]:
    """(assignment, unit) of each line in which a part of ``plan`` was acknowledged."""
    said = Acknowledgement.objects.filter(assignment__task__plan=plan)
    return set(said.values_list("assignment", "unit"))


def is_late(part: Part, owners: Owners) -> bool:
    """True when five working days have passed since the unit got ``part``, or the plan was in use."""
    begun = max(part.since, owners.plan.in_use_from or owners.on)
    return last_day(begun) <= owners.on


@cache
def last_day(begun: date) -> date:
    """The day until which what was given on ``begun`` is to be acknowledged."""
    return workdays.after(begun, ACKNOWLEDGE_DAYS)


def absent(owners: Owners) -> Iterator[Concern]:
    """People who do not sign in, or whom no mail reaches."""
    for person in owners.people:
        if facts := tuple(facts_of(person, owners)):
            yield Concern(person.unit, person, facts)


def facts_of(person: User, owners: Owners) -> Iterator[tuple[Kind, int]]:
    """What is amiss with one person."""
    if person.last_login is None:
        yield Kind.NEVER, 0
    else:
        days = (owners.on - make_naive(person.last_login).date()).days
        if days >= owners.plan.idle_days:
            yield Kind.IDLE, days
    if not person.email:
        yield Kind.NO_ADDRESS, 0
    elif person.fate == Delivery.State.REFUSED:  # type: ignore[attr-defined]
        yield Kind.REFUSED, 0
