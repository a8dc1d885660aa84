"""Which finished milestones are like an open one, and what their outcomes say: docs/forecast.md.

A Monday knows what was known at the end of the day before, so it says the same whenever it is told.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from tasks.forecast.models import FEWEST, Expected, Forecast, Left, Reported
from tasks.plan.models import CompletionRequest, Extension, Plan, ProgressReport, Standing
from tasks.plan.models.reporting import WORRIED, Outlook
from tasks.plan.models.stages import Stage

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FRESH_DAYS = 30  # since a report
UP_TO = ((13, Left.TWO_WEEKS), (30, Left.MONTH), (60, Left.TWO_MONTHS), (120, Left.FOUR_MONTHS))
# What is compared, the finest class first; with too few cases the last of these is left out.
COMPARED = ("left", "reported", "expected", "had_setback")


class Kind(NamedTuple):
    """How a milestone stood: all that is compared."""

    left: int
    reported: str
    expected: str
    had_setback: bool


class Stood(NamedTuple):
    """An open dated milestone by its id, the date that stood, and how it stood."""

    milestone: int
    due: date
    kind: Kind


class Said(NamedTuple):
    """Of ``cases`` milestones that are alike in ``depth`` things ``came`` were in time."""

    depth: int
    cases: int
    came: int


SILENT = Said(0, 0, 0)
Counts = Mapping[tuple, tuple[int, int]]


def mondays(first: date, last: date) -> Iterator[date]:
    """The Mondays from ``first``, a Monday, up to ``last``."""
    while first <= last:
        yield first
        first += WEEK


def left_of(days: int) -> Left:
    """The class of what is due in so many days, 0 on the day itself."""
    return next((left for most, left in UP_TO if days <= most), Left.LONGER)


def reported_of(said_on: date | None, last_on: date | None, monday: date) -> Reported:
    """The class of what was last reported with words on ``said_on``, and at all on ``last_on``."""
    if said_on and (monday - said_on).days <= FRESH_DAYS:
        return Reported.FRESH
    return Reported.OLD if said_on or last_on else Reported.NEVER


def expected_of(rating: str, forecast_on: date | None, due: date) -> Expected:
    """What the last words of a unit expect of what is due on ``due``: a worry or a later day is a doubt."""
    if rating in WORRIED or forecast_on and forecast_on > due:
        return Expected.DOUBT
    is_sure = rating == Outlook.CONFIDENT or forecast_on is not None
    return Expected.IN_TIME if is_sure else Expected.UNSAID


def said_of(kind: Kind, counts: Mapping[int, Counts]) -> Said:
    """What the known cases say of ``kind``: of the finest class with FEWEST, else SILENT.

    ``counts`` are by depth, how many of COMPARED a key has.
    """
    for depth in range(len(COMPARED), 0, -1):
        cases, came = counts[depth].get(kind[:depth], (0, 0))
        if cases >= FEWEST:
            return Said(depth, cases, came)
    return SILENT


def known_counts(monday: date) -> dict[int, Counts]:
    """``{depth: Counts}`` of what was known on ``monday``; at depth 0 of all there was."""
    known = Forecast.objects.known(monday)
    return {depth: known.counts(*COMPARED[:depth]) for depth in range(len(COMPARED) + 1)}


def closed_and_known(day: date) -> Q:
    """The condition that a Standing of ``day`` had ended and that this had been approved by then: a
    completion holds for its own day, but nobody knew it before.
    """
    approving = CompletionRequest.objects.approving(OuterRef("milestone"), OuterRef("ended_on"))
    later = Exists(approving.filter(decided_on__gt=day))
    return Q(stage=Stage.STOPPED) | Q(Q(stage=Stage.DONE), ~later)


def standing_on(day: date) -> QuerySet[Standing]:
    """How milestones stood at the end of ``day``."""
    return Standing.objects.filter(since__lte=day, until__gt=day)


def stood(monday: date) -> list[Stood]:
    """The open dated milestones of plans in use that were not overdue as the week began."""
    day = monday - DAY
    plans = Plan.objects.live(monday).filter(issued_on__lte=monday).values("pk")
    rows = (
        standing_on(day)
        .filter(milestone__task__plan__in=plans, is_dated=True, due__gte=monday)
        .exclude(closed_and_known(day))
    )
    words, setbacks = last_words(day), with_setbacks(day)
    found = []
    for milestone, due, last_on in rows.order_by("milestone").values_list(
        "milestone", "due", "last_report_on"
    ):
        assert due, "What is asked for has a date."
        said_on, rating, forecast_on = words.get(milestone, (None, "", None))
        kind = Kind(
            left_of((due - monday).days),
            reported_of(said_on, last_on, monday),
            expected_of(rating, forecast_on, due),
            milestone in setbacks,
        )
        found.append(Stood(milestone, due, kind))
    return found


def last_words(day: date) -> dict[int, tuple[date, str, date | None]]:
    """``{milestone id: (day, rating, expected day)}`` of the last report with words up to ``day``.

    What is restricted is known to everybody by its day only.
    """
    said = ProgressReport.objects.filter(kind=ProgressReport.Kind.REPORT, reported_on__lte=day)
    rows = said.with_restriction().order_by("reported_on", "pk")
    return {
        milestone: (on, "", None) if is_restricted else (on, rating, forecast_on)
        for milestone, on, rating, forecast_on, is_restricted in rows.values_list(
            "milestone", "reported_on", "rating", "forecast_on", "is_restricted"
        )
    }


def with_setbacks(day: date) -> set[int]:
    """The milestones by id that had been extended, or a request of theirs returned, by ``day``."""
    decided = {"decided_on__lte": day}
    granted = Extension.objects.filter(decision=Extension.Decision.GRANTED, **decided)
    returned = CompletionRequest.objects.filter(state=CompletionRequest.State.RETURNED, **decided)
    return {pk for rows in (granted, returned) for pk in rows.values_list("milestone", flat=True)}
