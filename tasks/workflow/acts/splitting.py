"""Naming who of a task's units answers for a milestone, splitting one, adding one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from tasks.ground.characters import clean
from tasks.plan.acting import act, touch
from tasks.plan.known import known_of_plan
from tasks.plan.models import Milestone, Naming, Task
from tasks.plan.recording import deny_unless, record
from tasks.workflow.moves import Action, make_move
from tasks.workflow.pieces import (
    Piece,
    problem_of_reason,
    problem_of_unit,
    problems_of,
    problems_of_split,
)
from units.models import Unit, User

# Milestones that the document does not have stand after its own, and never in their way.
FIRST_ADDED = 101


@act
def name_unit(
    milestone: Milestone, *, by: User, on: date, seen: int, unit: Unit, reason: str
) -> None:
    """Make ``unit``, one of the task's, answer for ``milestone`` from the day ``on``.

    From then on it counts as led by that unit alone; the task's other units take part. Raises
    ValidationError for a unit that has no part in the task.
    """
    if problem := problem_of_unit(unit, milestone.task):
        raise ValidationError(problem)
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
    ValidationError, changing nothing, for parts or a reason that make no sense (``pieces``).
    """
    note = "；".join(part["text"] for part in parts) + f"。{reason}"
    make_move(milestone, Action.SPLIT, by=by, on=on, seen=seen, note=note, stopped_on=on)
    refuse(problems_of_split(milestone, parts, on), reason)
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

    Raises PermissionDenied, or ValidationError for what makes no sense (``pieces``).
    """
    deny_unless(by, "change the plan")
    piece = Piece(text=text, unit=unit, due_on=due_on)
    refuse(problems_of(piece, task, known_of_plan(task.plan, on)), reason)
    added = add(task, on, piece, kind=kind)
    record(Action.ADD_MILESTONE, added, by=by, on=on, note=reason)
    return added


def add(task: Task, on: date, part: Piece, **fields: Any) -> Milestone:
    """A new milestone of ``task``, after the document's own, known from ``on``."""
    # One after the other, for the number; what happens in the task meanwhile does not wait.
    Task.objects.select_for_update(no_key=True).only("pk").get(pk=task.pk)
    assert part["unit"]  # or it was refused
    last = task.milestones.aggregate(last=Max("order"))["last"] or 0
    added = Milestone.objects.create(
        task=task,
        order=max(last + 1, FIRST_ADDED),
        text=clean(part["text"]),
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


def refuse(problems: Mapping[str, str], reason: str) -> None:
    """Raise ValidationError where there are ``problems``, or ``reason`` says nothing."""
    found = {**problems, "reason": problem_of_reason(reason)}
    if any(found.values()):
        raise ValidationError({field: said for field, said in found.items() if said})
