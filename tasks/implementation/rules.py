"""Which lead units have a plan of their own, and its steps on the timeline."""

from django.db.models import Prefetch

from tasks.implementation.models import ImplementationStep
from tasks.plan.models import Assignment


def lead_parts(plan):
    """The lead units' parts with the implementation plan of each, if it has one."""
    steps = ImplementationStep.objects.select_related("milestone").order_by("due_on", "order")
    return (
        Assignment.objects.of_plan(plan)
        .leads()
        .select_related("implementation__saved_by")
        .prefetch_related(Prefetch("implementation__steps", steps))
        .order_by("task__number", "order")
    )


def units_without(parts):
    """``[(unit, number of tasks)]`` of those without a plan, the most first."""
    missing = {}
    for part in parts:
        if not hasattr(part, "implementation"):
            missing[part.unit] = missing.get(part.unit, 0) + 1
    return sorted(missing.items(), key=lambda row: (-row[1], row[0].position))


def steps_by_task(plan, year):
    """``{task id: its units' steps due in ``year``, by date}``."""
    found = {}
    for step in ImplementationStep.objects.of_plan(plan).filter(due_on__year=year):
        found.setdefault(step.plan.assignment.task_id, []).append(step)
    return found
