"""Asking for pages and reading their tables."""

from django.urls import reverse

from tasks.models import Milestone, Task
from tasks.workflow.moves import DECISIONS, REFUSALS


def address(name, plan, *args, **query):
    return reverse(name, args=[plan.slug, *args], query=query)


def rows_of(answer):
    """What the page lists: tasks or milestones where its rows are values of them."""
    records = [row.record for row in answer.context["table"].rows]
    if "next_due" in answer.context["table"].columns.names():
        return [Task.objects.get(pk=record["pk"]) for record in records]
    if "done_on" in answer.context["table"].columns.names():
        return [
            Milestone.objects.get(task=record["task"], order=record["order"]) for record in records
        ]
    return records


# What is decided on the page of a decision, and its name.
KIND_OF = {action: kind for kind, both in DECISIONS.items() for action in both}
KIND_OF |= {no: KIND_OF[yes] for yes, no in REFUSALS.items()}


def act(action, milestone, **query):
    """The page of an action; of a yes or no the one where both stand."""
    name = f"decide-{KIND_OF[action]}" if action in KIND_OF else f"act-{action}"
    return address(name, milestone.task.plan, milestone.pk, **query)


def task_page(milestone):
    return f"{address('task', milestone.task.plan, milestone.task.number)}#m{milestone.order}"
