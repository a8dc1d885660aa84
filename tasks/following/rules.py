"""What changed since somebody had his desk open last 自上次登录以来: docs/following.md.

Only what happened is told, where and by whom: no words that people wrote. Every date is given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasks.following.models import Follow
from tasks.ground.lights import Light
from tasks.inspections.models import Visit
from tasks.instructions.models import Reply
from tasks.plan.actors import UNIT_STAFF, Actor
from tasks.plan.models import (
    Assignment,
    CompletionRequest,
    Event,
    Extension,
    Milestone,
    Plan,
    Task,
    TaskLeader,
)
from tasks.slips.models import Slip
from units.models import User

Action = Event.Action
# What is decided about a unit's part in a task.
OF_PARTS = (
    Action.REOPEN,
    Action.STOP,
    Action.RESUME,
    Action.SET_DATE,
    Action.NAME_UNIT,
    Action.SPLIT,
    Action.MOVE_TASK,
    Action.NAME_HOST,
    Action.REFUSE_RELIEF,
)
FIRST = 3  # lines of each kind
# What has a kind of its own.
TOLD = (Action.APPROVE, Action.ISSUE_SLIP, Action.LIFT_SLIP)
NONE = Q(pk__in=[])


@dataclass(frozen=True)
class Since:
    """When the desk was open before this session: the moment, and the day that pages showed."""

    at: datetime
    on: date


@dataclass(frozen=True)
class Line:
    """One thing that happened: ``what`` it was, of ``task`` and perhaps its ``milestone``, and ``path``
    to where it stands; ``who`` did it and ``on`` which day.
    """

    what: Any
    task: Task
    milestone: Milestone | None
    path: str
    on: date
    who: Any = None


@dataclass(frozen=True)
class Kind:
    """The first ``lines`` of ``number`` things of one kind."""

    label: Promise
    lines: Sequence[Line]
    number: int

    @property
    def rest(self) -> int:
        return self.number - len(self.lines)


def news(actor: Actor, plans: Sequence[Plan], since: Since, on: date) -> list[Kind]:
    """What of ``plans`` changed for the person since then, by kind; what is empty is left out.

    He does not hear of what he did himself. One query for each plan, and five.
    """
    person: Any = actor.person
    mine = concern(actor, plans)
    events = Event.objects.filter(task__plan__in=plans, at__gt=since.at)
    events = events.exclude(person=person)
    decided = events.filter(decisions(actor), task__in=mine)
    told = events.filter(task__in=mine, action__in=TOLD)
    followed = events.filter(followed_by(person))
    followed = followed.exclude(pk__in=told.values("pk")).exclude(pk__in=decided.values("pk"))
    done = told.filter(action=Action.APPROVE)
    kinds = [
        Kind(_("Done"), *of_events(done)),
        Kind(_("Newly overdue"), *newly_overdue(plans, mine, since, on)),
        Kind(_("Slips issued"), *of_events(told.filter(action=Action.ISSUE_SLIP))),
        Kind(_("Slips lifted"), *of_slips(mine, since)),
        Kind(_("Decisions about what is yours"), *of_events(decided)),
        Kind(_("What you follow"), *of_events(followed)),
    ]
    return [kind for kind in kinds if kind.number]


def concern(actor: Actor, plans: Iterable[Plan]) -> QuerySet[Any]:
    """The ids of the tasks that concern the person: of unit staff those of their units, of district leaders
    those that they lead, of all others every one.
    """
    tasks = Task.objects.filter(plan__in=plans).order_by()
    person: Any = actor.person
    if person.role in UNIT_STAFF:
        mine = Assignment.objects.filter(unit__in=actor.units)
        tasks = tasks.filter(pk__in=mine.values("task"))
    elif person.role == User.Role.LEADER:
        tasks = tasks.filter(pk__in=TaskLeader.objects.filter(leader__user=person).values("task"))
    return tasks.values("pk")


def decisions(actor: Actor) -> Q:
    """The events that decide about something of the person: what his units asked for or answered, or
    their part; of a leader what units answered to his instructions.
    """
    person: Any = actor.person
    if person.role == User.Role.LEADER:
        return Q(action=Action.REPLY, instruction__given_by=person)
    if not actor.units:
        return NONE
    units = list(actor.units)
    asked = CompletionRequest.objects.filter(unit__in=units).values("milestone")
    wished = Extension.objects.filter(unit__in=units).values("milestone")
    replied = Reply.objects.filter(unit__in=units).values("instruction")
    visited = Visit.objects.filter(unit__in=units).values("inspection")
    completion = (Action.SIGN, Action.SEND_BACK, Action.RETURN)
    extension = (Action.SIGN_EXTENSION, Action.SEND_BACK_EXTENSION, Action.GRANT, Action.REFUSE)
    inspection = (Action.CLOSE_INSPECTION, Action.SEND_BACK_RECTIFICATION)
    return (
        Q(action__in=completion, milestone__in=asked)
        | Q(action__in=extension, milestone__in=wished)
        | Q(action=Action.SEND_BACK_REPLY, instruction__in=replied)
        | Q(action__in=inspection, inspection__in=visited)
        | Q(action__in=OF_PARTS)
    )


def followed_by(person: Any) -> Q:
    """The events of what ``person`` follows: of a task all, of a unit or a leader what they do, and
    all of the tasks that they lead.
    """
    mine = Follow.objects.filter(person=person)
    units = mine.exclude(unit=None).values("unit")
    leaders = mine.exclude(leader=None).values("leader")
    leading = Assignment.objects.filter(unit__in=units, role=Assignment.Role.LEAD)
    led = TaskLeader.objects.filter(leader__in=leaders)
    tasks = Q(task__in=mine.exclude(task=None).values("task"))
    tasks |= Q(task__in=leading.values("task")) | Q(task__in=led.values("task"))
    return tasks | Q(unit__in=units) | Q(person__leader__in=leaders)


def first(rows: QuerySet[Any]) -> tuple[list[Any], int]:
    """The first of ``rows``, and how many there are: one query."""
    found = list(rows.annotate(all_of_them=Window(Count("pk")))[:FIRST])
    return found, found[0].all_of_them if found else 0


def of_events(events: QuerySet[Event]) -> tuple[list[Line], int]:
    """The lines of ``events``, the latest before, and how many there are."""
    rows = events.select_related("task__plan", "milestone", "unit", "person", "slip")
    found, number = first(rows.order_by("-id"))
    return [line_of(event) for event in found], number


def line_of(event: Event) -> Line:
    """An event leads to its slip, else to where it stands in its task."""
    slip = event.slip
    path = way_to_slip(slip) if slip else way_to(event.task, event.milestone)
    who = event.unit or event.person
    what = slip.reference if slip else event.get_action_display()
    return Line(what, event.task, event.milestone, path, event.on, who)


def of_slips(mine: QuerySet[Any], since: Since) -> tuple[list[Line], int]:
    """The slips that were lifted since, by whatever lifted them: they keep the day alone, so an event
    of that day on the milestone tells whether it was before.
    """
    lifting = Event.objects.filter(
        milestone=OuterRef("milestone"), on=OuterRef("lifted_on"), at__gt=since.at
    )
    lifted = Slip.objects.filter(Exists(lifting), milestone__task__in=mine)
    lifted = lifted.filter(lifted_on__gte=since.on).select_related("milestone__task__plan")
    found, number = first(lifted.order_by("-lifted_on", "-id"))
    return [
        Line(
            f"{slip.reference} {slip.get_lifted_because_display()}",
            slip.milestone.task,
            slip.milestone,
            way_to_slip(slip),
            slip.lifted_on,
        )
        for slip in found
    ], number


def newly_overdue(
    plans: Iterable[Plan], mine: QuerySet[Any], since: Since, on: date
) -> tuple[list[Line], int]:
    """The milestones that are overdue on the day and were not on the day of ``since``."""
    lines, number = [], 0
    for plan in plans:
        before = Milestone.objects.of(plan, since.on).filter(light=Light.RED)
        red = Milestone.objects.of(plan, on).filter(light=Light.RED, task__in=mine)
        red = red.exclude(pk__in=before.values("pk")).select_related("task__plan")
        found, here = first(red.order_by("due", "pk"))
        number += here
        lines += [Line(_("due"), one.task, one, way_to(one.task, one), one.due) for one in found]
    return lines[:FIRST], number


def way_to(task: Task, milestone: Milestone | None) -> str:
    """The address of the task's page, at the milestone."""
    page = reverse("task", args=[task.plan.slug, task.number])
    return f"{page}#m{milestone.order}" if milestone else page


def way_to_slip(slip: Slip) -> str:
    """The address of the slip's page."""
    return reverse("slip", args=[slip.milestone.task.plan.slug, slip.pk])
