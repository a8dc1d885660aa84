"""Which plan takes what another one leaves, and how its text goes on. Every date is given."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count, groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from tasks.carrying.models import Carried
from tasks.ground.official import in_chinese
from tasks.plan.models import Milestone, Plan, Task
from tasks.plan.outside import next_number

Phase = Plan.Phase
FIRST_SLUG = "baoan-{year}"


class Passage(NamedTuple):
    """The text of a task, and where its milestones stand in it: (first, behind the last)."""

    text: str
    schedule: str
    spans: list[tuple[int, int]]


def takers(plan: Plan, on: date) -> list[Plan]:
    """The plans into which ``plan`` can carry something over: the others in preparation."""
    others = Plan.objects.exclude(pk=plan.pk).defer("source_text")
    return [other for other in others if other.phase(on) == Phase.PREPARING]


def by_task(milestones: Iterable[Milestone]) -> list[tuple[Task, list[Milestone]]]:
    """The ``milestones``, in the document's order, with their tasks."""
    return [(task, list(own)) for task, own in groupby(milestones, lambda one: one.task)]


def passage(number: int, task: Task, milestones: Sequence[Milestone], start: int) -> Passage:
    """How the document says what goes on of ``task``, from its character ``start`` on."""
    head = f"{number}. {task.title}。{task.description}\n进度安排："
    schedule, spans = "", []
    for milestone in milestones:
        schedule += "；" if schedule else ""
        first = start + len(head) + len(schedule)
        schedule += milestone.text
        spans.append((first, first + len(milestone.text)))
    return Passage(f"{head}{schedule}。\n", f"{schedule}。", spans)


def numbers_in(plan: Plan, tasks: Iterable[Task]) -> Iterator[int]:
    """Which numbers ``tasks`` get in ``plan``, in their order; those outside the plan apart."""
    following = {kind: count(next_number(plan, kind)) for kind in (False, True)}
    return (next(following[task.is_extra]) for task in tasks)


def slug_of(year: int, taken: Iterable[str]) -> str:
    """The first short name of the year in addresses that no plan has: baoan-2016, baoan-2016-2."""
    slug, number, known = FIRST_SLUG.format(year=year), 2, set(taken)
    while slug in known:
        slug = f"{FIRST_SLUG.format(year=year)}-{number}"
        number += 1
    return slug


@in_chinese
def item_of(task: Task) -> str:
    """The task as the history of another plan names it."""
    return _("item %(n)d of %(plan)s") % {"plan": task.plan.full_name, "n": task.number}


def links_of(task: Task) -> dict[str, list[Task]]:
    """``{"carried_from": tasks, "carried_to": tasks}``: from where the task comes, where it goes on."""
    carried = list(Carried.objects.of_task(task))
    come = [one.source.task for one in carried if one.milestone.task_id == task.pk]
    gone = [one.milestone.task for one in carried if one.source.task_id == task.pk]
    return {"carried_from": list(dict.fromkeys(come)), "carried_to": list(dict.fromkeys(gone))}
