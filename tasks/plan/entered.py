"""Which days that lists name come from what was entered afterwards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Value

from tasks.plan.models import CompletionRequest, Extension, ProgressReport

# Kind of fact, in the words of the lists -> its rows and the column of its day.
KINDS: Mapping[str, tuple[Any, str]] = {
    "done_on": (CompletionRequest, "completed_on"),
    "due": (Extension, "new_due_on"),
    "last_report_on": (ProgressReport, "reported_on"),
}


def entered_days(milestones: Iterable[int]) -> dict[int, set[tuple[str, date]]]:
    """``{milestone id: {(kind, day)}}`` of what was entered about those of these ids. One query."""
    ids = list(milestones)
    rows = [
        model._default_manager.filter(milestone__in=ids)
        .exclude(batch=None)
        .order_by()
        .annotate(named=Value(kind), day=F(column))
        .values_list("milestone", "named", "day")
        for kind, (model, column) in KINDS.items()
    ]
    found: dict[int, set[tuple[str, date]]] = defaultdict(set)
    for milestone, kind, day in rows[0].union(*rows[1:]):
        found[milestone].add((kind, day))
    return found
