"""Tasks that are withdrawn, merged into another one, or no longer pursued: docs/changes.md."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.endings.rules import (
    DECISIONS,
    ENDS,
    WORKED_ON,
    check_day,
    ended_with,
    ending_of,
    may_take_in,
    numbers_of_end,
)
from tasks.handover.acts import decide as decide_relief
from tasks.handover.models import ReliefRequest
from tasks.plan.acting import act
from tasks.plan.models import CompletionRequest, Reopening, Task, TaskChange
from tasks.plan.recording import Conflict, deny_unless, record
from tasks.workflow.acts.completion import decide
from tasks.workflow.moves import Action, Stage, make_move
from units.models import User

Kind = TaskChange.Kind


@act
def end_task(
    task: Task,
    *,
    by: User,
    on: date,
    since: date,
    kind: str,
    reason: str,
    into: Task | None = None,
) -> TaskChange:
    """``task`` ends from the day ``since`` on: it is withdrawn 撤销, merged ``into`` another one 合并,
    or no longer pursued 不再推进. What of it is open stops, and asks nothing of anybody.

    Raises PermissionDenied; Conflict where it has ended already; ValidationError for a merger
    without a task that goes on, or a day that cannot be.
    """
    lock(task, by)
    if ending_of(task, on):
        raise Conflict(task.events.that(*DECISIONS))
    into = into if kind == Kind.MERGED else None
    if kind == Kind.MERGED and (into is None or into not in may_take_in(task, on)):
        words = _("Please choose the task of this plan that it goes into, and that has not ended.")
        raise ValidationError({"into": words})
    check_day(task, since, on)
    numbers = numbers_of_end(task)
    for milestone in task.milestones.filter(stage__in=WORKED_ON).order_by("order"):
        seen: dict[str, Any] = {"seen": milestone.version, "note": reason}
        make_move(milestone, Action.END_WITH_TASK, by=by, on=since, stopped_on=since, **seen)
        decide(milestone, CompletionRequest.State.WITHDRAWN, since, reason)
    for part in task.assignments.all():
        decide_relief(part, ReliefRequest.State.REFUSED, since, reason)
    note = f"→ {into}。{reason}" if into else reason
    event = record(ENDS[Kind(kind)], task, by=by, on=since, note=note)
    return TaskChange.objects.create(
        task=task, kind=kind, into=into, on=since, reason=reason, numbers=numbers, event=event
    )


@act
def restore_task(task: Task, *, by: User, on: date, since: date, reason: str) -> TaskChange:
    """``task``, which had ended, goes on from the day ``since`` on 恢复, with the milestones that
    stopped at its end; requests and slips that ended then stay so.

    Raises PermissionDenied; Conflict where it goes on already; ValidationError for a day that
    cannot be.
    """
    lock(task, by)
    ending = ending_of(task, on)
    if ending is None:
        raise Conflict(task.events.that(*DECISIONS))
    check_day(task, since, on)
    milestones = list(ended_with(task))
    for milestone in milestones:
        seen: dict[str, Any] = {"seen": milestone.version, "note": reason, "stopped_on": None}
        make_move(milestone, Action.GO_ON_WITH_TASK, by=by, on=since, **seen)
        days = {"ended_on": milestone.stopped_on, "reopened_on": since}
        Reopening.objects.create(milestone=milestone, ended_as=Stage.STOPPED, **days)
    event = record(Action.RESTORE_TASK, task, by=by, on=since, note=reason)
    numbers = {"resumed": len(milestones)} if milestones else {}
    told = {"on": since, "reason": reason, "numbers": numbers, "event": event}
    return TaskChange.objects.create(task=task, kind=Kind.RESTORED, into=ending.into, **told)


def lock(task: Task, by: User) -> None:
    """Only a supervisor; in the task nothing else moves meanwhile."""
    deny_unless(by, "change the plan")
    Task.objects.select_for_update(no_key=True).only("pk").get(pk=task.pk)
    milestones = task.milestones.select_for_update().order_by("pk")
    list(milestones.values_list("pk", flat=True))
