"""The duty calendar of a leader: by week what of his is overdue or falls due, which replies are due to
him, which decisions are owed in his tasks, and the stocktakes 调度会 to which he goes. Every date is given.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from tasks.figures.collisions import Week, week_of, weeks_from
from tasks.figures.coming import instructions
from tasks.ground import workdays
from tasks.ground.lights import WAITING, Light
from tasks.plan.models import CompletionRequest, Extension, Meeting

REPLY, COMPLETION, EXTENSION = "reply", "completion", "extension"
MEETING = "meeting"
ASKED = ("milestone__task__number", "milestone__order", "submitted_on", "requested_on")


@dataclass(frozen=True)
class Entry:
    """Something of which an answer is due on ``day``; ``task`` and ``order`` are where it stands. Of a
    stocktake its ``key`` and ``title``.
    """

    kind: str
    day: date
    task: int = 0
    order: int | None = None
    year: int | None = None
    number: int | None = None
    key: int = 0
    title: str = ""


@dataclass
class Duties:
    """What a week holds: how much that was due in it is ``overdue``, how much falls ``due`` in it, and
    its ``entries``, by day.
    """

    week: Week
    overdue: int = 0
    due: int = 0
    entries: list[Entry] = field(default_factory=list)


def calendar_of(plan, leader, scope, rows, as_of):
    """The Duties of the weeks that hold any, in order: of the coming quarter, and of those before which
    are still open. ``rows`` are those of the curve of what ``leader`` leads. Four queries.
    """
    last = weeks_from(as_of)[-1].last
    overdue, due = Counter(), Counter()
    for row in rows:
        if row["light"] in WAITING and row["due"] <= last:
            counted = overdue if row["light"] == Light.RED else due
            counted[monday(row["due"], as_of)] += row["number"]
    entries = [one for one in entries_of(plan, leader, scope, as_of) if one.day <= last]
    mondays = sorted({*overdue, *due, *(monday(one.day, as_of) for one in entries)})
    return [
        Duties(
            Week(day, day),
            overdue[day],
            due[day],
            [one for one in entries if monday(one.day, as_of) == day],
        )
        for day in mondays
    ]


def monday(day, as_of):
    return week_of(day, as_of).monday


def entries_of(plan, leader, scope, as_of):
    """All that has a day of its own in the calendar of a leader, in order."""
    mine = scope.on(plan, as_of).order_by().values("pk")
    found = [
        *replies(plan, leader, as_of),
        *decisions(CompletionRequest, COMPLETION, plan, mine, as_of),
        *decisions(Extension, EXTENSION, plan, mine, as_of),
        *meetings(plan, leader, as_of),
    ]
    return sorted(found, key=lambda one: (one.day, one.kind, one.task, one.order or 0))


def replies(plan, leader, as_of):
    """Instructions that some unit still owed the leader a reply to, by the day that he set."""
    if leader.user_id is None:
        return
    open_ones = instructions(plan, as_of).answered_to([leader.user_id])
    names = ("reply_by", "task__number", "year", "number")
    dated = open_ones.exclude(reply_by=None).order_by()
    for day, task, year, number in dated.values_list(*names):
        yield Entry(REPLY, day, task, None, year, number)


def meetings(plan, leader, as_of):
    """The stocktakes to come that the leader chairs, or on whose agenda stands what he leads."""
    coming = Meeting.objects.of_plan(plan, as_of).coming(as_of).of_leader(leader, as_of)
    for meeting in coming:
        yield Entry(MEETING, meeting.held_on, key=meeting.pk, title=meeting.title)


def decisions(model, kind, plan, milestones, as_of):
    """Requests about ``milestones`` that waited for the supervisors' decision, by the end of its limit."""
    waiting = model.objects.submitted(as_of).filter(milestone__in=milestones)
    for task, order, submitted_on, requested_on in waiting.values_list(*ASKED):
        limit = workdays.after(submitted_on or requested_on, plan.review_days)
        yield Entry(kind, limit, task, order)
