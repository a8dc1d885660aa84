"""What a stocktake decides becomes an act of another room at once: docs/meeting.md.

Nothing is written here but that it was decided; each act keeps its own rules and rights.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.ground.official import short
from tasks.instructions.acts import write_down
from tasks.meeting import telling
from tasks.meeting.changing import locked, rise
from tasks.meeting.minutes import KINDS
from tasks.meeting.models import AgendaItem, MeetingDecision
from tasks.meeting.rules import account_of_chair
from tasks.plan.acting import act
from tasks.plan.models import Event, Extension, Milestone
from tasks.plan.numbering import lock_numbers
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.urging.acts import urge
from tasks.workflow.acts import extensions
from units.models import Unit, User

Action, Kind = Event.Action, MeetingDecision.Kind
RECIPIENTS = (User.Role.LIAISON, User.Role.HEAD)


@dataclass(frozen=True)
class Said:
    """What is typed: ``text``, who sees to it (``units`` of the task, or an ``owner`` in words) and by
    when. ``reason`` and ``why_more`` are those of urging; ``version`` is the milestone's that was seen.
    """

    text: str
    units: list[Unit] = field(default_factory=list)
    owner: str = ""
    due_on: date | None = None
    reason: str = ""
    why_more: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Sitting:
    """Who writes when about which item."""

    item: AgendaItem
    by: User
    on: date
    at: datetime


@act
def decide(
    item: AgendaItem, *, by: User, on: date, at: datetime, seen: int, kind: str, said: Said
) -> MeetingDecision:
    """Decide about ``item`` and carry it out; ``at`` is aware, ``seen`` the last event of a decision about
    it that the page knew of.

    Raises PermissionDenied for anybody but a supervisor; Conflict where somebody decided about the item
    since; ValidationError before the day of the meeting, of one that is closed, of an item that was left
    out, and with what the act itself refuses.
    """
    deny_unless(by, "supervise")
    lock_numbers()
    present = at_the_table(item, on, seen)
    made = ACTS[kind](Sitting(present, by, on, at), said)
    decision = MeetingDecision.objects.create(
        item=present,
        kind=kind,
        text=said.text,
        owner=said.owner,
        due_on=said.due_on,
        decided_on=on,
        **made,
    )
    decision.units.set(said.units)
    rise(present.meeting, by, on, telling.decided(present.task.number, KINDS[Kind(kind)]))
    return decision


def at_the_table(item: AgendaItem, on: date, seen: int) -> AgendaItem:
    """``item`` as it is now, if it can be decided about on the day ``on``; raises as ``decide``."""
    meeting = locked(item.meeting)
    items = AgendaItem.objects.select_related("task__plan", "milestone__task__plan")
    present = items.get(pk=item.pk)
    present.meeting = meeting
    if on < meeting.held_on:
        raise ValidationError(_("Nothing is decided before the day of the meeting."))
    if present.left_out_on:
        raise ValidationError(_("This task was taken off the agenda meanwhile."))
    decided = decided_about(present)
    if decided.filter(pk__gt=seen).exists():
        raise Conflict(decided)
    return present


def decided_about(item: AgendaItem):
    """The events of what was decided about ``item``, the latest first, with who acted."""
    return Event.objects.with_people().filter(meeting_decisions__item=item)


def latest(sitting: Sitting, action: str) -> Event:
    """The event of the act that ``sitting`` just carried out."""
    mine = Event.objects.filter(task=sitting.item.task, person=sitting.by, action=action)
    return mine.latest("pk")


def instructed(sitting: Sitting, said: Said) -> dict[str, Any]:
    """It is written down in the name of the leader who chairs."""
    meeting, leader = sitting.item.meeting, account_of_chair(sitting.item.meeting)
    if leader is None:
        words = _("No leader with an account chairs this meeting: please urge, or write a note.")
        raise ValidationError({"kind": words})
    owed_by(said)
    paper = write_down(
        sitting.item.task,
        leader=leader,
        occasion=meeting.name,
        by=sitting.by,
        on=sitting.on,
        text=said.text,
        reply_by=said.due_on,
        units=said.units,
    )
    return {"instruction": paper, "event": history(paper).latest("pk")}


def owed_by(said: Said) -> None:
    """Raise ValidationError where nobody or no day is named."""
    if not said.units:
        raise ValidationError({"units": _("Please choose at least one unit.")})
    needs_day(said)


def needs_day(said: Said) -> None:
    """Raise ValidationError where no day is named."""
    if said.due_on is None:
        raise ValidationError({"reply_by": _("Please say by when.")})


def urged(sitting: Sitting, said: Said) -> dict[str, Any]:
    """The units that answer for the promise are written to; the message names the day."""
    owed_by(said)
    plan = sitting.item.task.plan
    asked = Milestone.objects.of(plan, sitting.on).in_work().filter(pk=sitting.item.milestone_id)
    milestones = list(asked.select_related("task__plan").for_table())
    if not milestones:
        words = _("This promise is in the hands of no unit now: nobody can be urged.")
        raise ValidationError({"kind": words})
    urge(
        milestones,
        by=sitting.by,
        on=sitting.on,
        at=sitting.at,
        units=[unit.pk for unit in said.units],
        recipients=RECIPIENTS,
        text=f"{said.text.rstrip('。')}（{short(said.due_on)}前报告）。"
        if said.due_on
        else said.text,
        reason=said.reason,
        why_more=said.why_more,
    )
    return {"event": latest(sitting, Action.URGE)}


def granted(sitting: Sitting, said: Said) -> dict[str, Any]:
    """The later date that the unit asked for."""
    words = {"seen": said.version or 0, "reason": said.text}
    return extended(sitting, extensions.grant, Action.GRANT, words)


def refused(sitting: Sitting, said: Said) -> dict[str, Any]:
    """The due date stays."""
    if not said.text:
        raise ValidationError({"text": _("Please say why it is not granted.")})
    words = {"seen": said.version or 0, "reason": said.text}
    return extended(sitting, extensions.refuse, Action.REFUSE, words)


def extended(
    sitting: Sitting, carry_out: Callable[..., None], action: str, words: Mapping[str, Any]
) -> dict[str, Any]:
    """The request that waits for a decision is decided."""
    milestone = sitting.item.milestone
    waiting = Extension.objects.undecided().filter(milestone=milestone).first()
    carry_out(milestone, by=sitting.by, on=sitting.on, **words)
    return {"extension": waiting, "event": latest(sitting, action)}


def noted(sitting: Sitting, said: Said) -> dict[str, Any]:
    """It stands in the history of the task, until a supervisor closes it."""
    if not (said.units or said.owner):
        raise ValidationError({"owner": _("Please say who sees to it.")})
    needs_day(said)
    meeting, milestone = sitting.item.meeting, sitting.item.milestone
    note = f"{meeting.name}：{said.text}"
    event = record(
        Action.NOTE_DECISION, milestone, by=sitting.by, on=sitting.on, note=note, paper=meeting
    )
    return {"event": event}


ACTS: Mapping[str, Callable[[Sitting, Said], dict[str, Any]]] = {
    Kind.INSTRUCTION: instructed,
    Kind.URGE: urged,
    Kind.GRANT: granted,
    Kind.REFUSE: refused,
    Kind.NOTE: noted,
}
