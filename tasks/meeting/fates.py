"""What became of what stocktakes decided: docs/meeting.md. Every day is given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasks.instructions.models import Reply
from tasks.meeting.models import MeetingDecision
from tasks.plan.models import Event, Meeting
from tasks.plan.models.restriction import NOTICE, Reader
from units.models import Unit

Action, Kind = Event.Action, MeetingDecision.Kind
# What an urged unit answers with; and what ends the work, after which nobody has to answer.
REPORTED = (Action.REPORT, Action.REQUEST_COMPLETION)
ENDED = (Action.APPROVE, Action.STOP, Action.ENTER_PAST, Action.END_WITH_TASK)


@dataclass(frozen=True)
class Fate:
    """What had become of ``decision`` by the end of a day, in the words that the reader may read:
    ``settled_on`` is None while something is open, and then ``missing`` are the units that owe it.
    """

    decision: MeetingDecision
    text: str
    settled_on: date | None = None
    missing: Sequence[Unit] = ()
    # (unit, day, words) of each reply, and the words that close a note.
    replies: Sequence[tuple[Unit, date, str]] = ()
    closing: str = ""
    is_late: bool = False

    @property
    def is_open(self) -> bool:
        return self.settled_on is None


@dataclass
class Told:
    """What happened since decisions were made, read once for many."""

    as_of: date
    reader: Reader
    replies: dict[int, list[Reply]] = field(default_factory=dict)
    # milestone -> (key of the event, day, unit or None for all)
    answers: dict[int, list[tuple[int, date, int | None]]] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)

    def fate(self, decision: MeetingDecision) -> Fate:
        """The Fate of one of the decisions."""
        hidden = decision.event_id not in self.notes
        text = str(NOTICE) if hidden else decision.text
        found = {Kind.INSTRUCTION: self.of_instruction, Kind.URGE: self.of_urge}
        tell = found.get(Kind(decision.kind), self.of_others)
        told = tell(decision)
        due = decision.due_on
        late = told.get("settled_on") is None and due is not None and due < self.as_of
        return Fate(decision, text, **told, is_late=late)

    def of_instruction(self, decision: MeetingDecision) -> dict[str, Any]:
        """Settled when each unit has replied, and nothing was sent back."""
        owed = self.replies.get(decision.instruction_id or 0, [])
        said = [one for one in owed if not one.is_owed and one.is_answered_by(self.as_of)]
        missing = [one.unit for one in owed if one not in said]
        replies = [(one.unit, one.replied_on, one.text) for one in said]
        days = [one.replied_on for one in said if one.replied_on]
        settled = None if missing else max(days, default=decision.decided_on)
        return {"settled_on": settled, "missing": missing, "replies": replies}

    def of_urge(self, decision: MeetingDecision) -> dict[str, Any]:
        """Settled when each unit has reported since, a group when one of its members has, or the work
        has ended.
        """
        asked = (decision.decided_on, decision.event_id)
        answers = self.answers.get(decision.item.milestone_id, [])
        later = [one for one in answers if (one[1], one[0]) > asked]
        ended = [day for _key, day, unit in later if unit is None]
        if ended:
            return {"settled_on": min(ended)}
        first = {unit: self.first_of(unit.pk, later) for unit in decision.units.all()}
        missing = [unit for unit, day in first.items() if day is None]
        days = [day for day in first.values() if day]
        return {
            "settled_on": None if missing else max(days, default=decision.decided_on),
            "missing": missing,
        }

    def first_of(self, unit: int, later: Iterable[tuple[int, date, int | None]]) -> date | None:
        """When the unit, or a member of the group, answered first."""
        own = {unit} | self.members.get(unit, set())
        return min((day for _key, day, who in later if who in own), default=None)

    def of_others(self, decision: MeetingDecision) -> dict[str, Any]:
        """An extension is decided at once, a note when a supervisor closes it with words."""
        if decision.kind != Kind.NOTE:
            return {"settled_on": decision.decided_on}
        if decision.closed_on is None or decision.closed_on > self.as_of:
            return {}
        closing = self.notes.get(decision.closed_event_id or 0, NOTICE)
        return {"settled_on": decision.closed_on, "closing": closing}


def fates_of(decisions: Iterable[MeetingDecision], as_of: date, reader: Reader) -> list[Fate]:
    """What had become of each (``for_fate``) by the end of ``as_of``. Four queries."""
    rows, told = list(decisions), Told(as_of, reader)
    if not rows:
        return []
    papers = [row.instruction_id for row in rows if row.instruction_id]
    replies = Reply.objects.seen_by(reader).filter(instruction__in=papers)
    for reply in replies.select_related("unit", "instruction").order_by("unit__position"):
        told.replies.setdefault(reply.instruction_id, []).append(reply)
    urged = [row for row in rows if row.kind == Kind.URGE]
    tell_answers(told, urged)
    keys = {key for row in rows for key in (row.event_id, row.closed_event_id) if key}
    readable = Event.objects.readable_by(reader).filter(pk__in=keys)
    told.notes = dict(readable.values_list("pk", "note"))
    return [told.fate(row) for row in rows]


def tell_answers(told: Told, urged: Sequence[MeetingDecision]) -> None:
    """Read what units did since they were ``urged``, and who belongs to the groups among them."""
    milestones = {row.item.milestone_id for row in urged}
    events = Event.objects.filter(
        milestone__in=milestones, on__lte=told.as_of, action__in=REPORTED + ENDED
    )
    columns = ("milestone", "pk", "on", "unit", "action")
    for milestone, key, day, unit, action in events.values_list(*columns):
        who = None if action in ENDED else unit
        told.answers.setdefault(milestone, []).append((key, day, who))
    units = {unit.pk for row in urged for unit in row.units.all()}
    for group, member in Unit.objects.filter(pk__in=units).values_list("pk", "members"):
        if member:
            told.members.setdefault(group, set()).add(member)


def earlier_fates(meeting: Meeting, as_of: date, reader: Reader) -> list[Fate]:
    """Of what earlier meetings decided: what was open when the last one before was held, or was decided
    there. What was settled before that was told then.
    """
    before = Meeting.objects.before(meeting).filter(prepared_on__lte=as_of)
    last = before.values_list("held_on", flat=True).first()
    if last is None:
        return []
    decisions = MeetingDecision.objects.filter(item__meeting__in=before).up_to(as_of).for_fate()
    decisions = decisions.order_by(
        "item__meeting__held_on", "item__meeting", "item__position", "id"
    )
    return [
        fate
        for fate in fates_of(decisions, as_of, reader)
        if fate.settled_on is None or fate.settled_on >= last
    ]
