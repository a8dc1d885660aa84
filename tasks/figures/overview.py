"""What the overview says, as plain rows; every function asks a fixed number of queries."""

from collections import defaultdict
from datetime import date
from operator import itemgetter

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from tasks.browse.rows import with_owners
from tasks.ground.days import ALWAYS, end_of_month
from tasks.ground.lights import Light
from tasks.ground.tally import Tally
from tasks.plan.models import Assignment, Milestone, ProgressReport
from tasks.plan.models.ending import ended_tasks
from units.former_names import name_on

ATTENTION_ROWS = 6
UNIT_ROWS = 6
URGENT = (
    "pk",
    "task",
    "task__number",
    "order",
    "text",
    "light",
    "due",
)
WORD = ("milestone", "reported_on", "batch")

# Days, not months: SQLite would call Python for the month of each milestone.
GROUPED = (
    "task__project",
    "due",
    "original_due_on",
    "done_on",
    "light",
    "is_dated",
    "is_entered",
    "is_extra",
)


class Counts:
    """All numbers of ``milestones`` by project, dates and light, asked in one query.

    ``since`` begins the time of which ``movement`` tells.
    """

    def __init__(self, milestones, since):
        self.since = since
        grouped = milestones.for_counting().values(*GROUPED)
        self.rows = list(grouped.annotate(number=Count("pk")).order_by())

    def by_project(self):
        """``{project id: Tally}``."""
        return self.tallies(self.rows, itemgetter("task__project"))

    def by_month(self, date_of):
        """``{first of the month of date_of: Tally}`` of the dated ones."""
        dated = [row for row in self.rows if row["is_dated"] and row[date_of]]
        return self.tallies(dated, lambda row: row[date_of].replace(day=1))

    def tallies(self, rows, key):
        tallies = defaultdict(Tally)
        for row in rows:
            tally = tallies[key(row)]
            marks = (row["is_entered"], row["is_extra"])
            tally.add(row["light"], row["is_dated"], row["number"], *marks)
        return tallies

    def movement(self):
        """How many dated milestones of the document were done and how many turned red after ``since``."""
        dated = [row for row in self.rows if row["is_dated"] and not row["is_extra"]]
        done = [row for row in dated if row["done_on"] and row["done_on"] > self.since]
        red = [row for row in dated if row["light"] == Light.RED and row["due"] >= self.since]
        return {
            "done": sum(row["number"] for row in done),
            "red": sum(row["number"] for row in red),
        }


def projects(plan, counts, as_of):
    """One row per special project of ``plan``, in the document's order, that of tasks outside the plan
    last; ``ended`` of its ``tasks`` had ended by ``as_of``.
    """
    tallies = counts.by_project()
    ended = Count("tasks", filter=Q(tasks__in=ended_tasks(as_of)))
    known = Q(tasks__added_on=None) | Q(tasks__added_on__lte=as_of)
    number = Count("tasks", filter=known)
    found = plan.projects.annotate(task_count=number, ended=ended).order_by("number")
    return [
        {
            "project": project,
            "tasks": project.task_count,
            "ended": project.ended,
            "tally": tallies[project.pk],
        }
        for project in found
    ]


def months(counts, curve):
    """Twelve rows for the months of the year of ``curve``: a Tally of what is due in each by the
    approved date, what was due in it by the document's, and the sums by its end.
    """
    tallies, originals = counts.by_month("due"), counts.by_month("original_due_on")
    firsts = [date(curve.year, month, 1) for month in range(1, 13)]
    return [
        month(first, tallies[first], curve) | {"original": originals[first].dated}
        for first in firsts
    ]


def month(first, tally, curve):
    """The row of the month that begins on ``first``; nothing is done by the end of a later one."""
    last = end_of_month(first)
    return {
        "first": first,
        "last": last,
        "tally": tally,
        "due": tally.dated,
        "done": tally.done,
        "red": tally.red,
        "due_by": curve.approved.by(last),
        "original_by": curve.original.by(last),
        "done_by": curve.done.by(last) if first <= curve.as_of else 0,
    }


def untold(plan, as_of, total):
    """How many milestones ``total`` leaves out, because nobody told how they stood: a fault."""
    known = Q(added_on=None) | Q(added_on__lte=as_of if plan.is_issued_by(as_of) else ALWAYS)
    return Milestone.objects.filter(known, task__plan=plan).count() - total


def attention(milestones, as_of):
    """What a person must look at first: the longest overdue, then the next due, as values.

    Each has ``word``, what its unit said last, or None, and the names of the lead ``units``.
    """
    rows = list(milestones.urgent().values(*URGENT)[:ATTENTION_ROWS])
    reports = ProgressReport.objects.filter(milestone__in=[row["pk"] for row in rows])
    words = {word["milestone"]: word for word in reports.last_words(as_of).told(*WORD)}
    return with_owners([row | {"word": words.get(row["pk"])} for row in rows], "task", as_of)


def units_behind(milestones):
    """The lead units with most overdue, then most due soon, milestones."""
    led = milestones.with_part().filter(part=Assignment.Role.LEAD)
    name = Coalesce(name_on(milestones.day, "tenure__unit"), F("tenure__unit__name"))
    tallies = led.annotate(called=name).tally_by("tenure__unit", "called")
    rows = [
        {"unit": {"pk": pk, "name": name}, "tally": tally}
        for (pk, name), tally in tallies.items()
        if tally.red or tally.amber
    ]
    return sorted(rows, key=behind)[:UNIT_ROWS]


def behind(row):
    return -row["tally"].red, -row["tally"].amber, row["unit"]["pk"]
