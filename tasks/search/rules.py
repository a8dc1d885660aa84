"""What a reader finds: docs/search.md. Every date is given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from tasks.evidence.models import Evidence
from tasks.plan.models import Plan, Restriction, TaskLeader, Tenure
from tasks.plan.models.restriction import Reader
from tasks.search.models import BY_FIT, SearchRow, SearchRowQuerySet
from tasks.search.words import Asked

Kind = SearchRow.Kind
FIRST = 5  # things of each kind on the page of all kinds
Place = tuple[int, int]


@dataclass
class Found:
    """``numbers`` of things of each kind in the plan, the ``first`` of them, the most fitting before, and
    how many there are ``elsewhere``, ``{plan id: {kind: number}}``.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[Place]] = field(default_factory=dict)
    elsewhere: dict[int, dict[str, int]] = field(default_factory=dict)

    @property
    def others(self) -> dict[int, int]:
        """``{plan id: number}`` of each other plan."""
        return {plan: sum(kinds.values()) for plan, kinds in self.elsewhere.items()}


@dataclass(frozen=True)
class Question:
    """What ``reader`` asks of ``plan`` as it stood at the end of ``as_of``; ``day`` is what links carry
    along, empty today.
    """

    asked: Asked
    plan: Plan
    as_of: date
    reader: Reader
    day: str = ""

    @property
    def rows(self) -> SearchRowQuerySet:
        """What he may find in all plans. What is restricted for him is not there, whatever is counted."""
        closed = Restriction.objects.closed_to(self.reader).exclude(report=None)
        known = Q(since=None) | Q(since__lte=self.as_of)
        hidden = Q(kind=Kind.REPORT, key__in=closed.values("report"))
        files = Evidence.objects.readable_by(self.reader)
        # Today all that was sent is known; the day of each of thousands takes seven joins to ask.
        files = files.known_on(self.as_of) if self.day else files.sent()
        shown = ~Q(kind=Kind.FILE) | Q(Exists(files.filter(pk=OuterRef("key"))))
        return SearchRow.objects.holding(self.asked).filter(known, shown).exclude(hidden)

    @property
    def of_plan(self) -> Q:
        """The condition that it is of the plan: of units and leaders, that they have or had a part."""
        had = Tenure.objects.filter(task__plan=self.plan, unit=OuterRef("key"))
        led = TaskLeader.ever.filter(task__plan=self.plan, leader=OuterRef("key"))
        unit, leader = Q(Exists(had), kind=Kind.UNIT), Q(Exists(led), kind=Kind.LEADER)
        return Q(plan=self.plan) | unit | leader

    def found(self) -> "Found":
        """How many there are, and the first of each kind. One query, which reads each row once."""
        rows = self.rows.filter(self.of_plan | Q(plan__isnull=False)).by_fit(self.asked)
        parts = [F("plan"), F("kind")]
        nth = Window(RowNumber(), partition_by=parts, order_by=BY_FIT)
        numbered = rows.annotate(nth=nth, number=Window(Count("pk"), partition_by=parts))
        first = numbered.filter(nth__lte=FIRST).order_by()  # sorted here: the few, not all
        found = Found()
        told = first.values_list("nth", "plan", "kind", "number", "key", "place")
        for _nth, plan, kind, number, key, place in sorted(told, key=itemgetter(0)):
            if plan in (None, self.plan.pk):
                found.numbers[kind] = number
                found.first.setdefault(kind, []).append((key, place))
            else:
                found.elsewhere.setdefault(plan, {})[kind] = number
        return found

    def all_of(self, kind: str) -> QuerySet[SearchRow, Place]:
        """All of one kind, each by its id and place, the most fitting before."""
        rows = self.rows.filter(self.of_plan, kind=kind).by_fit(self.asked)
        return rows.values_list("key", "place")


def keys(places: Sequence[Place]) -> list[int]:
    """The ids of the things at these places."""
    return [key for key, _place in places]
