"""How a milestone stood on a day, asked of its facts: the other opinion on the standings.

Nothing here knows the stories that ``tasks.plan.story`` tells. Subqueries find what was true of
each milestone, one function to a question; what follows from that is worked out in plain Python.
"""

from typing import NamedTuple

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from tasks.ground.lights import CLOSED, Light
from tasks.models import (
    CompletionRequest,
    DateSetting,
    Event,
    Extension,
    Milestone,
    Naming,
    ProgressReport,
    Reopening,
)

MINE = {"milestone": OuterRef("pk")}


class Stood(NamedTuple):
    """What a page says of the milestone ``order``, under the names that it reads."""

    order: int
    light: Light
    original_light: Light
    due: object
    done_on: object
    is_dated: bool
    answering: int | None
    holder: str
    held_since: object
    last_report_on: object
    is_stale: bool
    stage_then: str


def stood(plan, as_of):
    """How the plan's milestones stood that were known at the end of ``as_of``."""
    known = Q(added_on=None) | Q(added_on__lte=as_of)
    rows = Milestone.objects.filter(known, task__plan=plan)
    for question in (with_due, with_ending, with_request, with_naming, with_turn, with_report):
        rows = question(rows, as_of)
    return [seen(row, plan, as_of) for row in rows]


def seen(row, plan, as_of):
    """What follows from the facts that the row carries."""
    has_ended = row.ended_on is not None and row.ended_on <= as_of
    ended_as = row.ended_as if has_ended else ""
    light = light_of(row, ended_as, row.due_then, plan, as_of)
    silent = (as_of - (row.reported_on or row.added_on or plan.issued_on)).days
    return Stood(
        order=row.order,
        light=light,
        original_light=light_of(row, ended_as, row.original_due_on, plan, as_of),
        due=row.due_then,
        done_on=row.ended_on if light in CLOSED else None,
        is_dated=row.kind != "ongoing" and row.due_then is not None and light != Light.STOPPED,
        answering=row.named,
        holder=row.turn_of or "unit",
        held_since=row.turn_since or row.added_on or plan.issued_on,
        last_report_on=row.reported_on,
        is_stale=light == Light.ONGOING and silent > plan.report_every_days,
        stage_then=ended_as or row.request,
    )


def light_of(row, ended_as, due, plan, as_of):
    """The table of docs/rules.md, section 1, row by row."""
    if ended_as == "done":
        return Light.LATE if due and row.ended_on > due else Light.DONE
    if ended_as == "stopped":
        return Light.STOPPED
    if row.kind == "ongoing":
        return Light.ONGOING
    if due is None:
        return Light.UNSCHEDULED
    if due < as_of:
        return Light.RED
    return Light.AMBER if (due - as_of).days <= plan.amber_days else Light.GREEN


def one(rows, column):
    return Subquery(rows.values(column)[:1])


def with_due(rows, as_of):
    """What is decided later does not count yet; before any decision the last reading does.

    Of a date granted and one set on the same day that came first whose old date the other kind
    did not give.
    """
    grants = Extension.objects.filter(**MINE, decision="granted").order_by("decided_on", "id")
    sets = DateSetting.objects.filter(**MINE, is_reading=False).order_by("on", "id")
    readings = DateSetting.objects.filter(**MINE, is_reading=True).order_by("-on", "-id")
    next_grant, next_set = grants.filter(decided_on__gt=as_of), sets.filter(on__gt=as_of)
    rows = rows.annotate(
        grant_on=one(next_grant, "decided_on"),
        grant_old=one(next_grant, "old_due_on"),
        set_on=one(next_set, "on"),
        set_old=one(next_set, "old_due_on"),
    )
    was_set_before = sets.filter(on=OuterRef("grant_on"), due_on=OuterRef("grant_old"))
    before_all = ~Exists(grants.filter(decided_on__lte=as_of)) & ~Exists(sets.filter(on__lte=as_of))
    is_grant = Q(set_on=None) | Q(grant_on__lt=F("set_on"))
    is_grant |= Q(grant_on=F("set_on")) & ~Exists(was_set_before)
    return rows.annotate(
        due_then=Case(
            When(grant_on=None, set_on=None, then=F("due_on")),
            When(before_all & Exists(readings), then=one(readings, "due_on")),
            When(is_grant, then=F("grant_old")),
            default=F("set_old"),
            output_field=DateField(),
        )
    )


def with_ending(rows, as_of):
    """A completion or stop that was undone later still holds, that which was undone first."""
    undone = Reopening.objects.filter(**MINE, ended_on__lte=as_of, reopened_on__gt=as_of)
    undone = undone.order_by("reopened_on", "id")
    return rows.annotate(
        ended_as=Coalesce(one(undone, "ended_as"), F("stage")),
        ended_on=Coalesce(one(undone, "ended_on"), F("completed_on"), F("stopped_on")),
    )


def with_request(rows, as_of):
    """Whoever has a completion request has the milestone."""
    undecided = Q(decided_on=None) | Q(decided_on__gt=as_of)
    waiting = CompletionRequest.objects.filter(undecided, **MINE, requested_on__lte=as_of)
    return rows.annotate(
        request=Case(
            When(Exists(waiting.filter(submitted_on__lte=as_of)), then=Value("submitted")),
            When(Exists(waiting), then=Value("signing")),
            default=Value("open"),
        )
    )


def with_naming(rows, as_of):
    namings = Naming.objects.filter(**MINE, on__lte=as_of).order_by("-on", "-id")
    return rows.annotate(named=one(namings, "unit"))


def with_turn(rows, as_of):
    turns = Event.objects.filter(**MINE, on__lte=as_of).exclude(holder="").order_by("-on", "-id")
    return rows.annotate(turn_of=one(turns, "holder"), turn_since=one(turns, "on"))


def with_report(rows, as_of):
    reports = ProgressReport.objects.filter(**MINE, reported_on__lte=as_of)
    return rows.annotate(reported_on=one(reports.order_by("-reported_on"), "reported_on"))
