"""Naming who of a task's units answers for a milestone, splitting one, adding one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tasks.plan.acting import act, touch
from tasks.plan.models import Milestone, Naming, Task
from tasks.plan.recording import deny_unless, record
from tasks.workflow.moves import Action, make_move
from units.models import Unit, User

# Milestones that the document does not have stand after its own, and never in their way.
FIRST_ADDED = 101


class Piece(TypedDict):
    """A milestone that supervisors add: its deliverable, who answers for it, by when."""

    text: str
    unit: Unit
    due_on: date | None


@act
def name_unit(
    milestone: Milestone, *, by: User, on: date, seen: int, unit: Unit, reason: str
) -> None:
    """Make ``unit``, one of the task's, answer for ``milestone`` from the day ``on``.

    From then on it counts as led by that unit alone; the task's other units take part. Raises
    ValidationError for a unit that has no part in the task.
    """
    refuse_strangers(milestone.task, [unit])
    note = f"{unit}。{reason}"
    event = make_move(
        milestone, Action.NAME_UNIT, by=by, on=on, seen=seen, note=note, answering_unit=unit
    )
    Naming.objects.create(milestone=milestone, unit=unit, on=on, event=event)


@act
def split(
    milestone: Milestone, *, by: User, on: date, seen: int, parts: Sequence[Piece], reason: str
) -> list[Milestone]:
    """Replace ``milestone`` by ``parts``; return the milestones made of them, in their order.

    The document's milestone is stopped and stays visible with its wording. Raises
    ValidationError for fewer than two parts, or a part that is due later than the whole.
    """
    note = "；".join(part["text"] for part in parts) + f"。{reason}"
    make_move(milestone, Action.SPLIT, by=by, on=on, seen=seen, note=note, stopped_on=on)
    if len(parts) < 2:
        raise ValidationError(_("Please name at least two parts."))
    refuse_strangers(milestone.task, [part["unit"] for part in parts])
    due_on = milestone.due_on
    if due_on and any(part["due_on"] is None or part["due_on"] > due_on for part in parts):
        raise ValidationError(_("Each part needs a date, not later than that of the whole."))
    fields = {"kind": milestone.kind, "is_key": milestone.is_key, "split_from": milestone}
    return [add(milestone.task, on, part, **fields) for part in parts]


@act
def add_milestone(
    task: Task,
    *,
    by: User,
    on: date,
    text: str,
    kind: str,
    unit: Unit,
    due_on: date | None,
    reason: str,
) -> Milestone:
    """Add a milestone that the document does not have; earlier days do not show it.

    Raises PermissionDenied, or ValidationError for a unit that has no part in the task.
    """
    deny_unless(by, "change the plan")
    refuse_strangers(task, [unit])
    added = add(task, on, {"text": text, "unit": unit, "due_on": due_on}, kind=kind)
    record(Action.ADD_MILESTONE, added, by=by, on=on, note=reason)
    return added


def add(task: Task, on: date, part: Piece, **fields: Any) -> Milestone:
    """A new milestone of ``task``, after the document's own, known from ``on``."""
    # One after the other, for the number; what happens in the task meanwhile does not wait.
    Task.objects.select_for_update(no_key=True).only("pk").get(pk=task.pk)
    last = task.milestones.aggregate(last=Max("order"))["last"] or 0
    added = Milestone.objects.create(
        task=task,
        order=max(last + 1, FIRST_ADDED),
        text=part["text"],
        answering_unit=part["unit"],
        original_due_on=part["due_on"],
        due_on=part["due_on"],
        added_on=on,
        source_start=task.source_start,
        source_end=task.source_end,
        **fields,
    )
    Naming.objects.create(milestone=added, unit=part["unit"], on=on)
    touch(added.pk)
    return added


def refuse_strangers(task: Task, units: Iterable[Unit]) -> None:
    """Raise ValidationError for the first of ``units`` that has no part in ``task``."""
    known = set(task.assignments.values_list("unit", flat=True))
    for unit in units:
        if unit.pk not in known:
            raise ValidationError(_("%(unit)s has no part in this task.") % {"unit": unit})
