"""What bounds a day that somebody types about a plan: docs/rules.md."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max, Min

from tasks.ground.sense import Known, Sense, refusal
from tasks.plan.models import Milestone, Plan


def known_of_plan(plan: Plan, on: date) -> Known:
    """What is known ``on`` a day of ``plan``; the last date is the document's own, no added one."""
    own = Milestone.objects.filter(task__plan=plan, added_on=None)
    last_on = own.aggregate(last=Max("original_due_on"))["last"]
    return Known(on, issued_on=plan.issued_on, last_on=last_on)


def refuse_nonsense(field: str, sense: Sense, day: date, known: Known) -> None:
    """Raise ValidationError beside ``field`` where ``day`` makes no sense."""
    if refused := refusal(sense, day, known):
        raise ValidationError({field: refused})


def known_of(milestone: Milestone, on: date) -> Known:
    """What is known ``on`` a day of ``milestone`` and its plan."""
    first = milestone.reports.aggregate(first=Min("reported_on"))["first"]
    known = known_of_plan(milestone.task.plan, on)
    return replace(known, due_on=milestone.due_on, reported_on=first)
