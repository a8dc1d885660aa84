"""What belongs on the agenda of a stocktake, and why: docs/meeting.md. Every day is given."""

from datetime import date
from typing import NamedTuple

from tasks.ground.lights import Light
from tasks.instructions.models import Instruction
from tasks.meeting.fates import earlier_fates
from tasks.meeting.models import AgendaItem
from tasks.plan.models import Assignment, Meeting, Milestone, Task, TaskLeader, Tenure
from tasks.plan.models.ending import ended_tasks
from tasks.plan.models.restriction import NOBODY
from units.models import User

Reason = AgendaItem.Reason
# The gravest first, in which order the agenda follows them too.
GRAVITY = list(Reason)
WAITS = "pending"
FULL = 60  # items that the data put on an agenda; more are put on it by their numbers


class Called(NamedTuple):
    """A task that belongs on the agenda for ``reasons``, with the promise that presses most."""

    task: int
    milestone: int
    reasons: list[str]


class Promise(NamedTuple):
    """A milestone as the agenda weighs it."""

    pk: int
    task: int
    number: int
    order: int
    light: int
    due: date | None
    extension: str | None

    @property
    def reasons(self) -> list[str]:
        """Why it is looked at by itself."""
        lights = {Light.RED: Reason.RED, Light.AMBER: Reason.AMBER}
        lit = [str(reason) for light, reason in lights.items() if light == self.light]
        return lit + [str(Reason.EXTENSION)] * (self.extension == WAITS)

    @property
    def weight(self) -> tuple[int, date, int]:
        """The smallest presses most: by its reason, its due date and the document's order."""
        grave = min((GRAVITY.index(Reason(one)) for one in self.reasons), default=len(GRAVITY))
        is_over = self.light in (Light.DONE, Light.LATE, Light.STOPPED)
        return grave + is_over, self.due or date.max, self.order


def called_for(meeting: Meeting, on: date) -> list[Called]:
    """What belongs on the agenda by the data of the day ``on``: the gravest reason first, then the
    earliest due date.
    """
    promises = promises_of(meeting, on)
    about: dict[int, set[str]] = {}
    for one in (promise for mine in promises.values() for promise in mine):
        about.setdefault(one.task, set()).update(one.reasons)
    for task in Instruction.objects.filter(task__in=promises).owed().values_list("task", flat=True):
        about[task].add(Reason.INSTRUCTION)
    decided = {
        fate.decision.item.task_id: fate.decision.item.milestone_id
        for fate in earlier_fates(meeting, on, NOBODY)
        if fate.is_open
    }
    for task in decided.keys() & promises.keys():
        about[task].add(Reason.DECIDED)
    found = [
        (min(promises[task], key=lambda one: one.weight), [one for one in GRAVITY if one in why])
        for task, why in about.items()
        if why
    ]
    found.sort(key=lambda pair: (GRAVITY.index(pair[1][0]), pair[0].weight, pair[0].number))
    return [
        Called(one.task, decided.get(one.task, one.pk), [str(reason) for reason in reasons])
        for one, reasons in found
    ]


def promises_of(meeting: Meeting, on: date) -> dict[int, list[Promise]]:
    """``{task: its Promises}`` of what the meeting is about; what has ended is left out."""
    milestones = Milestone.objects.of(meeting.plan, on).with_requests()
    mine = milestones.exclude(task__in=ended_tasks(on))
    scope = scope_of(meeting, on)
    if scope is not None:
        mine = mine.filter(task__in=scope)
    columns = ("pk", "task", "task__number", "order", "light", "due", "extension")
    found: dict[int, list[Promise]] = {}
    for row in mine.order_by("task__number", "order").values_list(*columns):
        found.setdefault(row[1], []).append(Promise(*row))
    return found


def scope_of(meeting: Meeting, on: date) -> set[int] | None:
    """The ids of the tasks that the meeting's units or leaders lead; None: of the whole plan."""
    units, leaders = list(meeting.units.all()), list(meeting.leaders.all())
    if not units and not leaders:
        return None
    led = Tenure.objects.on(on).filter(unit__in=units, role=Assignment.Role.LEAD)
    leading = TaskLeader.ever.on(on).filter(leader__in=leaders)
    return {*led.values_list("task", flat=True), *leading.values_list("task", flat=True)}


def pressing(task: Task, on: date) -> int | None:
    """The id of the promise of ``task`` that presses most; None of a task without any."""
    rows = Milestone.objects.of(task.plan, on).with_requests().filter(task=task)
    columns = ("pk", "task", "task__number", "order", "light", "due", "extension")
    promises = [Promise(*row) for row in rows.values_list(*columns)]
    return min(promises, key=lambda one: one.weight).pk if promises else None


def account_of_chair(meeting: Meeting) -> User | None:
    """The account of the leader who chairs, in whose name instructions are written down."""
    user = meeting.chair.user if meeting.chair else None
    return user if user and user.is_active and user.role == User.Role.LEADER else None


def next_title(number: int) -> str:
    """What a meeting is called where nobody says otherwise: one after ``number`` others."""
    return f"第{number + 1}次调度会"


def on_agenda(meeting: Meeting, day: date) -> list[AgendaItem]:
    """What stood on the agenda at the end of ``day``, with task and promise."""
    items = meeting.items.shown_on(day).select_related("task", "milestone", "meeting__plan")
    return list(items)
