"""Tasks outside the plan 计划外立项 stand under a heading of their own, and are numbered apart, so that no
number of the document is ever taken: docs/changes.md.
"""

from typing import Any

from django.db.models import Max

from tasks.ground.tally import Tally
from tasks.plan.models import Plan, SpecialProject

TITLE = "计划外立项"
FIRST = 1001  # number of such a task in each plan, and of their heading


def heading(plan: Plan) -> SpecialProject:
    """The heading of ``plan`` for tasks outside it, made with the first of them."""
    named = {"number": FIRST, "title": TITLE}
    return SpecialProject.objects.get_or_create(plan=plan, is_extra=True, defaults=named)[0]


def next_number(plan: Plan, is_extra: bool) -> int:
    """The number of the next task of ``plan``, of the document or outside it. Lock the plan first."""
    own = plan.tasks.filter(project__is_extra=is_extra)
    last = own.aggregate(last=Max("number"))["last"]
    return (last or (FIRST - 1 if is_extra else 0)) + 1


def apart(tasks: int, tally: Tally, **query: Any) -> dict[str, Any] | None:
    """What a page says apart of ``tasks`` outside the plan, whose milestones ``tally`` counts apart:
    ``tasks``, ``tally``, and the ``query`` that lists them. None where there are none.
    """
    if not tasks and tally.extra is None:
        return None
    return {"tasks": tasks, "tally": tally.extra or Tally(), "query": {"project": FIRST} | query}
