"""What the overview says, as plain rows; every function asks a fixed number of queries."""

from collections import Counter
from datetime import date

from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import TruncMonth

from tasks.browse.rows import with_owners
from tasks.ground.days import end_of_month
from tasks.ground.lights import Light
from tasks.ground.tally import Tally
from tasks.plan.models import Assignment, Milestone, ProgressReport
from tasks.plan.models.standing import ALWAYS

ATTENTION_ROWS = 8
UNIT_ROWS = 6
URGENT = (
    "pk",
    "task",
    "task__number",
    "order",
    "text",
    "light",
    "due",
    "last_report_on",
    "last_word",
)


class Counts:
    """All numbers of ``milestones`` by project, month and light, asked in one query.

    ``since`` begins the time of which ``movement`` tells.
    """

    def __init__(self, milestones, since):
        moved = Case(
            When(done_on__gt=since, then=Value("done")),
            When(light=Light.RED, due__gte=since, then=Value("red")),
            default=Value(""),
        )
        grouped = milestones.annotate(
            month=TruncMonth("due"), original_month=TruncMonth("original_due_on"), moved=moved
        ).values("task__project", "month", "original_month", "light", "is_dated", "moved")
        self.rows = list(grouped.annotate(number=Count("pk")).order_by())

    def by(self, key, *, dated=False):
        """``{value of key: Tally}``, of the dated ones alone where ``dated``."""
        tallies = {}
        for row in self.rows:
            if row["is_dated"] or not dated:
                tally = tallies.setdefault(row[key], Tally())
                tally.add(row["light"], row["is_dated"], row["number"])
        return tallies

    def movement(self):
        """How many dated milestones were done and how many turned red after ``since``."""
        moved = Counter()
        for row in self.rows:
            moved[row["moved"]] += row["number"] * row["is_dated"]
        return {"done": moved["done"], "red": moved["red"]}


def projects(plan, counts):
    """One row per special project of ``plan``, in the document's order."""
    tallies = counts.by("task__project")
    return [
        {"project": project, "tasks": project.task_count, "tally": tallies.get(project.pk, Tally())}
        for project in plan.projects.annotate(task_count=Count("tasks")).order_by("number")
    ]


def months(counts, year):
    """Twelve rows for the months of ``year``: a Tally of what is due in it by the approved date,
    and how many were due in it by the document's.
    """
    tallies = counts.by("month", dated=True)
    originals = counts.by("original_month", dated=True)
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return [
        {
            "first": first,
            "last": end_of_month(first),
            "tally": tallies.get(first, Tally()),
            "original": originals.get(first, Tally()).dated,
        }
        for first in firsts
    ]


def untold(plan, as_of, total):
    """How many milestones ``total`` leaves out, because nobody told how they stood: a fault."""
    known = Q(added_on=None) | Q(added_on__lte=as_of if plan.is_issued_by(as_of) else ALWAYS)
    return Milestone.objects.filter(known, task__plan=plan).count() - total


def attention(milestones, as_of):
    """What a person must look at first: the longest overdue, then the next due, as values.

    Each has ``last_word``, what the unit reported last, and the names of the lead ``units``.
    """
    words = ProgressReport.objects.filter(milestone=OuterRef("pk"), reported_on__lte=as_of)
    last_word = Subquery(words.values("done")[:1])
    urgent = milestones.annotate(last_word=last_word).urgent()
    rows = list(urgent.values(*URGENT)[:ATTENTION_ROWS])
    return with_owners(rows, "task", as_of)


def units_behind(milestones):
    """The lead units with most overdue, then most due soon, milestones."""
    led = milestones.with_part().filter(part=Assignment.Role.LEAD)
    tallies = led.tally_by("tenure__unit", "tenure__unit__name")
    rows = [
        {"unit": {"pk": pk, "name": name}, "tally": tally}
        for (pk, name), tally in tallies.items()
        if tally.red or tally.amber
    ]
    return sorted(rows, key=behind)[:UNIT_ROWS]


def behind(row):
    return -row["tally"].red, -row["tally"].amber, row["unit"]["pk"]
