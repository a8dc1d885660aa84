"""What a reader finds: docs/search.md. Every date is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
        files = Evidence.objects.readable_by(self.reader).known_on(self.as_of)
        shown = ~Q(kind=Kind.FILE) | Q(Exists(files.filter(pk=OuterRef("key"))))
        return SearchRow.objects.holding(self.asked).filter(known, shown).exclude(hidden)

    @property
    def of_plan(self) -> Q:
        """The condition that it is of the plan: of units and leaders, that they have or had a part."""
        had = Tenure.objects.filter(task__plan=self.plan).values("unit")
        led = TaskLeader.ever.filter(task__plan=self.plan).values("leader")
        unit, leader = Q(kind=Kind.UNIT, key__in=had), Q(kind=Kind.LEADER, key__in=led)
        return Q(plan=self.plan) | unit | leader

    def counts(self) -> tuple[dict[str, int], dict[int, int]]:
        """How many things of each kind there are here, ``{kind: number}``, and ``{plan id: number}`` in
        each other plan. One query.
        """
        rows = self.rows.filter(self.of_plan | Q(plan__isnull=False)).order_by()
        here: dict[str, int] = {}
        others: dict[int, int] = {}
        for plan, kind, number in rows.values_list("plan", "kind").annotate(n=Count("pk")):
            if plan in (None, self.plan.pk):
                here[kind] = number
            else:
                others[plan] = others.get(plan, 0) + number
        return here, others

    def first(self) -> dict[str, list[Place]]:
        """``{kind: the first of it}``, each by its id and place, the most fitting before. One query."""
        rows = self.rows.filter(self.of_plan).by_fit(self.asked)
        nth = Window(RowNumber(), partition_by=F("kind"), order_by=BY_FIT)
        found: dict[str, list[Place]] = {}
        first = rows.annotate(nth=nth).filter(nth__lte=FIRST).order_by("kind", "nth")
        for kind, key, place in first.values_list("kind", "key", "place"):
            found.setdefault(kind, []).append((key, place))
        return found

    def all_of(self, kind: str) -> QuerySet[SearchRow, Place]:
        """All of one kind, each by its id and place, the most fitting before."""
        rows = self.rows.filter(self.of_plan, kind=kind).by_fit(self.asked)
        return rows.values_list("key", "place")


def keys(places: Sequence[Place]) -> list[int]:
    """The ids of the things at these places."""
    return [key for key, _place in places]
