"""Which lead units have a plan of their own, and its steps on the timeline."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from tasks.implementation.models import ImplementationStep
from tasks.plan.models import Assignment, Plan
from tasks.plan.models.responsibility import AssignmentQuerySet
from units.models import Unit


def lead_parts(plan: Plan) -> AssignmentQuerySet:
    """The lead units' assignments in the document's order, with the implementation plan of each,
    if it has one, and its steps by date.
    """
    steps = ImplementationStep.objects.select_related("milestone").order_by("due_on", "order")
    return (
        Assignment.objects.of_plan(plan)
        .leads()
        .select_related("implementation__saved_by")
        .prefetch_related(Prefetch("implementation__steps", steps))
        .order_by("task__number", "order")
    )


def units_without(assignments: Iterable[Assignment], as_of: date) -> list[tuple[Unit, int]]:
    """The units without a plan at the end of ``as_of``, each with the number of its tasks that lack
    one, the most first.
    """
    missing: dict[Unit, int] = {}
    for assignment in assignments:
        saved = getattr(assignment, "implementation", None)
        if saved is None or saved.saved_on > as_of:
            missing[assignment.unit] = missing.get(assignment.unit, 0) + 1
    return sorted(missing.items(), key=lambda pair: (-pair[1], pair[0].position))


def steps_by_task(plan: Plan, year: int) -> dict[int, list[ImplementationStep]]:
    """Task id -> its units' steps due in ``year``, by date."""
    steps: dict[int, list[ImplementationStep]] = {}
    for step in ImplementationStep.objects.of_plan(plan).filter(due_on__year=year):
        steps.setdefault(step.plan.assignment.task_id, []).append(step)
    return steps
