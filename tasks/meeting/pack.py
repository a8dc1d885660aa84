"""What is shown of each item at the meeting and in its pack 会议材料: docs/meeting.md.

The questions are fixed in number, however long the agenda. Every day is given.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from tasks.evidence.models import Evidence
from tasks.frame.words import day
from tasks.ground.lights import Light
from tasks.meeting.fates import Fate, fates_of
from tasks.meeting.models import AgendaItem, MeetingDecision
from tasks.meeting.picture import Line, Mark, drawn
from tasks.plan.actors import answering_units
from tasks.plan.models import Event, Extension, Meeting, Milestone, ProgressReport, Standing
from tasks.plan.models.restriction import Reader
from tasks.slips.models import Slip
from units.models import Unit

Action = Event.Action
ONE = timedelta(days=1)
PICTURES = 3  # of each item
UNIT, OFFICE, DUE = "unit", "office", "due"
# Event -> (its shape, its words on the line, how much it weighs); others are not drawn.
MARKS: Mapping[str, tuple[str, Any, int]] = {
    Action.REPORT: (UNIT, pgettext_lazy("on a line", "report"), 20),
    Action.REQUEST_EXTENSION: (UNIT, pgettext_lazy("on a line", "extension asked"), 60),
    Action.GRANT: (OFFICE, pgettext_lazy("on a line", "extension granted"), 70),
    Action.REFUSE: (OFFICE, pgettext_lazy("on a line", "extension refused"), 70),
    Action.REQUEST_COMPLETION: (UNIT, pgettext_lazy("on a line", "completion asked"), 50),
    Action.APPROVE: (OFFICE, pgettext_lazy("on a line", "approved"), 80),
    Action.RETURN: (OFFICE, pgettext_lazy("on a line", "returned"), 65),
    Action.REOPEN: (OFFICE, pgettext_lazy("on a line", "reopened"), 65),
    Action.URGE: (OFFICE, pgettext_lazy("on a line", "urged"), 30),
    Action.INSTRUCT: (OFFICE, pgettext_lazy("on a line", "instruction"), 55),
    Action.INSPECT: (OFFICE, pgettext_lazy("on a line", "inspected"), 40),
    Action.NOTE_DECISION: (OFFICE, pgettext_lazy("on a line", "decided at a meeting"), 45),
}


@dataclass
class ItemPage:
    """One item as it stood at the end of a day; ``clause`` is the wording cut around the promise."""

    item: AgendaItem
    milestone: Milestone
    as_of: date
    clause: tuple[str, str, str] = ("", "", "")
    reports: Sequence[ProgressReport] = ()
    extensions: Sequence[Extension] = ()
    files: Sequence[Evidence] = ()
    hidden: int = 0  # files that the reader may not see
    earlier: list[Fate] = field(default_factory=list)
    decided: list[Fate] = field(default_factory=list)
    marks: Sequence[Mark] = ()
    picture: SafeString = SafeString()

    @property
    def units(self) -> list[Unit]:
        """Those that answer for the promise."""
        return answering_units(self.milestone)

    @property
    def is_red(self) -> bool:
        return self.milestone.light == Light.RED

    @property
    def waiting(self) -> Extension | None:
        """The request for more time that waited for the supervisors."""
        return next((one for one in self.extensions if one.decision_then == "pending"), None)


@dataclass
class Read:
    """What was read for many items, by the id of the milestone (slips by the event's)."""

    reports: dict[int, list[Any]]
    extensions: dict[int, list[Any]]
    files: dict[int, list[Any]]
    events: dict[int, list[Any]]
    late: dict[int, list[tuple[date, date]]]
    fates: dict[int, list[Fate]]


def pages_of(
    meeting: Meeting, items: Sequence[AgendaItem], as_of: date, reader: Reader
) -> list[ItemPage]:
    """A page for each of ``items``, in their order, as ``reader`` may read it."""
    ids = [item.milestone_id for item in items]
    stood = Milestone.objects.of(meeting.plan, as_of).with_requests().with_holder(meeting.plan)
    milestones = stood.for_table().in_bulk(ids)
    read = read_for(meeting, items, as_of, reader)
    return [
        page_of(item, milestones[item.milestone_id], read, meeting, as_of)
        for item in items
        if item.milestone_id in milestones
    ]


def read_for(meeting: Meeting, items: Sequence[AgendaItem], as_of: date, reader: Reader) -> Read:
    """All that the pages of ``items`` tell. A dozen queries."""
    ids = [item.milestone_id for item in items]
    reports = ProgressReport.objects.filter(milestone__in=ids).last_words(as_of).seen_by(reader)
    extensions = Extension.objects.seen_by(reader).with_decision(as_of)
    extensions = extensions.filter(milestone__in=ids, requested_on__lte=as_of)
    files = Evidence.objects.shown_to(reader).sent_by(as_of).filter(milestone__in=ids)
    return Read(
        reports=by_milestone(reports.select_related("unit")),
        extensions=by_milestone(extensions.select_related("unit").order_by("requested_on", "id")),
        files=by_milestone(files.order_by("-uploaded_at", "-id")),
        events=events_of(items, as_of),
        late=late_spans(ids, as_of),
        fates=fates_by_task(meeting, items, as_of, reader),
    )


def by_milestone(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """The rows of each milestone."""
    found = defaultdict(list)
    for row in rows:
        found[row.milestone_id].append(row)
    return found


def events_of(items: Sequence[AgendaItem], as_of: date) -> dict[int, list[Any]]:
    """What is drawn of each milestone; an instruction is of its task."""
    tasks = {item.task_id: item.milestone_id for item in items}
    events = Event.objects.filter(task__in=tasks, on__lte=as_of).select_related(
        "slip", "instruction", "unit", "person__unit"
    )
    drawn_ones = events.filter(action__in=[*MARKS, Action.ISSUE_SLIP]).order_by("on", "id")
    found = defaultdict(list)
    for event in drawn_ones:
        is_mine = event.milestone_id in (None, tasks[event.task_id])
        if is_mine:
            found[tasks[event.task_id]].append(event)
    return found


def late_spans(ids: Sequence[int], as_of: date) -> dict[int, list[tuple[date, date]]]:
    """``{milestone: spans}`` of days on which it was overdue by the date approved then."""
    found = defaultdict(list)
    rows = Standing.objects.filter(milestone__in=ids, since__lte=as_of, settled=None)
    rows = rows.exclude(due=None).order_by("since")
    for key, since, until, due in rows.values_list("milestone", "since", "until", "due"):
        begin, end = max(since, due + ONE), min(until, as_of + ONE)
        if begin < end:
            found[key].append((begin, end))
    return found


def fates_by_task(
    meeting: Meeting, items: Sequence[AgendaItem], as_of: date, reader: Reader
) -> dict[int, list[Fate]]:
    """What this meeting and earlier ones decided about the tasks, the latest first."""
    mine = Meeting.objects.before(meeting).values("pk")
    tasks = [item.task_id for item in items]
    decisions = MeetingDecision.objects.filter(item__task__in=tasks).up_to(as_of)
    either = decisions.filter(item__meeting__in=mine) | decisions.filter(item__meeting=meeting)
    found = defaultdict(list)
    latest = either.for_fate().order_by("-decided_on", "-id")
    for fate in fates_of(latest, as_of, reader):
        found[fate.decision.item.task_id].append(fate)
    return found


def page_of(
    item: AgendaItem, milestone: Milestone, read: Read, meeting: Meeting, as_of: date
) -> ItemPage:
    """One page of what was read."""
    files = read.files.get(milestone.pk, [])
    fates = read.fates.get(item.task_id, [])
    page = ItemPage(
        item,
        milestone,
        as_of,
        clause=clause_of(meeting.plan.source_text, milestone),
        reports=read.reports.get(milestone.pk, []),
        extensions=read.extensions.get(milestone.pk, []),
        files=[one for one in files if one.has_preview][:PICTURES],
        hidden=sum(bool(one.is_hidden) for one in files),
        earlier=[one for one in fates if one.decision.item.meeting_id != meeting.pk],
        decided=[one for one in fates if one.decision.item.meeting_id == meeting.pk][::-1],
        marks=marks_of(milestone, read.events.get(milestone.pk, []), as_of),
    )
    late = read.late.get(milestone.pk, [])
    first = max(meeting.plan.issued_on, milestone.added_on or meeting.plan.issued_on)
    said = _("As of %(day)s") % {"day": day(as_of, as_of)}
    page.picture = drawn(Line(first, as_of, said, page.marks, late), _("The story of this promise"))
    return page


def clause_of(source: str, milestone: Milestone) -> tuple[str, str, str]:
    """The wording before the clause of the promise, the clause, and what follows it."""
    wording = milestone.task.schedule
    start, end = milestone.source_start, milestone.source_end
    clause = source[start:end] if start is not None else milestone.text
    before, found, after = wording.partition(clause)
    return (before, found, after) if found else (f"{wording} ", clause, "")


def marks_of(milestone: Milestone, events: Iterable[Event], as_of: date) -> list[Mark]:
    """The dates of the promise and what happened, in the order of their days."""
    marks = []
    if original := milestone.original_due_on:
        is_moved = milestone.due and milestone.due != original
        words = pgettext("on a line", "original date") if is_moved else pgettext("on a line", "due")
        marks.append(mark_of(original, DUE, words, 90, as_of))
        if is_moved and milestone.due:
            approved = pgettext("on a line", "approved date")
            marks.append(mark_of(milestone.due, DUE, approved, 95, as_of))
    for event in events:
        kind, words, weight = MARKS.get(event.action, (OFFICE, "", 75))
        if event.slip_id and event.action == Action.ISSUE_SLIP:
            slip: Slip = event.slip
            words = _("%(slip)s No. %(n)d") % {"slip": slip.get_level_display(), "n": slip.number}
        who = str(event.unit or event.person.unit or event.person)
        marks.append(mark_of(event.on, kind, str(words), weight, as_of, who))
    return sorted(marks, key=lambda one: one.day)


def mark_of(on: date, kind: str, words: str, weight: int, as_of: date, who: str = "") -> Mark:
    """A mark whose words end with its day."""
    return Mark(on, kind, f"{words} {day(on, as_of)}", weight, words, who)
