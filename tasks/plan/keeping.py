"""The standings are kept: told anew from the facts for every milestone that an act touched."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from tasks.ground.days import ALWAYS
from tasks.plan.models import (
    CompletionRequest,
    DateSetting,
    Edition,
    Event,
    Extension,
    Milestone,
    Naming,
    Plan,
    ProgressReport,
    Reopening,
    Standing,
)
from tasks.plan.story import Decision, Ending, Facts, Named, Request, Span, State, Turn, story

Fact = TypeVar("Fact")

# How many milestones are told at a time: the databases take no endless list of ids.
BATCH = 500
ENDS = ("completed_on", "stopped_on")


class Difference(NamedTuple):
    """What the facts tell and the table does not say, and the other way round.

    Spans by milestone id and first day; ``stray`` has also the id of the row.
    """

    missing: dict[tuple[int, date], Span]
    stray: dict[tuple[int, date], tuple[Span, int]]


def keep(milestones: Iterable[int]) -> int:
    """Tell the milestones of these ids anew; return how many spans were new.

    Each is locked by this transaction, or new in it, so nobody else tells it meanwhile.
    """
    written = 0
    for batch in batches(milestones):
        missing, stray = compare(batch)
        Standing.objects.filter(pk__in=[pk for _span, pk in stray.values()]).delete()
        Standing.objects.bulk_create(
            Standing(milestone_id=milestone, **columns(span))
            for (milestone, _since), span in missing.items()
        )
        written += len(missing)
    return written


def tell_first_story(instance: Milestone, created: bool, raw: bool, **_told: Any) -> None:
    """A milestone is born with its standing: without one no page would show it.

    Fixtures (``raw``) bring the standings along.
    """
    if created and not raw:
        keep([instance.pk])


@transaction.atomic
def keep_all() -> int:
    """Tell every milestone anew while nobody acts; return how many spans were wrong or missing."""
    milestones = Milestone.objects.select_for_update().order_by("pk")
    written = keep(milestones.values_list("pk", flat=True))
    Edition.objects.rise(Plan.objects.values_list("pk", flat=True))
    return written


def differences(milestones: Iterable[int]) -> Iterator[tuple[str, int, Span]]:
    """(missing, stray or torn; milestone id; span) where table and facts say different things.

    Torn is a row that begins on the right day and says something else.
    """
    for batch in batches(milestones):
        missing, stray = compare(batch)
        for (milestone, since), span in missing.items():
            yield "torn" if (milestone, since) in stray else "missing", milestone, span
        for (milestone, since), (span, _pk) in stray.items():
            if (milestone, since) not in missing:
                yield "stray", milestone, span


def compare(milestones: Sequence[int]) -> Difference:
    """Where the table and the facts say different things about the milestones of these ids."""
    told = {
        (milestone, span.since): span
        for milestone, facts in facts_of(milestones).items()
        for span in story(facts)
    }
    rows = Standing.objects.filter(milestone__in=milestones)
    stored = {
        (milestone, since): (Span(since, until, State(*state)), pk)
        for pk, milestone, since, until, *state in rows.values_list(
            "pk", "milestone", "since", "until", *State._fields
        )
    }
    return Difference(
        missing={
            key: span for key, span in told.items() if key not in stored or stored[key][0] != span
        },
        stray={key: row for key, row in stored.items() if told.get(key) != row[0]},
    )


def columns(span: Span) -> dict[str, Any]:
    """The columns of a Standing that say ``span``."""
    state = span.state._asdict()
    return {
        "since": span.since,
        "until": span.until,
        "answering_id": state.pop("answering"),
        **state,
    }


def facts_of(milestones: Sequence[int]) -> dict[int, Facts]:
    """``{milestone id: Facts}``; one query for each kind of fact.

    Only columns that are named are asked for: the migration that tells the first stories runs this.
    """
    mine = {"milestone__in": milestones}
    granted = Extension.objects.filter(**mine, decision=Extension.Decision.GRANTED)
    grants = rows(granted, Decision, "decided_on", "old_due_on", "new_due_on")
    dates_set = rows(
        DateSetting.objects.filter(**mine), Decision, "on", "old_due_on", "due_on", "is_reading"
    )
    reopened = Reopening.objects.filter(**mine)
    undone = rows(reopened, Ending, "ended_on", "ended_as", "reopened_on", order="reopened_on")
    asked = CompletionRequest.objects.filter(**mine)
    requests = rows(asked, Request, "requested_on", "submitted_on", "decided_on")
    namings = rows(Naming.objects.filter(**mine), Named, "on", "unit")
    turns = rows(Event.objects.filter(**mine).exclude(holder=""), Turn, "on", "holder")
    reports = rows(ProgressReport.objects.filter(**mine), day_itself, "reported_on")
    own = ("pk", "kind", "original_due_on", "due_on", "added_on", "stage", *ENDS)
    return {
        pk: Facts(
            is_ongoing=kind == Milestone.Kind.ONGOING,
            original_due_on=original_due_on,
            due_on=due_on,
            begins=added_on or ALWAYS,
            decisions=tuple(sorted((*grants[pk], *dates_set[pk]), key=attrgetter("on"))),
            endings=(*undone[pk], *(Ending(on, stage) for on in ended_on if on)),
            requests=tuple(requests[pk]),
            namings=tuple(namings[pk]),
            turns=tuple(turns[pk]),
            reports=tuple(reports[pk]),
        )
        for pk, kind, original_due_on, due_on, added_on, stage, *ended_on in (
            Milestone.objects.filter(pk__in=milestones).values_list(*own)
        )
    }


def rows(
    queryset: QuerySet, kind: Callable[..., Fact], *names: str, order: str = ""
) -> dict[int, list[Fact]]:
    """``{milestone id: facts}``, each made of the columns ``names``.

    They come in the order of the column ``order``, or of the first.
    """
    found = defaultdict(list)
    ordered = queryset.order_by(order or names[0], "id")
    for milestone, *values in ordered.values_list("milestone", *names):
        found[milestone].append(kind(*values))
    return found


def day_itself(day: date) -> date:
    """``day``: a fact that is nothing but its day."""
    return day


def batches(milestones: Iterable[int]) -> Iterator[list[int]]:
    """The ids in their order, so many at a time."""
    ids = sorted(milestones)
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
