"""What the overview says, as plain rows; every function asks a fixed number of queries."""

from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from tasks.ground.days import end_of_month
from tasks.ground.lights import Light
from tasks.ground.tally import Tally
from tasks.plan.models import ProgressReport
from units.models import Unit

ATTENTION_ROWS = 8
UNIT_ROWS = 6


def projects(plan, milestones):
    """One row per special project of ``plan``, in the document's order."""
    tallies = milestones.tally_by("task__project")
    return [
        {"project": project, "tasks": project.task_count, "tally": tallies.get(project.pk, Tally())}
        for project in plan.projects.annotate(task_count=Count("tasks")).order_by("number")
    ]


def movement(milestones, since):
    """How many dated milestones were done and how many turned red after ``since``."""
    return milestones.filter(is_dated=True).aggregate(
        done=Count("pk", filter=Q(done_on__gt=since)),
        red=Count("pk", filter=Q(light=Light.RED, due__gte=since)),
    )


def attention(milestones, as_of):
    """What a person must look at first: the longest overdue, then the next due.

    Each row carries ``last_word``, what the unit reported last.
    """
    words = ProgressReport.objects.filter(milestone=OuterRef("pk"), reported_on__lte=as_of)
    last_word = Subquery(words.values("done")[:1])
    return milestones.annotate(last_word=last_word).for_table().urgent()[:ATTENTION_ROWS]


def months(milestones, as_of):
    """Twelve rows for the months of ``as_of``'s year; each a Tally of what is due in it."""
    tallies = milestones.filter(due__year=as_of.year).tally_by_month()
    firsts = [date(as_of.year, month, 1) for month in range(1, 13)]
    return [
        {"first": first, "last": end_of_month(first), "tally": tallies.get(first, Tally())}
        for first in firsts
    ]


def units_behind(milestones):
    """The lead units with most overdue, then most due soon, milestones."""
    tallies = {
        unit: tally
        for (unit, role), tally in milestones.tally_by_unit().items()
        if role == "lead" and (tally.red or tally.amber)
    }
    worst = sorted(tallies, key=lambda unit: (-tallies[unit].red, -tallies[unit].amber, unit))
    units = Unit.objects.in_bulk(worst[:UNIT_ROWS])
    return [{"unit": units[pk], "tally": tallies[pk]} for pk in worst[:UNIT_ROWS]]
