"""Saving a lead unit's own plan: person, group, document, dated steps."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.timezone import get_current_timezone

from tasks.evidence.keeping import Checked, lock_storing, refuse_too_many, store
from tasks.ground.days import FOREVER
from tasks.implementation.models import EarlierDocument, ImplementationPlan, ImplementationStep
from tasks.plan.acting import act
from tasks.plan.actors import acting_unit
from tasks.plan.models import Assignment
from tasks.plan.recording import Conflict, record
from tasks.workflow.moves import Action
from units.models import User


@act
def save_plan(
    assignment: Assignment,
    *,
    by: User,
    on: date,
    seen: int,
    words: Mapping[str, str],
    steps: Iterable[Mapping[str, Any]],
    document: Checked | None = None,
) -> ImplementationPlan:
    """Store a lead unit's own plan for its task from the day ``on`` on; days before keep theirs.

    ``words`` are its fields, each step has ``text``, ``due_on``, ``done_on`` and ``milestone``,
    ``document`` is a file or None to keep the present one, which stays readable when it is
    replaced; ``seen`` is the version that the person saw, 0 for none. Raises PermissionDenied,
    Conflict when a colleague saved first, ValidationError when ``by`` stored enough today.
    """
    unit = acting_unit(assignment.unit_id, by, on)
    if assignment.role != Assignment.Role.LEAD:
        raise PermissionDenied
    Assignment.objects.select_for_update().only("pk").get(pk=assignment.pk)
    saved = assignment.implementations.filter(until=FOREVER).first()
    if (saved.version if saved else 0) != seen:
        raise Conflict(assignment.task.events.that(Action.PLAN_WORK))
    plan = version_of(assignment, saved, on)
    for name, value in {**words, "saved_by": by, "saved_on": on, "version": seen + 1}.items():
        setattr(plan, name, value)
    put(plan, document)
    plan.steps.all().delete()
    ImplementationStep.objects.bulk_create(
        ImplementationStep(plan=plan, order=order, **step) for order, step in enumerate(steps, 1)
    )
    record(Action.PLAN_WORK, assignment.task, by=by, on=on, unit=unit, note=plan.responsible)
    return plan


def version_of(
    assignment: Assignment, saved: ImplementationPlan | None, on: date
) -> ImplementationPlan:
    """What is saved on the day ``on``: the row of that day, else a new one that ends ``saved``."""
    if saved is None or saved.saved_on >= on:
        return saved or ImplementationPlan(assignment=assignment)
    ImplementationPlan.objects.filter(pk=saved.pk).update(until=on)
    names = ("document_name", "document_sha256")
    kept = {name: getattr(saved, name) for name in names}
    return ImplementationPlan(assignment=assignment, **kept)


def put(plan: ImplementationPlan, document: Checked | None) -> None:
    """Save ``plan``, with ``document`` in the place of the one before, if there is a new one.

    Raises ValidationError when the person who saves it stored enough that day.
    """
    by, on = plan.saved_by, plan.saved_on
    earlier = {"name": plan.document_name, "sha256": plan.document_sha256}
    if document:
        lock_storing(by)
        plan.document_name, plan.document_sha256 = document.name, document.sha256
    plan.save()
    if earlier["sha256"] not in ("", plan.document_sha256):
        EarlierDocument.objects.create(plan=plan, until_on=on, **earlier)
    if document:
        refuse_too_many(by, datetime.combine(on, time.max, get_current_timezone()))
        store(document)
