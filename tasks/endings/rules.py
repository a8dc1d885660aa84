"""What the end of a task touches, and what keeps a task from ending: docs/changes.md."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.ground.sense import Sense
from tasks.handover.models import ReliefRequest
from tasks.inspections.models import Visit
from tasks.instructions.models import Reply
from tasks.plan.known import known_of_plan, refuse_nonsense
from tasks.plan.models import CompletionRequest, Event, Extension, Milestone, Task, TaskChange
from tasks.slips.models import Slip

Action, Kind, Stage = Event.Action, TaskChange.Kind, Milestone.Stage

ENDS = {
    Kind.WITHDRAWN: Action.WITHDRAW_TASK,
    Kind.MERGED: Action.MERGE_TASK,
    Kind.DROPPED: Action.DROP_TASK,
}
DECISIONS = (*ENDS.values(), Action.RESTORE_TASK)
WORKED_ON = (Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED)


def ending_of(task: Task, on: date) -> TaskChange | None:
    """What ended ``task``, where it had ended by ``on``."""
    return TaskChange.objects.ended(on).filter(task=task).first()


def ended_with(task: Task) -> QuerySet[Milestone]:
    """The milestones that stopped when ``task`` ended: not those that a supervisor had stopped."""
    stops = (Action.END_WITH_TASK, Action.STOP, Action.SPLIT)
    last = Event.objects.filter(milestone=OuterRef("pk"), action__in=stops).order_by("-id")
    stopped = task.milestones.filter(stage=Stage.STOPPED)
    by_end = stopped.annotate(by=Subquery(last.values("action")[:1]))
    return by_end.filter(by=Action.END_WITH_TASK).order_by("order")


def numbers_of_end(task: Task) -> dict[str, int]:
    """How much of each kind the end of ``task`` touches, and how much stays; those that are not 0."""
    mine = {"milestone__task": task}
    asked = (
        CompletionRequest.objects.undecided().filter(**mine),
        Extension.objects.undecided().filter(**mine),
        ReliefRequest.objects.pending().filter(assignment__task=task),
    )
    numbers = {
        "milestones": task.milestones.filter(stage__in=WORKED_ON).count(),
        "slips": Slip.objects.open().filter(**mine).count(),
        "requests": sum(rows.count() for rows in asked),
        "done": task.milestones.filter(stage=Stage.DONE).count(),
        "replies": Reply.objects.owed().filter(instruction__task=task).count(),
        "visits": Visit.objects.owed().filter(inspection__milestone__task=task).count(),
    }
    return {name: number for name, number in numbers.items() if number}


def sentences(numbers: dict[str, int]) -> list[str]:
    """``numbers_of_end`` in words, or that so many milestones are ``resumed``."""

    def n(name: str) -> int:
        return numbers.get(name, 0)

    said = {
        "milestones": ngettext(
            "%(n)d open milestone ends", "%(n)d open milestones end", n("milestones")
        ),
        "slips": ngettext("%(n)d open slip is lifted", "%(n)d open slips are lifted", n("slips")),
        "requests": ngettext(
            "%(n)d open request lapses", "%(n)d open requests lapse", n("requests")
        ),
        "done": ngettext(
            "%(n)d milestone that is done stays done",
            "%(n)d milestones that are done stay done",
            n("done"),
        ),
        "replies": ngettext(
            "%(n)d reply to an instruction is still owed",
            "%(n)d replies to instructions are still owed",
            n("replies"),
        ),
        "visits": ngettext(
            "%(n)d rectification is still owed", "%(n)d rectifications are still owed", n("visits")
        ),
        "resumed": ngettext("%(n)d milestone goes on", "%(n)d milestones go on", n("resumed")),
    }
    return [said[name] % {"n": numbers[name]} for name in said if n(name)]


def check_day(task: Task, since: date, on: date) -> None:
    """Raise ValidationError for a day before the plan, to come, or before what happened last."""
    refuse_nonsense("since", Sense.DONE, since, known_of_plan(task.plan, on))
    # A correction holds for every day, whenever it was made.
    happened = task.events.exclude(action=Action.CORRECT)
    last = happened.aggregate(last=Max("on"))["last"]
    if last and since < last:
        words = _("Something was done in the task on %(day)s: the day cannot lie before.")
        raise ValidationError({"since": words % {"day": last}})


def may_take_in(task: Task, on: date) -> QuerySet[Task]:
    """The tasks of the same plan into which ``task`` can be merged."""
    ended = TaskChange.objects.ended(on).order_by().values("task")
    others = Task.objects.filter(plan=task.plan_id).exclude(pk=task.pk)
    return others.exclude(pk__in=ended).order_by("number")


def told_on_page(task: Task, day: date) -> dict[str, object]:
    """For the task's page of ``day``: how it had ended, None where it had not, and what had been
    merged into it. One query.
    """
    latest: dict[int, TaskChange] = {}
    for change in TaskChange.objects.about(task.pk, day).order_by("on", "id"):
        latest[change.task_id] = change
    own = latest.pop(task.pk, None)
    return {
        "ending": own if own and own.is_end else None,
        "took_in": [change for change in latest.values() if change.is_end],
    }
