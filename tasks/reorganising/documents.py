"""The implementation plan of a part that goes into another one."""

from datetime import date, timedelta

from tasks.ground.days import FOREVER
from tasks.implementation.models import ImplementationPlan, ImplementationStep
from tasks.plan.models import Assignment


def go_on_in(stays: Assignment, part: Assignment, since: date) -> None:
    """The implementation plan of ``part`` ends; the part that ``stays`` goes on with it where it leads
    and has none. Days before ``since`` keep what they had.
    """
    saved = part.implementations.filter(until=FOREVER).first()
    if saved is None:
        return
    row = ImplementationPlan.objects.filter(pk=saved.pk)
    has_own = stays.implementations.filter(until=FOREVER).exists()
    if saved.saved_on >= since and not has_own:
        row.update(assignment=stays)
        return
    row.update(until=max(since, saved.saved_on + timedelta(days=1)))
    if not has_own:
        go_on(saved, stays, since)


def go_on(saved: ImplementationPlan, stays: Assignment, since: date) -> None:
    """The same plan with the same steps, under another part from ``since`` on."""
    steps = list(saved.steps.all())
    names = ("responsible", "phone", "working_group", "document_name", "document_sha256")
    words = {name: getattr(saved, name) for name in (*names, "saved_by", "version")}
    fresh = ImplementationPlan.objects.create(assignment=stays, saved_on=since, **words)
    columns = ("milestone_id", "order", "text", "due_on", "done_on")
    ImplementationStep.objects.bulk_create(
        ImplementationStep(plan=fresh, **{name: getattr(step, name) for name in columns})
        for step in steps
    )
