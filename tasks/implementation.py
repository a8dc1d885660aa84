"""Which lead units have a plan of their own, and its steps on the timeline."""

from django.db.models import Prefetch

from tasks.models import Assignment, ImplementationStep


def lead_parts(plan):
    """The lead units' parts with the implementation plan of each, if it has one."""
    parts = Assignment.objects.filter(task__plan=plan, role=Assignment.Role.LEAD)
    steps = ImplementationStep.objects.select_related("milestone").order_by("due_on", "order")
    return (
        parts.select_related("task", "unit", "implementation__saved_by")
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
    rows = ImplementationStep.objects.filter(plan__assignment__task__plan=plan, due_on__year=year)
    found = {}
    for step in rows.select_related("plan__assignment__unit").order_by("due_on", "order"):
        found.setdefault(step.plan.assignment.task_id, []).append(step)
    return found
