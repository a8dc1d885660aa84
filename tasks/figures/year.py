"""The year of a unit, a leader or a project, and its record: docs/counting.md."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum

from tasks.browse.records import EXTENDED, outcome, was_returned, with_forecast
from tasks.figures.curve import DAY, Curve
from tasks.figures.overview import Counts, months
from tasks.ground.days import days_overdue
from tasks.ground.lights import Light
from tasks.ground.tally import Tally, percent
from tasks.plan.models import CompletionRequest, Extension
from tasks.plan.models.milestone_queryset import true_when

WEEK = timedelta(days=7)
MOVED = ExpressionWrapper(F("new_due_on") - F("old_due_on"), DurationField())
DECIDED = ("approved", "returned")


class Year:
    """Month by month what ``milestones`` promised and how it was kept, as it stood on their day: one
    query. It is the year that the promise curve shows.
    """

    def __init__(self, milestones, issued_on):
        self.as_of = milestones.day
        self.since, self.since_day = self.as_of - WEEK, self.as_of - WEEK + DAY
        self.counts = Counts(milestones, since=self.since)
        self.movement = self.counts.movement()
        self.curve = Curve(self.counts.rows, self.as_of, issued_on)
        self.number = self.curve.year

    @cached_property
    def tally(self):
        return sum(self.counts.by_project().values(), Tally())

    @property
    def ended(self):
        """What is done or overdue: of these the on-time rate tells."""
        return self.tally.done + self.tally.red

    @cached_property
    def months(self):
        """Twelve rows: what is ``due`` in the month, ``done`` and ``red`` of it, and what was due in it
        by the document's dates and has been ``extended``.
        """
        moved = self.counts.tallies(
            [row for row in self.curve.rows if is_extended(row)],
            lambda row: row["original_due_on"].replace(day=1),
        )
        rows = months(self.counts, self.curve)
        return [row | {"extended": moved[row["first"]].dated} for row in rows]

    @cached_property
    def whole(self):
        """The row of the year: the sums of its months."""
        keys = ("due", "done", "extended", "red")
        sums = {key: sum(row[key] for row in self.months) for key in keys}
        tally = sum((row["tally"] for row in self.months), Tally())
        return sums | {"first": self.curve.first, "last": self.curve.last, "tally": tally}

    @cached_property
    def overdue(self):
        """``(due date, number)`` of what is overdue, the longest first."""
        found = {}
        for row in self.curve.rows:
            if row["light"] == Light.RED:
                found[row["due"]] = found.get(row["due"], 0) + row["number"]
        return sorted(found.items())

    @property
    def overdue_days(self):
        """For how many days all that is overdue is so, added up."""
        return sum(number * days_overdue(due, self.as_of) for due, number in self.overdue)

    @property
    def longest(self):
        """For how many days the longest overdue is so; 0 where nothing is."""
        return days_overdue(self.overdue[0][0], self.as_of) if self.overdue else 0

    @property
    def next_due(self):
        """When the next that is due soon is due; None where nothing is."""
        soon = (row["due"] for row in self.curve.rows if row["light"] == Light.AMBER)
        return min(soon, default=None)


def is_extended(row):
    original = row["original_due_on"]
    return original is not None and row["due"] > original


@dataclass(frozen=True)
class Record:
    """How often the dates of some milestones were moved, ``days`` in all, and their completion
    ``returned``, of so many decisions; and of how many it came as their unit had forecast.
    """

    extended: int
    extensions: int
    days: int
    sent_back: int
    returned: int
    decided: int
    kept: int
    missed: int

    @property
    def cases(self):
        """Milestones whose forecast has come true or not."""
        return self.kept + self.missed

    @property
    def accuracy(self):
        """Forecasts that came in time in per cent of all cases; None without any."""
        return percent(self.kept, self.cases)


def record_of(milestones):
    """The Record of those of ``milestones`` that are not outside the plan; three queries."""
    day, own = milestones.day, milestones.of_document()
    asked = with_forecast(own).annotate(is_returned=true_when(was_returned(day)))
    counted = asked.aggregate(
        extended=Count("pk", filter=EXTENDED),
        sent_back=Count("pk", filter=Q(is_returned=True)),
        kept=Count("pk", filter=outcome("kept", day)),
        missed=Count("pk", filter=outcome("missed", day)),
    )
    mine = {"milestone__in": own.values("pk"), "decided_on__lte": day}
    moved = Extension.objects.filter(decision="granted", **mine).aggregate(
        number=Count("pk"), moved=Sum(MOVED)
    )
    decided = CompletionRequest.objects.filter(state__in=DECIDED, **mine)
    decisions = decided.aggregate(
        decided=Count("pk"), returned=Count("pk", filter=Q(state="returned"))
    )
    days = moved["moved"].days if moved["moved"] else 0
    return Record(extensions=moved["number"], days=days, **counted, **decisions)
