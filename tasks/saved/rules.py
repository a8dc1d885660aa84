"""What saved views list, and how many: with the filters and rows of the lists themselves."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from tasks.browse.choices import choices_of
from tasks.browse.extension_filter import ExtensionFilter
from tasks.browse.filters import MilestoneFilter, TaskFilter
from tasks.browse.rows import milestones_of
from tasks.frame import kept
from tasks.plan.models import Extension, Plan, Task
from tasks.ratings.filters import GapFilter
from tasks.ratings.rules import gaps
from tasks.saved.models import SavedView
from tasks.slips.filters import SlipFilter
from tasks.slips.models import Slip
from units.models import User
from units.roles import may

Page = SavedView.Page
MOST = 30  # views that one person keeps of a plan
LONGEST = 1000  # signs of a filter
SORT = "sort"


class CountOf(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Shown:
    """A view as pages show it: ``number`` of what its list lists, and ``outside`` the plan; no number where
    the filter does not fit any more.
    """

    view: SavedView
    path: str
    number: int | None
    outside: int
    is_mine: bool
    may_change: bool


def tasks_of(plan: Plan, as_of: date) -> QuerySet[Any]:
    """The tasks of ``plan`` that a day knows."""
    return Task.objects.filter(plan=plan).known_on(as_of)


# The filter of each list, and the rows that it has of a plan on a day.
LISTS: dict[Page, tuple[Any, Callable[[Plan, date], QuerySet[Any]]]] = {
    Page.TASKS: (TaskFilter, tasks_of),
    Page.MILESTONES: (MilestoneFilter, milestones_of),
    Page.TIMELINE: (TaskFilter, tasks_of),
    Page.EXTENSIONS: (ExtensionFilter, Extension.objects.for_table),
    Page.SLIPS: (SlipFilter, Slip.objects.for_table),
    Page.RATINGS: (GapFilter, gaps),
}
HAVE_OUTSIDE = (Page.TASKS, Page.MILESTONES, Page.TIMELINE)


class Lists:
    """The lists of ``plan`` on the day; what they have and offer is asked once."""

    def __init__(self, plan: Plan, as_of: date):
        self.plan, self.as_of = plan, as_of
        self._rows: dict[str, QuerySet[Any]] = {}

    @cached_property
    def choices(self) -> dict[str, Any]:
        """What the filters of the ledgers offer."""
        return choices_of(self.plan, self.as_of)

    def rows(self, page: str) -> QuerySet[Any]:
        """What the list ``page`` has without a filter."""
        if page not in self._rows:
            self._rows[page] = LISTS[Page(page)][1](self.plan, self.as_of)
        return self._rows[page]

    def filterset(self, page: str, query: str) -> Any:
        """The filter of the list ``page`` that ``query`` fills."""
        made = partial(LISTS[Page(page)][0], QueryDict(query), self.rows(page))
        if page in HAVE_OUTSIDE:
            return made(plan=self.plan, as_of=self.as_of, choices=self.choices)
        if page == Page.RATINGS:
            return made(plan=self.plan)
        request = SimpleNamespace(plan=self.plan)  # filters with units ask it for the plan
        day = {"as_of": self.as_of} if page == Page.SLIPS else {}
        return made(request=request, **day)

    def counted(self, page: str, query: str) -> list[QuerySet[Any]]:
        """What ``query`` lists on ``page``, and apart what it lists outside the plan; empty where the
        filter cannot be read.
        """
        filterset = self.filterset(page, query)
        if not filterset.is_valid():
            return []
        rows = filterset.qs
        if page not in HAVE_OUTSIDE:
            return [rows]
        return [rows.of_document(), *([rows.outside()] if self.plan.has_extra else [])]

    def numbers(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, ...]]:
        """``{(page, query): how many}``; nothing for what cannot be read. One query for all of them."""
        found = {one: self.counted(*one) for one in dict.fromkeys(asked)}
        columns = [
            CountOf(rows.order_by().values("pk")) for all_of in found.values() for rows in all_of
        ]
        if not columns:
            return dict.fromkeys(found, ())
        names = [f"n{place}" for place in range(len(columns))]
        plans = Plan.objects.filter(pk=self.plan.pk).annotate(
            **dict(zip(names, columns, strict=True))
        )
        row = iter(plans.values_list(*names).get())
        return {one: tuple(next(row) for _rows in all_of) for one, all_of in found.items()}


def cleaned(page: str, query: str) -> str:
    """What of ``query`` narrows or sorts the list ``page``; without its day, its page and what is empty."""
    sent, named = QueryDict(query), QueryDict(mutable=True)
    fields = LISTS[Page(page)][0].base_filters
    for name, values in sent.lists():
        if (name in fields or name == SORT) and (filled := [one for one in values if one]):
            named.setlist(name, filled)
    return named.urlencode() if any(name != SORT for name in named) else ""


def shown(views: Sequence[SavedView], plan: Plan, person: User, as_of: date) -> list[Shown]:
    """``views`` with their numbers on the day."""
    numbers = numbers_of([(view.page, view.query) for view in views], plan, as_of)
    return [shown_view(view, numbers[view.page, view.query], plan, person) for view in views]


def numbers_of(
    asked: Sequence[tuple[str, str]], plan: Plan, as_of: date
) -> dict[tuple[str, str], tuple[int, ...]]:
    """``Lists.numbers`` of what is ``asked``, kept under the plan's edition."""
    question = ("views", plan.pk, plan.edition_number, as_of)
    numbers = (asked and kept.known(question)) or {}
    if new := [one for one in asked if one not in numbers]:
        numbers = numbers | Lists(plan, as_of).numbers(new)
        kept.keep(question, numbers)
    return numbers


def shown_view(view: SavedView, numbers: tuple[int, ...], plan: Plan, person: User) -> Shown:
    """``view`` with its ``numbers``: how much it lists, and of that outside the plan."""
    number, outside = [*numbers, None, None][:2]
    return Shown(
        view=view,
        path=f"{reverse(view.page, args=[plan.slug])}?{view.query}",
        number=number,
        outside=outside or 0,
        is_mine=view.person_id == person.pk,
        may_change=may_change(view, person),
    )


def may_change(view: SavedView, person: User) -> bool:
    """One's own; what everybody sees, any supervisor and nobody else."""
    return may(person, "supervise") if view.is_shared else view.person_id == person.pk
