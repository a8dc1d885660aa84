"""The milestones of a plan as they were known at the end of a period, with all that the rules ask.

How they stood are the kept standings. Only where supervisors approved later what was done by then is
the story told again without that approval, by the same function: what is decided after a period does
not change it (docs/evaluation.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from tasks.burden.models import Ask
from tasks.evaluation.matter import Matter, Part, Request
from tasks.plan.keeping import batches, facts_of
from tasks.plan.models import (
    CompletionRequest,
    Confirmation,
    Extension,
    Milestone,
    Plan,
    ProgressReport,
    Standing,
    Tenure,
)
from tasks.plan.story import Ending, Facts, Span, State, story

APPROVED = CompletionRequest.State.APPROVED
OWN = ("pk", "task", "task__number", "text", "kind", "original_due_on", "added_on")
ASKED = ("milestone", "unit", "requested_on", "decided_on")


def matters_of(plan: Plan, ends: date, unit: int | None = None) -> list[Matter]:
    """The Matters of the document's tasks as they were known at the end of ``ends``, in its order; with
    ``unit`` those alone with which it ever had to do. Six queries, and eight for every 500 that were
    approved later.
    """
    milestones = Milestone.objects.filter(task__plan=plan, task__added_on=None)
    if unit is not None:
        milestones = milestones.filter(concerns(unit))
    ordered = milestones.order_by("task__number", "order", "pk")
    matters = {row[0]: Matter(*row) for row in ordered.values_list(*OWN)}
    about = Q(milestone__in=milestones.order_by().values("pk"))
    tell_requests(matters, about)
    tell_parts(matters, milestones)
    tell_confirmed(matters, about)
    tell_spans(matters, about, ends)
    return [matter for matter in matters.values() if matter.spans]


def concerns(unit: int) -> Q:
    """The condition that the unit had a part in a milestone, wrote about it, or received a paper."""
    wrote = (
        rows.objects.filter(unit=unit).values("milestone")
        for rows in (CompletionRequest, ProgressReport)
    )
    asked = Ask.objects.filter(unit=unit).values("event__milestone")
    had = Q(task__in=Tenure.objects.filter(unit=unit).values("task"))
    return had | Q(*(("pk__in", rows) for rows in (*wrote, asked)), _connector=Q.OR)


def tell_requests(matters: dict[int, Matter], about: Q) -> None:
    """Give the matters their requests for completion, then those for a later date; two queries."""
    done = CompletionRequest.objects.filter(about).with_restriction()
    done = done.annotate(day=Coalesce("corrected_on", "completed_on")).order_by("pk")
    for pk, unit, asked_on, decided_on, state, day, is_restricted in done.values_list(
        *ASKED, "state", "day", "is_restricted"
    ):
        done_on = day if state == APPROVED else None
        matters[pk].requests.append(
            Request(unit, asked_on, decided_on, state, done_on, is_restricted)
        )
    for pk, *asked in Extension.objects.filter(about).order_by("pk").values_list(*ASKED):
        matters[pk].requests.append(Request(*asked))


def tell_parts(matters: dict[int, Matter], milestones: QuerySet[Milestone]) -> None:
    """Give the matters the parts that units had in their tasks; one query."""
    parts = defaultdict(list)
    held = Tenure.objects.filter(task__in=milestones.order_by().values("task"))
    held = held.order_by("since", "pk")
    for tenure in held:
        part = Part(tenure.unit_id, tenure.role, tenure.since, tenure.until)
        parts[tenure.task_id].append(part)
    for matter in matters.values():
        matter.parts = parts[matter.task]


def tell_confirmed(matters: dict[int, Matter], about: Q) -> None:
    """Give the matters the days on which units confirmed their part; one query."""
    said = Confirmation.objects.filter(about).order_by("-confirmed_on", "-pk")
    for pk, unit, day in said.values_list("milestone", "unit", "confirmed_on"):
        matters[pk].confirmed[unit] = day


def tell_spans(matters: dict[int, Matter], about: Q, ends: date) -> None:
    """Give the matters their spans that begin by ``ends``, as known then; one query, or nine."""
    again = [pk for pk, matter in matters.items() if was_approved_later(matter, ends)]
    told = Standing.objects.filter(about, since__lte=ends).exclude(milestone__in=again)
    rows = told.order_by("milestone", "since").values_list(
        "milestone", "since", "until", *State._fields
    )
    for pk, since, until, *state in rows:
        matters[pk].spans.append(Span(since, until, State(*state)))
    for batch in batches(again):
        for pk, facts in facts_of(batch).items():
            spans = story(known_by(ends, facts, matters[pk].requests))
            matters[pk].spans = [span for span in spans if span.since <= ends]


def was_approved_later(matter: Matter, ends: date) -> bool:
    """True where what was done by ``ends`` was approved after it."""
    return any(
        one.done_on and one.decided_on and one.done_on <= ends < one.decided_on
        for one in matter.requests
    )


def known_by(ends: date, facts: Facts, requests: Iterable[Request]) -> Facts:
    """``facts`` without the ends that were approved after ``ends``."""
    endings = (ending for ending in facts.endings if known_on(ending, requests) <= ends)
    return replace(facts, endings=tuple(endings))


def known_on(ending: Ending, requests: Iterable[Request]) -> date:
    """When it was approved that a milestone ended so: the last time before that was undone; its own
    day where nobody had to.
    """
    decided = (
        one.decided_on
        for one in requests
        if ending.stage == Milestone.Stage.DONE
        and one.done_on == ending.on
        and one.decided_on
        and one.decided_on <= ending.until
    )
    return max(decided, default=ending.on)
