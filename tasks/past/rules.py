"""What can be entered of work done before, and when it can be undone: docs/workflow.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.ground.days import ALWAYS
from tasks.ground.official import in_chinese, written
from tasks.ground.sense import Known, Sense, refusal
from tasks.past.models import PastBatch
from tasks.plan.actors import host_of
from tasks.plan.models import (
    Assignment,
    CompletionRequest,
    DateSetting,
    Event,
    Extension,
    Milestone,
    Plan,
    ProgressReport,
)
from tasks.plan.models.history import EventQuerySet
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from units.models import Unit

MOST = 300  # facts of one batch
Fact = CompletionRequest | ProgressReport | Extension


class What(models.TextChoices):
    """What was done before."""

    DONE = "done", gettext_lazy("Done before")
    REPORTED = "reported", gettext_lazy("Progress reported before")
    EXTENDED = "extended", gettext_lazy("Later date granted before")


@dataclass(frozen=True)
class Entry:
    """What is to be entered of one of ``open_milestones``: done, reported or granted on ``day``.

    ``seen`` is the version that the person saw, ``asked`` what he was asked about the days and how
    he answered.
    """

    milestone: Milestone
    seen: int
    what: What
    day: date
    words: str
    new_due_on: date | None = None
    asked: str = ""

    @property
    def unit(self) -> Unit:
        """The unit that did it."""
        return unit_of(self.milestone)


def open_milestones(plan: Plan, on: date) -> MilestoneQuerySet:
    """Those of which something can be entered on the day: open, and nothing waits for a decision.

    Each has ``decided_on``, the last day on which a later date was granted or another one set.
    """
    granted = Extension.objects.filter(decision=Extension.Decision.GRANTED)
    chosen = DateSetting.objects.filter(is_reading=False)
    days = (last_day(granted, "decided_on"), last_day(chosen, "on"))
    milestones = Milestone.objects.of(plan, on).with_requests()
    waiting = milestones.filter(stage=Milestone.Stage.OPEN, extension=None)
    return waiting.annotate(decided_on=Greatest(*days)).for_table()


def last_day(decisions: QuerySet, column: str) -> Coalesce:
    """The last of the days in ``column`` of ``decisions`` about the outer milestone."""
    mine = decisions.filter(milestone=OuterRef("pk")).order_by(f"-{column}")
    return Coalesce(Subquery(mine.values(column)[:1]), Value(ALWAYS))


def unit_of(milestone: Milestone) -> Unit:
    """The unit that answers for the milestone: the one that was named, the host, the lead unit."""
    if milestone.answering_unit:
        return milestone.answering_unit
    parts = milestone.task.assignments.all()
    lead = next(one for one in parts if one.role == Assignment.Role.LEAD)
    return (host_of(milestone.task) or lead).unit


def problems(entry: Entry, known: Known) -> dict[str, str]:
    """What speaks against ``entry``, by field; nothing where it can be entered."""
    refused = {"day": refusal(Sense.ENTERED, entry.day, known)}
    if entry.what == What.EXTENDED:
        refused |= problems_of_date(entry, known)
    elif entry.new_due_on:
        refused["new_due_on"] = _("Only a later date that was granted has a new due date.")
    return {field: sentence for field, sentence in refused.items() if sentence}


def problems_of_date(entry: Entry, known: Known) -> dict[str, str | None]:
    """What speaks against the later date: the days before it keep the date that it replaces."""
    milestone = entry.milestone
    if milestone.due_on is None:
        return {"what": _("This milestone has no due date that could be extended.")}
    if entry.new_due_on is None:
        return {"new_due_on": _("Please give the new due date.")}
    since = max(getattr(milestone, "decided_on", ALWAYS), milestone.added_on or ALWAYS)
    if entry.day < since:
        sentence = _(
            "The due date of this milestone stands since %(day)s; nothing moved it before."
        )
        return {"day": sentence % {"day": since}}
    return {"new_due_on": refusal(Sense.GRANTED, entry.new_due_on, known)}


@in_chinese
def said(entry: Entry) -> str:
    """What the history says of ``entry``, in the language of papers."""
    until = f"，延至{written(entry.new_due_on)}" if entry.new_due_on else ""
    return f"{entry.what.label}（{written(entry.day)}{until}）：{entry.words}"


def facts_of(batch: PastBatch) -> list[Fact]:
    """What the batch entered and nobody undid, in the order of the milestones."""
    kinds = (batch.completionrequests, batch.progressreports, batch.extensions)
    facts = [
        fact for kind in kinds for fact in kind.select_related("unit", "milestone__task__plan")
    ]
    return sorted(facts, key=lambda fact: (fact.milestone.task.number, fact.milestone.order))


def what_of(fact: Fact) -> What:
    """What is said by ``fact``."""
    if isinstance(fact, CompletionRequest):
        return What.DONE
    return What.EXTENDED if isinstance(fact, Extension) else What.REPORTED


def told_by(fact: Fact) -> tuple[date, str]:
    """The day and the words of ``fact``."""
    if isinstance(fact, CompletionRequest):
        return fact.completed_on, fact.statement
    if isinstance(fact, ProgressReport):
        return fact.reported_on, fact.done
    return fact.requested_on, fact.reason


def followed(batch: PastBatch, milestones: Iterable[int]) -> EventQuerySet:
    """What happened to the milestones of these ids after ``batch`` was entered, the earliest first.

    Batches that were entered and undone since are as if they had never been.
    """
    entered = (
        batch.events.filter(action=Event.Action.ENTER_PAST).aggregate(last=Max("pk"))["last"] or 0
    )
    later = Event.objects.with_people().filter(milestone__in=milestones, pk__gt=entered)
    return later.exclude(batch__undone_on__isnull=False).select_related("milestone__task")
