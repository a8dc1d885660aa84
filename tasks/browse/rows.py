"""What the lists show of tasks and milestones: plain values of one page's rows."""

from itertools import groupby
from operator import itemgetter

from tasks.ground.lights import WAITING, Light, heaviest
from tasks.plan.entered import entered_days
from tasks.plan.models import Milestone, Task
from tasks.plan.models.ending import ending_on
from tasks.plan.models.responsibility import owner_names
from tasks.ratings.rules import with_ratings
from tasks.rhythm.rules import with_reports

TASK = ("pk", "number", "title", "project__title", "key_focus", "ending")
MARK = ("task", "light", "original_light", "is_dated", "due")
MILESTONE = (
    "pk", "task", "task__number", "task__title", "order", "text", "is_key", "light", "original_light",
    "is_stale", "due", "original_due_on", "date_note", "date_confirmed_on", "done_on",
    "last_report_on", "report_state", "report_by",
    "unit_rating", "own_rating", "ending",
)  # fmt: skip


def milestones_of(plan, as_of):
    """The plan's milestones on the day with all that the list of them asks for and is filtered by."""
    milestones = Milestone.objects.of(plan, as_of).with_ending().in_order()
    return with_ratings(with_reports(milestones, plan, as_of), as_of)


def tasks_of_ids(plan, as_of, ids):
    """The rows of the tasks of these ids, in the document's order. Three queries."""
    tasks = Task.objects.filter(pk__in=ids).annotate(ending=ending_on(as_of)).order_by("number")
    return with_milestones(plan, as_of, tasks.values(*TASK))


def with_milestones(plan, as_of, tasks):
    """``tasks``, values of TASK, with owners, both lights, ``next_due`` and ``marks``, the lights of
    their milestones. Two queries.
    """
    rows = with_owners(tasks, "pk", as_of)
    milestones = Milestone.objects.of(plan, as_of).filter(task__in=[row["pk"] for row in rows])
    shown = milestones.order_by("task", "order").values(*MARK)
    by_task = {task: list(group) for task, group in groupby(shown, of_task)}
    return [row | summary(by_task.get(row["pk"], ()), row["ending"]) for row in rows]


of_task = itemgetter("task")


def summary(milestones, ending=None):
    """What of the ``milestones`` of one task its row shows; the heaviest decides the light, unless
    the task has ended.
    """
    to_keep = [row["due"] for row in milestones if row["is_dated"] and row["light"] in WAITING]
    return {
        **{
            light: Light.STOPPED
            if ending
            else heaviest((row[light], row["is_dated"]) for row in milestones)
            for light in ("light", "original_light")
        },
        "next_due": min(to_keep, default=None),
        "marks": [row["light"] for row in milestones],
    }


def with_entered(rows):
    """``rows``, values of MILESTONE, with ``entered``: which of their days were entered afterwards,
    by the names of the columns. One query.
    """
    rows = list(rows)
    days = entered_days([row["pk"] for row in rows])
    return [
        row | {"entered": {kind for kind, day in days.get(row["pk"], ()) if row[kind] == day}}
        for row in rows
    ]


def with_owners(rows, task, as_of):
    """``rows`` with the names of the lead ``units``, on the day, and ``leaders`` of the task whose id
    stands in the column ``task``. One query.
    """
    rows = list(rows)
    names = owner_names({row[task] for row in rows}, as_of)
    return [row | names[row[task]] for row in rows]
