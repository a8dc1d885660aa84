"""What the unit and the supervisors say of a milestone, where they differ, and who was right."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Abs, Coalesce

from tasks.ground.days import FOREVER
from tasks.ground.lights import Light
from tasks.plan.models import Milestone, Plan, ProgressReport
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from tasks.plan.models.reporting import Outlook, ReportQuerySet
from tasks.ratings.models import SupervisorRating

# From the best to the worst.
RANKS = list(Outlook)
STILL_TO_DO = (Milestone.Stage.OPEN, Milestone.Stage.SIGNING, Milestone.Stage.SUBMITTED)
KNOWN = (Light.DONE, Light.LATE, Light.RED)
FEWEST = 5  # cases, below which a share says nothing


def by_units() -> ReportQuerySet:
    """The reports of the outer milestone that rate it, the latest first."""
    rated = ProgressReport.objects.filter(milestone=OuterRef("pk")).exclude(rating="")
    return rated.order_by("-reported_on", "-id")


def by_supervisors() -> QuerySet[SupervisorRating]:
    """The supervisors' ratings of the outer milestone, the latest first."""
    return SupervisorRating.objects.filter(milestone=OuterRef("pk")).order_by("-rated_on", "-id")


# Everybody reads the lists: why is left out where the report is restricted.
CAUSE = Case(
    When(is_restricted=True, then=Value("")), default=F("rating_cause"), output_field=TextField()
)


def with_ratings(milestones: MilestoneQuerySet, on: date) -> MilestoneQuerySet:
    """Annotate ``unit_rating`` and ``own_rating``, the latest Outlook of the units and of the
    supervisors at the end of ``on``; null where there is none.
    """
    return milestones.annotate(
        unit_rating=latest(by_units().filter(reported_on__lte=on), "rating"),
        own_rating=latest(by_supervisors().filter(rated_on__lte=on), "rating"),
    )


def with_words(milestones: MilestoneQuerySet, on: date) -> MilestoneQuerySet:
    """``with_ratings``, and who said so when and why."""
    units = by_units().filter(reported_on__lte=on)
    own = by_supervisors().filter(rated_on__lte=on)
    return with_ratings(milestones, on).annotate(
        unit_rater=latest(units, "unit__name"),
        unit_rated_on=latest(units, "reported_on"),
        unit_cause=latest(units.with_restriction().annotate(cause=CAUSE), "cause"),
        own_rated_on=latest(own, "rated_on"),
        own_note=latest(own, "note"),
    )


def latest(rows: QuerySet[Any], column: str) -> Subquery:
    """The ``column`` of the first of ``rows``."""
    return Subquery(rows.values(column)[:1])


def gaps(plan: Plan, on: date) -> MilestoneQuerySet:
    """Of what is still to be done on the day, that of which the unit and the supervisors think
    differently (看法不一), the widest ``gap`` first, and of these the supervisors' worst.
    """
    milestones = with_words(Milestone.objects.of(plan, on), on).filter(
        stage_then__in=STILL_TO_DO, unit_rating__isnull=False, own_rating__isnull=False
    )
    differing = milestones.annotate(own_rank=rank_case("own_rating")).annotate(
        gap=Abs(F("own_rank") - rank_case("unit_rating"))
    )
    return (
        differing.filter(gap__gt=0)
        .with_units()
        .order_by("-gap", "-own_rank", "due", "task__number", "order")
    )


def rank_case(column: str) -> Case:
    """How bad the Outlook in ``column`` is, as a number."""
    return Case(*(When(**{column: one}, then=Value(rank)) for rank, one in enumerate(RANKS)))


class Record(NamedTuple):
    """How often the ratings of one side came true: ``right`` of ``cases``."""

    cases: int
    right: int

    @property
    def is_telling(self) -> bool:
        """False where there are too few cases to show a share."""
        return self.cases >= FEWEST

    @property
    def percent(self) -> int:
        """The share that came true, rounded."""
        return round(100 * self.right / self.cases)


def records(plan: Plan, on: date) -> dict[str, Record]:
    """``{"unit" | "own": Record}`` of the milestones that are done or overdue on the day.

    What counts is the last rating before the outcome was known: up to the due date, and before the
    day of completion. "Confident" came true where it was done in time, the others where it was not.
    Two queries.
    """
    known = Milestone.objects.of(plan, on).filter(is_dated=True, light__in=KNOWN)
    before = Coalesce(OuterRef("done_on"), Value(FOREVER))
    calls = {
        "unit": by_units().filter(reported_on__lte=OuterRef("due"), reported_on__lt=before),
        "own": by_supervisors().filter(rated_on__lte=OuterRef("due"), rated_on__lt=before),
    }
    return {
        side: record(known.annotate(call=latest(rows, "rating"))) for side, rows in calls.items()
    }


def record(rated: MilestoneQuerySet) -> Record:
    """The Record of the milestones that have a ``call``."""
    was_right = Q(call=Outlook.CONFIDENT, light=Light.DONE)
    was_right |= ~Q(call=Outlook.CONFIDENT) & ~Q(light=Light.DONE)
    asked = rated.filter(call__isnull=False).order_by()
    return Record(**asked.aggregate(cases=Count("pk"), right=Count("pk", filter=was_right)))
