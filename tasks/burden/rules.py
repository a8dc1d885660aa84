"""How often units were asked in a month, and who is asked beyond the limit: docs/burden.md."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tasks.burden.models import Ask, AskQuerySet
from tasks.ground.days import end_of_month, month_of
from tasks.plan.lines import addressed
from tasks.plan.models import Plan, ProgressReport
from units.models import Unit


class Row(NamedTuple):
    """How often ``unit`` was asked for each Kind, in their order, and in all; and how often it reported."""

    unit: Unit
    numbers: list[tuple[str, int]]
    total: int
    reports: int


def table(asks: AskQuerySet, reports: Mapping[int, int]) -> list[Row]:
    """A Row of each unit that was asked, or wrote one of ``reports``, ``{unit id: how many}``; who was
    asked most first. Two queries.
    """
    counted: dict[int, dict[str, int]] = {}
    rows = asks.order_by().values("unit", "kind").annotate(number=Count("pk"))
    for unit, kind, number in rows.values_list("unit", "kind", "number"):
        counted.setdefault(unit, {})[kind] = number
    units = Unit.objects.in_bulk({*counted, *reports})
    found = [
        row_of(unit, counted.get(unit.pk, {}), reports.get(unit.pk, 0)) for unit in units.values()
    ]
    return sorted(found, key=lambda row: (-row.total, row.unit.position, row.unit.pk))


def row_of(unit: Unit, numbers: dict[str, int], reports: int) -> Row:
    """The Row of ``unit``, which was asked ``{kind: how often}``."""
    by_kind = [(kind.value, numbers.get(kind.value, 0)) for kind in Ask.Kind]
    return Row(unit, by_kind, sum(numbers.values()), reports)


def sums(rows: Iterable[Row]) -> list[int]:
    """How often each Kind was asked, all of them, and how many reports there were."""
    columns = [[*(number for _kind, number in row.numbers), row.total, row.reports] for row in rows]
    return [sum(column) for column in zip(*columns, strict=True)]


def reports_in(month: date, as_of: date, plan: Plan | None) -> dict[int, int]:
    """``{unit id: how many reports}`` of ``plan``, or of all, in ``month`` up to ``as_of``; what was
    entered afterwards was no burden. One query.
    """
    days = (month, min(end_of_month(month), as_of))
    mine = ProgressReport.objects.filter(reported_on__range=days, batch=None)
    if plan:
        mine = mine.filter(milestone__task__plan=plan)
    counted = mine.order_by().values("unit").annotate(number=Count("pk"))
    return dict(counted.values_list("unit", "number"))


def of_unit(unit: int, plan: Plan, as_of: date) -> dict[str, int]:
    """How often the unit of that id was asked in the month of ``as_of`` for ``plan``, and in ``all``."""
    asks = Ask.objects.of_month(month_of(as_of), as_of).filter(unit=unit)
    return asks.aggregate(plan=Count("pk", filter=Q(plan=plan)), all=Count("pk"))


def crowded(plan: Plan, units: Iterable[Unit], on: date) -> list[Unit]:
    """Those of ``units``, of groups their members, who were asked as often in the month of ``on`` as
    ``plan`` has it, by all plans together; each with its ``asked``. Empty without a limit.
    """
    limit = plan.asks_a_month
    if limit is None:
        return []
    lines = list(addressed(list(units)))
    asks = Ask.objects.of_month(month_of(on), on).filter(unit__in=lines)
    numbers = asks.by_unit()
    found = [unit for unit in lines if numbers.get(unit.pk, 0) >= limit]
    for unit in found:
        unit.asked = numbers[unit.pk]  # type: ignore[attr-defined]
    return found


def told(plan: Plan, units: Iterable[Unit], on: date) -> list[str]:
    """A sentence for each of them."""
    words = _("%(unit)s was asked %(n)d times this month; the limit is %(limit)d.")
    return [
        words % {"unit": unit, "n": unit.asked, "limit": plan.asks_a_month}  # type: ignore[attr-defined]
        for unit in crowded(plan, units, on)
    ]
