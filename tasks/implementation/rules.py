"""Which lead units had a plan of their own on a day, and its steps on the timeline."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from tasks.implementation.models import ImplementationPlan, ImplementationStep
from tasks.plan.models import Assignment, Plan, Tenure
from tasks.plan.models.responsibility import TenureQuerySet
from units.models import Unit


def lead_parts(plan: Plan, as_of: date) -> TenureQuerySet:
    """What the lead units of ``as_of`` had to do, in the document's order; the ``assignment`` of
    each has in its list ``saved`` the implementation plan of that day, if any, its steps by date.
    """
    steps = ImplementationStep.objects.select_related("milestone").order_by("due_on", "order")
    held = ImplementationPlan.objects.on(as_of).select_related("saved_by")
    held = held.prefetch_related(Prefetch("steps", steps))
    return (
        Tenure.objects.on(as_of)
        .filter(task__plan=plan, role=Assignment.Role.LEAD)
        .select_related("task", "unit", "assignment")
        .prefetch_related(Prefetch("assignment__implementations", held, to_attr="saved"))
        .order_by("task__number", "assignment__order")
    )


def saved_by(part: Tenure) -> ImplementationPlan | None:
    """The implementation plan of a row of ``lead_parts``; None without one."""
    return next(iter(part.assignment.saved), None)  # type: ignore[attr-defined]


def units_without(parts: Iterable[Tenure]) -> list[tuple[Unit, int]]:
    """The units without a plan among ``lead_parts``, each with the number of its tasks that lack
    one, the most first.
    """
    missing: dict[Unit, int] = {}
    for part in parts:
        if saved_by(part) is None:
            missing[part.unit] = missing.get(part.unit, 0) + 1
    return sorted(missing.items(), key=lambda pair: (-pair[1], pair[0].position))


def steps_by_task(plan: Plan, year: int, as_of: date) -> dict[int, list[ImplementationStep]]:
    """Task id -> its units' steps of ``as_of`` that are due in ``year``, by date."""
    steps: dict[int, list[ImplementationStep]] = {}
    for step in ImplementationStep.objects.of_plan(plan, as_of).filter(due_on__year=year):
        steps.setdefault(step.plan.assignment.task_id, []).append(step)
    return steps
