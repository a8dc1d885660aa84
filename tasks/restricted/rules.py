"""What can be restricted 限阅, and whom it concerns: docs/roles.md."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from leaders.models import Leader
from tasks.evidence.models import Evidence
from tasks.instructions.models import Reply
from tasks.plan.actors import answering_units
from tasks.plan.models import (
    CompletionRequest,
    Event,
    Extension,
    Milestone,
    Plan,
    ProgressReport,
    Restriction,
    Task,
    TaskLeader,
)
from tasks.plan.models.restriction import ReadableQuerySet
from tasks.slips.models import Slip
from units.models import Unit, User

# Kind of thing -> its rows, and the path from one to its plan.
KINDS: dict[str, tuple[Any, str]] = {
    "report": (ProgressReport, "milestone__task__plan"),
    "request": (CompletionRequest, "milestone__task__plan"),
    "extension": (Extension, "milestone__task__plan"),
    "reply": (Reply, "instruction__task__plan"),
    "note": (Event, "task__plan"),
    "file": (Evidence, "task__plan"),
    "slip": (Slip, "plan"),
}
# What was entered afterwards can be taken back whole; the files of an inspection stand in its paper.
CLOSED: dict[str, Q] = {
    "report": Q(batch=None),
    "request": Q(batch=None),
    "extension": Q(batch=None),
    "reply": ~Q(text=""),
    "note": Q(action__in=Event.NOTES) & ~Q(note=""),
    "file": Q(inspection=None) & ~Q(**dict.fromkeys(Evidence.PROVES)),
    "slip": ~Q(referred_on=None),
}


def things_of(kind: str, plan: Plan) -> ReadableQuerySet:
    """The rows of ``plan`` that can be restricted, of one of KINDS; of slips the referral always is."""
    model, path = KINDS[kind]
    rows: ReadableQuerySet = model.objects.filter(CLOSED[kind], **{path: plan})
    return rows


def place_of(thing: Any) -> Milestone | Task:
    """What it is about."""
    if isinstance(thing, Reply):
        return thing.instruction.task
    return thing.milestone or thing.task


def concerned(thing: Any) -> Iterable[Unit]:
    """The units that may read it: who wrote it; of what supervisors noted, who answers for the
    milestone; of a file that no unit sent, none.
    """
    if isinstance(thing, Event):
        task = thing.task
        milestones = Milestone.objects.of(task.plan, thing.on).with_units()
        return answering_units(milestones.get(pk=thing.milestone_id))
    return [thing.unit] if thing.unit else []


def to_admit(restriction: Restriction) -> Any:
    """The lead leaders of its task who can sign in and do not read it yet."""
    leading = TaskLeader.objects.filter(task=restriction.task).values("leader")
    leaders = Leader.objects.filter(pk__in=leading, user__is_active=True)
    reading = restriction.admissions.values("leader")
    return leaders.filter(user__role=User.Role.LEADER).exclude(pk__in=reading)
