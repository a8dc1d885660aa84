"""Which tasks a leader hands on, and what goes along: docs/changes.md."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.models import Leader
from tasks.ground.lights import CLOSED, Light
from tasks.ground.sense import Sense
from tasks.instructions.models import Instruction, InstructionQuerySet
from tasks.plan.known import known_of_plan, refuse_nonsense
from tasks.plan.models import Event, Plan, Task, TaskLeader

Action = Event.Action


class Replacement(NamedTuple):
    """How much of each kind it touched; those that are not 0."""

    numbers: dict[str, int]


def open_tasks(plan: Plan, leader: Leader, on: date) -> QuerySet[Task]:
    """What ``leader`` leads of ``plan`` and is neither done nor ended, in the document's order."""
    led = TaskLeader.objects.filter(leader=leader).values("task")
    still_open = [light for light in Light if light not in (*CLOSED, Light.STOPPED)]
    mine = Task.objects.filter(plan=plan, pk__in=led)
    return mine.with_light(plan, on, still_open, "light").order_by("number")


def open_orders(leader: Leader, tasks: Iterable[Task]) -> InstructionQuerySet:
    """The instructions of ``leader`` on ``tasks`` to which some unit owes its reply."""
    mine = Instruction.objects.answered_to([leader.user_id] if leader.user_id else [])
    return mine.filter(task__in=list(tasks)).owed()


def replacements(plan: Plan, tasks: Iterable[Task]) -> QuerySet[Event]:
    """How the leaders of ``tasks`` changed so far."""
    return Event.objects.that(Action.REPLACE_LEADER).filter(task__plan=plan, task__in=list(tasks))


def check_day(plan: Plan, tasks: list[Task], since: date, on: date) -> None:
    """Raise ValidationError for a day before the plan, to come, or before the last such change."""
    refuse_nonsense("since", Sense.DONE, since, known_of_plan(plan, on))
    last = replacements(plan, tasks).aggregate(last=Max("on"))["last"]
    if last and since < last:
        words = _("A lead leader changed on %(day)s already: the day cannot lie before.")
        raise ValidationError({"since": words % {"day": last}})


def sentences(numbers: dict[str, int]) -> list[str]:
    """The ``numbers`` of a Replacement in words."""

    def n(name: str) -> int:
        return numbers.get(name, 0)

    said = {
        "tasks": ngettext("%(n)d task", "%(n)d tasks", n("tasks")),
        "shared": ngettext(
            "%(n)d task is led by the new leader already",
            "%(n)d tasks are led by the new leader already",
            n("shared"),
        ),
        "go": ngettext(
            "%(n)d open instruction goes to the new leader",
            "%(n)d open instructions go to the new leader",
            n("go"),
        ),
        "stay": ngettext(
            "%(n)d open instruction stays with who gave it",
            "%(n)d open instructions stay with who gave them",
            n("stay"),
        ),
        "unlinked": _("The new leader has no account: nobody gets the digest, nor can instruct."),
    }
    return [said[name] % {"n": numbers[name]} for name in said if n(name)]
