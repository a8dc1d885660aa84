"""The ready-made views of the list of milestones: what supervisors look for every day."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tasks.ground.days import end_of_month, month_of
from tasks.plan.models import Plan
from tasks.saved.models import SavedView
from tasks.saved.rules import numbers_of

PAGE = SavedView.Page.MILESTONES.value


class Ready(NamedTuple):
    """A view as the list shows it: ``number`` of what it lists, and ``outside`` the plan."""

    label: str
    asked: dict[str, Any]
    number: int
    outside: int

    @property
    def query(self) -> str:
        return urlencode(self.asked)


def ready_views(plan: Plan, as_of: date) -> list[Ready]:
    """Those of the day, with their numbers on it."""
    first = month_of(as_of)
    views: list[tuple[str, dict[str, Any]]] = [
        (_("All"), {}),
        (_("Overdue"), {"light": "red"}),
        (_("Due this month"), {"dated": "yes", "due_from": first, "due_to": end_of_month(first)}),
        (_("Done late"), {"light": "late"}),
        (_("Stale"), {"stale": "yes"}),
        (_("Report late"), {"report": "late"}),
        (_("Unscheduled"), {"light": "unscheduled"}),
        (_("Key focus"), {"key": "yes"}),
    ]
    queries = [(PAGE, urlencode(asked)) for _label, asked in views]
    numbers = numbers_of(queries, plan, as_of)
    return [
        Ready(label, asked, *[*numbers[one], 0][:2])
        for (label, asked), one in zip(views, queries, strict=True)
    ]
