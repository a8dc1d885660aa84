"""Asking for pages and reading their tables."""

from django.urls import reverse


def address(name, plan, *args, **query):
    return reverse(name, args=[plan.slug, *args], query=query)


def rows_of(answer):
    return [row.record for row in answer.context["table"].rows]


def act(action, milestone, **query):
    return address(f"act-{action}", milestone.task.plan, milestone.pk, **query)


def task_page(milestone):
    return f"{address('task', milestone.task.plan, milestone.task.number)}#m{milestone.order}"
