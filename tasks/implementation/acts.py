"""Saving a lead unit's own plan: person, group, document, dated steps."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tasks.evidence.keeping import store
from tasks.implementation.models import ImplementationPlan, ImplementationStep
from tasks.plan.actors import acting_unit
from tasks.plan.models import Assignment
from tasks.plan.recording import Conflict, record
from tasks.workflow.moves import Action


@transaction.atomic
def save_plan(part, *, by, on, seen, words, steps, document=None):
    """Store the plan of ``part``, a lead unit's assignment, and return it.

    ``words`` are its fields, ``steps`` rows of ``{"text", "due_on", "done_on", "milestone"}``,
    ``document`` an uploaded file or None to keep the present one; ``seen`` is the version that
    the person saw, 0 for none. Raises PermissionDenied, Conflict when a colleague saved first,
    ValidationError for a file that is not accepted.
    """
    unit = acting_unit(part.unit_id, by, on)
    if part.role != Assignment.Role.LEAD:
        raise PermissionDenied
    Assignment.objects.select_for_update().only("pk").get(pk=part.pk)
    saved = ImplementationPlan.objects.filter(assignment=part).first()
    if (saved.version if saved else 0) != seen:
        raise Conflict(part.task.events.that(Action.PLAN_WORK))
    plan = saved or ImplementationPlan(assignment=part)
    for name, value in (words | {"saved_by": by, "saved_on": on, "version": seen + 1}).items():
        setattr(plan, name, value)
    if document:
        plan.document_name, plan.document_sha256 = store(document)
    plan.save()
    plan.steps.all().delete()
    ImplementationStep.objects.bulk_create(
        ImplementationStep(plan=plan, order=order, **step) for order, step in enumerate(steps, 1)
    )
    record(Action.PLAN_WORK, part.task, by=by, on=on, unit=unit, note=plan.responsible)
    return plan
