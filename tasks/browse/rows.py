"""What the lists show of tasks and milestones: plain values of one page's rows."""

from tasks.plan.models import Milestone, Task
from tasks.plan.models.responsibility import owner_names

TASK = ("pk", "number", "light", "title", "project__title", "key_focus", "next_due")
MILESTONE = (
    "task", "task__number", "task__title", "order", "text", "is_key", "light", "original_light",
    "is_stale", "due", "original_due_on", "date_note", "date_confirmed_on", "done_on",
    "last_report_on",
)  # fmt: skip


def tasks_of_ids(plan, as_of, ids):
    """The rows of the tasks of these ids, in the document's order. Three queries."""
    tasks = Task.objects.of(plan, as_of).filter(pk__in=ids).order_by("number")
    return with_marks(plan, as_of, tasks.values(*TASK))


def with_marks(plan, as_of, tasks):
    """``tasks``, values of TASK, with owners and ``marks``, the lights of their milestones."""
    rows = with_owners(tasks, "pk")
    mine = Milestone.objects.of(plan, as_of).filter(task__in=[row["pk"] for row in rows])
    marks = {}
    for task, light in mine.in_order().values_list("task", "light"):
        marks.setdefault(task, []).append(light)
    return [row | {"marks": marks.get(row["pk"], ())} for row in rows]


def with_owners(rows, task):
    """``rows`` with the names of the lead ``units`` and ``leaders`` of the task whose id stands in
    the column ``task``.
    """
    rows = list(rows)
    names = owner_names({row[task] for row in rows})
    return [row | names[row[task]] for row in rows]
