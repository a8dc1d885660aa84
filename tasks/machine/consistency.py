"""Rules that no constraint can hold, because they reach over several tables."""

import logging

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Length
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.ground.days import FOREVER
from tasks.plan.keeping import differences
from tasks.plan.models import (
    Assignment,
    DateSetting,
    Extension,
    Milestone,
    Plan,
    Task,
    TaskLeader,
    Tenure,
)
from tasks.plan.models.ending import ended_tasks
from tasks.plan.models.stages import Stage
from tasks.search.keeping import differences as search_differences
from tasks.search.models import SearchRow
from units.models import Unit

DIFFERENCES = {
    "missing": gettext_lazy("the standing is missing; keep_standings writes it"),
    "stray": gettext_lazy("no fact tells this standing; keep_standings removes it"),
    "torn": gettext_lazy(
        "the standing says something else than the facts; keep_standings mends it"
    ),
}

logger = logging.getLogger(__name__)


def warn_of_problems():
    """Log every problem; return their number, in words."""
    sentences = problems()
    for problem in sentences:
        logger.warning(problem)
    return _("%(n)d problems") % {"n": len(sentences)}


def problems():
    """What is wrong with the data, one sentence each; an empty list when nothing is."""
    sentences = []
    for sentence, rows in rules():
        sentences += [f"{sentence}: {row}" for row in rows]
    return [*sentences, *untrue_standings(), *untold_words()]


def untrue_standings():
    """A sentence for each span of days that is not as the facts tell it."""
    milestones = Milestone.objects.in_bulk()
    for kind, milestone, span in differences(milestones):
        yield _("%(milestone)s from %(since)s to %(until)s: %(kind)s") % {
            "milestone": f"{milestones[milestone]} ({milestone})",
            "since": span.since,
            "until": span.until,
            "kind": DIFFERENCES[kind],
        }


def untold_words():
    """A sentence for each thing that the search knows by other words than its own."""
    for kind, key in search_differences():
        yield _("The search knows other words of %(kind)s %(key)d; keep_search mends it") % {
            "kind": SearchRow.Kind(kind).label,
            "key": key,
        }


def rules():
    """(sentence, rows that break it) pairs."""
    leads = Assignment.objects.filter(task=OuterRef("pk"), role=Assignment.Role.LEAD)
    return [
        (
            _("A task and its special project belong to different plans"),
            Task.objects.exclude(project__plan=F("plan")),
        ),
        (
            _("A task of the document and one outside the plan stand under one heading"),
            misplaced(),
        ),
        (_("A task has no lead unit"), Task.objects.filter(~Exists(leads))),
        (_("A task has no lead leader"), unled()),
        (_("A task has no milestone"), Task.objects.filter(milestones__isnull=True)),
        (
            _("A clause lies outside its task’s text"),
            Milestone.objects.filter(
                Q(source_start__lt=F("task__source_start"))
                | Q(source_end__gt=F("task__source_end"))
            ),
        ),
        (_("A task lies outside the official text"), beyond_the_text()),
        (
            _("A unit that is no group has members"),
            Unit.objects.exclude(kind=Unit.Kind.GROUP).filter(members__isnull=False).distinct(),
        ),
        *facts_and_present(),
    ]


def beyond_the_text():
    """The document's tasks whose characters its text does not have."""
    texts = Plan.objects.annotate(length=Length("source_text"))
    enough = texts.filter(pk=OuterRef("plan"), length__gte=OuterRef("source_end"))
    return Task.objects.of_document().filter(~Exists(enough))


def misplaced():
    """The tasks under a heading of the other kind."""
    own, extra = Q(project__is_extra=True, added_on=None), Q(added_on__isnull=False)
    return Task.objects.filter(own | Q(extra, project__is_extra=False))


def unled():
    """The tasks that nobody leads now."""
    return Task.objects.exclude(pk__in=TaskLeader.objects.values("task"))


def facts_and_present():
    """What a milestone's row says of today must follow from its facts."""
    mine = {"milestone": OuterRef("pk")}
    granted = Extension.objects.filter(**mine, decision="granted").order_by("-decided_on", "-id")
    dates_set = DateSetting.objects.filter(**mine).order_by("-on", "-id")
    decided = Milestone.objects.annotate(
        granted=Subquery(granted.values("new_due_on")[:1]),
        granted_on=Subquery(granted.values("decided_on")[:1]),
        date_set=Subquery(dates_set.values("due_on")[:1]),
        date_set_on=Subquery(dates_set.values("on")[:1]),
    )
    decided = decided.annotate(
        set_later=Case(When(date_set_on__gte=F("granted_on"), then=F("date_set")))
    )
    differs = Q(set_later=None) | ~Q(set_later=F("due_on"))
    nobody = Value(0)
    today = Milestone.objects.filter(standings__until=FOREVER).annotate(
        told_stage=F("standings__stage"),
        told_unit=Coalesce("standings__answering", nobody),
        unit_now=Coalesce("answering_unit", nobody),
    )
    held = Tenure.objects.filter(until=FOREVER, assignment=OuterRef("pk"))
    mine = held.filter(unit=OuterRef("unit"), role=OuterRef("role"), task=OuterRef("task"))
    return [
        (
            _("The part of a unit is not the one that its acts led to"),
            Assignment.objects.filter(~Exists(mine)),
        ),
        (
            _("A part that has ended is still held"),
            Assignment.ever.exclude(ended_on=None).filter(Exists(held)),
        ),
        (
            _("The due date is not the one last granted or set"),
            decided.filter(differs, granted__isnull=False).exclude(granted=F("due_on")),
        ),
        (
            _("A milestone is open though its task has ended"),
            Milestone.objects.filter(
                stage__in=(Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED),
                task__in=ended_tasks(FOREVER),
            ),
        ),
        (
            _("The stage is not the one that its acts led to"),
            today.exclude(told_stage=F("stage")),
        ),
        (
            _("The answering unit is not the one last named"),
            today.exclude(told_unit=F("unit_now")),
        ),
    ]
