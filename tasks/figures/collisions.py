"""Before the fact: which units and leaders have many promises in one of the coming weeks, over all
plans that ask something of people. Every date is given.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import CharField, Count, F, IntegerField, Value

from leaders.models import Leader
from tasks.plan.models import Assignment, Milestone
from units.models import Unit

WEEKS = 13
MANY, CROWDED = 3, 5  # promises of one owner in one week, from which on the map says so
DAY, WEEK = timedelta(days=1), timedelta(days=7)
COUNTED = ("whose", "owner", "due", "is_extra")
LISTED = ("place", "number", "order", "text", "due", "light", "is_extra")
UNIT, LEADER = "unit", "leader"


@dataclass(frozen=True)
class Week:
    """The days of a week from ``first`` on that have not passed; ``monday`` names it."""

    monday: date
    first: date

    @property
    def last(self):
        return self.monday + WEEK - DAY


def week_of(day, as_of):
    """The Week of ``day``, seen at the end of ``as_of``."""
    monday = day - timedelta(days=day.weekday())
    return Week(monday, max(monday, as_of))


def weeks_from(as_of):
    """The week of ``as_of`` and those after it: a quarter."""
    return [week_of(as_of + number * WEEK, as_of) for number in range(WEEKS)]


def live(plans, as_of):
    """Those of ``plans`` that ask something of people on the day."""
    return [plan for plan in plans if plan.is_live(as_of) and plan.is_issued_by(as_of)]


@dataclass
class Load:
    """What an owner has to keep by week, ``{monday: number}``, and apart what is ``outside`` a plan."""

    owner: Unit | Leader
    kind: str
    own: Counter = field(default_factory=Counter)
    outside: Counter = field(default_factory=Counter)

    def at(self, week):
        """All of a week: who has to keep it has to keep it, inside a plan or outside."""
        return self.own[week.monday] + self.outside[week.monday]

    @property
    def whole(self):
        return self.own + self.outside

    @property
    def most(self):
        """The number of its fullest week."""
        return max(self.whole.values(), default=0)

    @property
    def fullest(self):
        """The Monday of its fullest week, the first of several."""
        return min(day for day, number in self.whole.items() if number == self.most)

    @property
    def order(self):
        return -self.most, self.fullest, -self.whole.total(), self.owner.position, self.owner.pk


def loads(plans, as_of):
    """``{"unit": [Load], "leader": [Load]}`` of all who have promises to keep in the coming weeks, the
    fullest week first. Three queries.
    """
    last = weeks_from(as_of)[-1].last
    asked = [question for plan in plans for question in counted(plan, as_of, last)]
    rows = list(asked[0].union(*asked[1:], all=True)) if asked else []
    ids = {kind: {row["owner"] for row in rows if row["whose"] == kind} for kind in (UNIT, LEADER)}
    owners = {
        UNIT: Unit.objects.on(as_of).filter(pk__in=ids[UNIT]),
        LEADER: Leader.objects.filter(pk__in=ids[LEADER]),
    }
    return {kind: loads_of(kind, owners[kind], rows, as_of) for kind in owners}


def loads_of(kind, owners, rows, as_of):
    found = {owner.pk: Load(owner, kind) for owner in owners}
    for row in rows:
        if row["whose"] == kind and row["owner"] in found:
            load = found[row["owner"]]
            numbers = load.outside if row["is_extra"] else load.own
            numbers[week_of(row["due"], as_of).monday] += row["number"]
    return sorted(found.values(), key=lambda load: load.order)


def to_keep(plan, as_of, first, last):
    """What of ``plan`` is to be kept from one day to another, as it stood at the end of ``as_of``."""
    milestones = Milestone.objects.of(plan, as_of).to_keep().for_counting()
    return milestones.filter(due__range=(first, last))


def counted(plan, as_of, last):
    """The questions how many promises of ``plan`` each unit that leads, and each leader, has to keep."""
    milestones = to_keep(plan, as_of, as_of, last).order_by()
    led = milestones.with_part().filter(part=Assignment.Role.LEAD)
    for kind, rows, owner in (
        (UNIT, led, "tenure__unit"),
        (LEADER, milestones.filter(leadership__isnull=False), "leadership__leader"),
    ):
        named = rows.annotate(whose=Value(kind, CharField()), owner=F(owner))
        yield named.values(*COUNTED).annotate(number=Count("pk"))


def mine(milestones, load):
    if load.kind == UNIT:
        return milestones.of_unit(load.owner, Assignment.Role.LEAD)
    return milestones.led_by(load.owner)


def listed(plans, load, as_of, first, last):
    """What the owner of ``load`` has to keep from one day to another in ``plans``, the plan's own before what is
    outside it, as values with the ``place`` of the plan; one query.
    """
    asked = []
    for place, plan in enumerate(plans):
        milestones = to_keep(plan, as_of, first, last)
        of_plan = mine(milestones, load)
        placed = {"place": Value(place, IntegerField()), "number": F("task__number")}
        asked.append(of_plan.order_by().annotate(**placed).values(*LISTED))
    order = ("is_extra", "due", "place", "number", "order")
    return list(asked[0].union(*asked[1:], all=True).order_by(*order)) if asked else []
