"""Rows of stocktakes 调度会; see tests/factories.py."""

from datetime import UTC, datetime, timedelta

from tasks.meeting.deciding import Said, decide
from tasks.models import AgendaItem, Meeting, MeetingChange, MeetingDecision
from tests.factories import (
    TODAY,
    make_event,
    make_milestone,
    make_plan,
    make_task,
    make_user,
    numbers,
)

NOW = datetime(2015, 6, 18, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def make_meeting(plan=None, **fields):
    """Prepared a week before for TODAY, chaired by somebody without an account."""
    held_on = fields.get("held_on", TODAY)
    defaults = {
        "plan": plan or make_plan(),
        "title": f"第{next(numbers)}次调度会",
        "held_on": held_on,
        "prepared_on": min(held_on, TODAY) - 7 * DAY,
        "prepared_by": fields.pop("prepared_by", None) or make_user(role="supervisor"),
    }
    if "chair" not in fields:
        fields.setdefault("chair_words", "区委政法委主要负责同志")
    return Meeting.objects.create(**defaults | fields)


def make_item(meeting, milestone=None, **fields):
    milestone = milestone or make_milestone(task=make_task(plan=meeting.plan))
    defaults = {"reasons": ["red"], "position": next(numbers), "added_on": meeting.prepared_on}
    about = {"meeting": meeting, "task": milestone.task, "milestone": milestone}
    return AgendaItem.objects.create(**about | defaults | fields)


def make_change(meeting, **fields):
    defaults = {"version": 1, "on": TODAY, "text": "地点由未填改为“五楼会议室”"}
    who = {"person": fields.pop("person", None) or make_user(role="supervisor")}
    return MeetingChange.objects.create(meeting=meeting, **defaults | who | fields)


def make_decision(item, *units, **fields):
    """A note of TODAY that is open; give ``event`` for another act's."""
    if "event" not in fields:
        by = make_user(role="supervisor")
        fields["event"] = make_event(
            item.milestone, action="note-decision", person=by, on=TODAY, meeting=item.meeting
        )
    defaults = {"kind": "note", "text": "由两家共同研究。", "decided_on": TODAY, "owner": "张某"}
    decision = MeetingDecision.objects.create(item=item, **defaults | fields)
    decision.units.set(units)
    return decision


def decided(item, kind, by, on=TODAY, at=NOW, seen=0, **said):
    """What the meeting decides through the act itself."""
    words = {"text": "月底前完成。", "due_on": on + 12 * DAY}
    return decide(item, by=by, on=on, at=at, seen=seen, kind=kind, said=Said(**words | said))
