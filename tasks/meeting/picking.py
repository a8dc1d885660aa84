"""Tasks that supervisors put on the agenda by their numbers."""

import re
from datetime import date
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.meeting.models import AgendaItem
from tasks.meeting.rules import pressing
from tasks.plan.models import Meeting, Milestone, Task

MOST = 100  # numbers at once
APART = re.compile(r"[\s,，、;；]+")
NUMBER = re.compile(r"第?(\d{1,4})项?(?:[-－.](\d{1,3}))?")


def picked(meeting: Meeting, numbers: str, on: date) -> list[tuple[AgendaItem, Milestone]]:
    """The items of the tasks that ``numbers`` name, new ones unsaved, each with the promise to look at.

    Raises ValidationError with one sentence where a number cannot be taken.
    """
    texts = list(filter(None, APART.split(numbers)))[:MOST]
    if not texts:
        refuse(_("Please write the number of a task."))
    tasks = {task.number: task for task in Task.objects.filter(plan=meeting.plan).known_on(on)}
    items = {item.task_id: item for item in meeting.items.all()}
    found: dict[int, tuple[AgendaItem, Milestone]] = {}
    for text in texts:
        task, milestone = named(text, tasks, on)
        item = items.get(task.pk) or AgendaItem(meeting=meeting, task=task)
        if task.pk in found or (item.pk and item.left_out_on is None):
            words = _("Task %(n)d stands on the agenda already; it stands there once.")
            refuse(words % {"n": task.number})
        found[task.pk] = item, milestone
    return list(found.values())


def named(text: str, tasks: dict[int, Task], on: date) -> tuple[Task, Milestone]:
    """The task and the milestone that one ``text`` names. Raises ValidationError."""
    match = NUMBER.fullmatch(text)
    task = tasks.get(int(match[1])) if match else None
    if match is None or task is None:
        refuse(_("“%(text)s” is no task of this plan.") % {"text": text[:20]})
    if match[2]:
        milestone = task.milestones.filter(order=int(match[2])).first()
        if milestone is None:
            words = _("Task %(n)d has no milestone %(m)s.")
            refuse(words % {"n": task.number, "m": match[2]})
        return task, milestone
    key = pressing(task, on)
    if key is None:
        refuse(_("Task %(n)d has no milestone that could be looked at.") % {"n": task.number})
    return task, Milestone.objects.select_related("task__plan").get(pk=key)


def refuse(words: str) -> NoReturn:
    """Raise it beside the field."""
    raise ValidationError({"numbers": words})
