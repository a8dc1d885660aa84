"""Forecasts are frozen each Monday, and scored when it is known what came: docs/forecast.md."""

from datetime import date

from django.db.models import Case, Exists, Max, Min, OuterRef, Q, Subquery, Value, When

from tasks.forecast.models import Forecast
from tasks.forecast.rules import (
    DAY,
    WEEK,
    closed_and_known,
    known_counts,
    mondays,
    said_of,
    standing_on,
    stood,
)
from tasks.ground.days import next_monday
from tasks.plan.acting import act, touch_plan
from tasks.plan.models import CompletionRequest, Plan
from tasks.plan.models.stages import Stage

BATCH = 2000  # rows that are written at a time
GRACE = 4 * WEEK  # in which a unit may still say that it was done by the date


@act
def freeze(on: date) -> int:
    """Freeze the forecasts of every Monday up to ``on`` that has none yet, from the records as they
    stood then; return how many forecasts are new. A second run changes nothing.
    """
    new = sum(freeze_monday(monday) for monday in missing(on))
    if new:
        touch_plan(*Plan.objects.values_list("pk", flat=True))
    return new


def missing(on: date) -> list[date]:
    """The Mondays after the last that was frozen, or since the first plan was in use, up to ``on``."""
    if last := Forecast.objects.aggregate(last=Max("monday"))["last"]:
        return list(mondays(last + WEEK, on))
    first = Plan.objects.aggregate(first=Min("in_use_from"))["first"]
    return list(mondays(next_monday(first), on)) if first else []


def freeze_monday(monday: date) -> int:
    """Score what is known by ``monday``, then write its forecasts; return how many are new."""
    score(monday)
    counts = known_counts(monday)
    all_cases, all_came = counts[0].get((), (0, 0))
    rows = [
        Forecast(
            milestone_id=one.milestone,
            monday=monday,
            due=one.due,
            **one.kind._asdict(),
            **said_of(one.kind, counts)._asdict(),
            all_cases=all_cases,
            all_came=all_came,
        )
        for one in stood(monday)
    ]
    return len(Forecast.objects.bulk_create(rows, BATCH))


def score(monday: date) -> None:
    """Write down what has come, by ``monday``, of the forecasts of earlier ones.

    In time is what was done by the date that stood when it was said, whatever was granted later. What
    is not done is missed GRACE after that date. What was stopped by it, or is claimed to have been
    done by it and not yet decided, has no outcome.
    """
    day = monday - DAY
    unknown = Forecast.objects.filter(known_on=None)
    mine = standing_on(day).filter(milestone=OuterRef("milestone"))
    done = mine.filter(closed_and_known(day), stage=Stage.DONE).values("ended_on")
    in_time = Case(When(due__gte=Subquery(done), then=Value(True)), default=Value(False))
    unknown.filter(Exists(done)).update(in_time=in_time, known_on=monday)
    claimed = CompletionRequest.objects.filter(
        Q(decided_on=None) | Q(decided_on__gt=day),
        milestone=OuterRef("milestone"),
        requested_on__lte=day,
        completed_on__lte=OuterRef("due"),
    )
    stopped = mine.filter(stage=Stage.STOPPED, ended_on__lte=OuterRef("due"))
    missed = unknown.filter(~Exists(claimed), ~Exists(stopped), due__lt=monday - GRACE)
    missed.update(in_time=False, known_on=monday)
