"""Which report is due or late, beside the lights and never changing them: docs/rhythm.md."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tasks.plan.models import CompletionRequest, Event, Milestone, Plan
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from tasks.rhythm.models import LAST_DAY, MOST_GRACE, Every, Rhythm
from tasks.rhythm.periods import Period, period_on


class ReportState(models.TextChoices):
    DUE = "due", gettext_lazy("Report due")
    LATE = "late", gettext_lazy("Report late")


class InForce(NamedTuple):
    """What holds for the milestones of one kind in one task, and since which day."""

    every: str
    day: int | None
    grace: int
    since: date


class Asked(NamedTuple):
    """What a rhythm asks on a day: the report of a period that is ``over``, of the ``present`` one,
    of both, or nothing.
    """

    over: Period | None = None
    present: Period | None = None


NOTHING = Asked()
Scope = tuple[int | None, str]


def scopes_of(task: int | None, kind: str) -> list[Scope]:
    """The scopes (task, kind) in which the rhythm of a milestone is looked for, the narrowest
    first; without a ``task`` that of tasks without a rhythm of their own.
    """
    return [*([(task, "")] if task else []), (None, kind), (None, "")]


def in_force(held: Mapping[Scope, Rhythm], task: int | None, kind: str) -> InForce | None:
    """Which of the rhythms ``held`` is that of the milestones of ``kind`` in ``task``; None where
    nothing was ever set for them.
    """
    since = date.min
    for scope in scopes_of(task, kind):
        if rhythm := held.get(scope):
            since = max(since, rhythm.since)
            if rhythm.every != Every.INHERIT:
                return InForce(rhythm.every, rhythm.day, rhythm.grace, since)
    return InForce(Every.NONE, None, 0, since) if since > date.min else None


def asked_on(rhythm: InForce | None, plan: Plan, on: date) -> Asked:
    """What ``rhythm`` asks ``on`` a day on which it holds.

    Only of a plan in use; a report that was due before the rhythm held, or before the plan was in
    use, is owed by nobody.
    """
    if rhythm is None or rhythm.day is None:
        return NOTHING
    if plan.phase(on) != Plan.Phase.IN_USE or not plan.is_issued_by(on):
        return NOTHING
    assert plan.in_use_from  # it is in use
    begun = max(rhythm.since, plan.in_use_from, plan.issued_on)
    present = period_on(rhythm.every, rhythm.day, rhythm.grace, on)
    over = period_on(rhythm.every, rhythm.day, rhythm.grace, present.after)
    is_asked = present.due_on > begun and on >= present.asked_from
    return Asked(over if over.due_on > begun else None, present if is_asked else None)


def with_reports(milestones: MilestoneQuerySet, plan: Plan, on: date) -> MilestoneQuerySet:
    """Annotate ``report_state``, a ReportState or empty, and ``report_by``, when it was due.

    Comes after ``of`` the plan on the same day; one query, for the rhythms in force. A task's own
    rhythm goes before that of a kind, and this before the plan's.
    """
    states: list[When] = []
    days: list[When] = []
    for scope, asked in scopes(Rhythm.objects.in_force(plan, on), plan, on):
        for state, period in ((ReportState.LATE, asked.over), (ReportState.DUE, asked.present)):
            if period:
                is_owed = scope & owed(period, on)
                states.append(When(is_owed, then=Value(state.value)))
                days.append(When(is_owed, then=Value(period.due_on)))
        states.append(When(scope, then=Value("")))
        days.append(When(scope, then=Value(None)))
    return milestones.alias(begun=Coalesce("standing__held_since", "added_on")).annotate(
        report_state=Case(*states, default=Value(""), output_field=models.CharField()),
        report_by=Case(*days, default=Value(None), output_field=models.DateField()),
    )


def scopes(rhythms: Iterable[Rhythm], plan: Plan, on: date) -> list[tuple[Q, Asked]]:
    """(which milestones, what is asked of them), the narrowest scope first; tasks of which the same
    is asked together.
    """
    held = {(row.task_id, row.kind): row for row in rhythms}
    tasks: dict[tuple[str, Asked], list[int]] = {}
    for task, _kind in held:
        for kind in Milestone.Kind.values if task else ():
            asked = asked_on(in_force(held, task, kind), plan, on)
            tasks.setdefault((kind, asked), []).append(task)  # type: ignore[arg-type]
    return [
        *((Q(kind=kind, task__in=ids), asked) for (kind, asked), ids in tasks.items()),
        *(
            (Q(kind=kind), asked_on(in_force(held, None, kind), plan, on))
            for kind in Milestone.Kind.values
        ),
    ]


def owed(period: Period, on: date) -> Q:
    """True of a milestone that its unit held before the report of ``period`` was due and holds
    ``on`` the day, without a report or a request for completion since the period began.
    """
    in_hands = Q(standing__stage=Milestone.Stage.OPEN, standing__holder=Event.Holder.UNIT)
    held = Q(begun__isnull=True) | Q(begun__lt=period.due_on)
    silent = Q(last_report_on__isnull=True) | Q(last_report_on__lte=period.after)
    asked = CompletionRequest.objects.filter(
        milestone=OuterRef("pk"), requested_on__gt=period.after, requested_on__lte=on
    )
    return in_hands & held & silent & ~Q(Exists(asked))


def problem_of(every: str, day: int | None, grace: int) -> dict[str, str]:
    """Why this is no rhythm, by its field; empty where it is one."""
    last = LAST_DAY.get(Every(every))
    if last is None:
        return {"day": _("Without regular reports there is no day.")} if day or grace else {}
    if day is None or not 1 <= day <= last:
        return {"day": _("Please name a day from 1 to %(last)d.") % {"last": last}}
    if grace > MOST_GRACE:
        return {"grace": _("Please name at most %(n)d working days.") % {"n": MOST_GRACE}}
    return {}


def told_rhythm(rhythm: Rhythm | None) -> str:
    """A rhythm in words, such as “monthly, by day 25, 3 working days of grace”."""
    if rhythm is None:
        return _("nothing set")
    if rhythm.day is None:
        return str(rhythm.get_every_display())
    words = {
        Every.WEEKLY.value: pgettext("rhythm", "weekly, by %(weekday)s"),
        Every.MONTHLY.value: pgettext("rhythm", "monthly, by day %(day)d"),
        Every.QUARTERLY.value: pgettext("rhythm", "quarterly, by day %(day)d of its last month"),
    }[rhythm.every]
    weekday = str(WEEKDAYS[(rhythm.day - 1) % 7])
    told = words % {"day": rhythm.day, "weekday": weekday}
    if not rhythm.grace:
        return told
    grace = ngettext("%(n)d working day of grace", "%(n)d working days of grace", rhythm.grace) % {
        "n": rhythm.grace
    }
    return pgettext("rhythm", "%(rhythm)s, %(grace)s") % {"rhythm": told, "grace": grace}


def told_scopes(plan: Plan, on: date) -> list[tuple[str, Any, str]]:
    """(kind, its name, its rhythm in words) of the whole plan and of each kind; one query."""
    found = {row.kind: row for row in Rhythm.objects.in_force(plan, on) if row.task_id is None}
    return [
        (kind, name_of_scope(kind), told_rhythm(found.get(kind)))
        for kind in ("", *Milestone.Kind.values)
    ]


def name_of_scope(kind: str) -> Any:
    """Which milestones of a plan are meant: those of ``kind``, or all."""
    return Milestone.Kind(kind).label if kind else _("All milestones")
