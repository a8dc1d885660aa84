"""Stocktakes are prepared, their agenda put together and changed, notes closed: docs/meeting.md."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.ground.official import in_chinese
from tasks.ground.sense import Sense
from tasks.meeting import telling
from tasks.meeting.changing import keep, locked, rise
from tasks.meeting.minutes import frozen
from tasks.meeting.models import AgendaItem, MeetingDecision
from tasks.meeting.picking import picked
from tasks.meeting.rules import FULL, called_for
from tasks.plan.acting import act, touch_plan
from tasks.plan.known import known_of_plan, refuse_nonsense
from tasks.plan.models import Event, Meeting, Plan
from tasks.plan.phases import refuse_out_of_phase
from tasks.plan.recording import Conflict, deny_unless, history, record
from units.models import Unit, User

Action, Reason, Kind = Event.Action, AgendaItem.Reason, MeetingDecision.Kind


class Row(NamedTuple):
    """What is said of an item on the page of the agenda."""

    position: int
    is_kept: bool
    asked: str


@act
def prepare(plan: Plan, *, by: User, on: date, **facts: Any) -> Meeting:
    """A meeting of ``plan`` with the agenda that the data of the day propose; ``facts`` as in ``change``.

    Raises PermissionDenied; ValidationError for facts that make no sense; OutOfPhase.
    """
    deny_unless(by, "supervise")
    refuse_out_of_phase(plan, Action.PUT_ON_AGENDA, on)
    units, leaders = refuse_odd_facts(plan, on, facts)
    meeting = Meeting.objects.create(plan=plan, prepared_by=by, prepared_on=on, **facts)
    meeting.units.set(units)
    meeting.leaders.set(leaders)
    touch_plan(plan.pk)
    keep(meeting, by, on, telling.prepared(facts_of(meeting)))
    put_on_agenda(meeting, by, on)
    return meeting


def refuse_odd_facts(
    plan: Plan, on: date, facts: dict[str, Any], before: date | None = None
) -> tuple[Iterable[Unit], Iterable[Leader]]:
    """Take the scope out of ``facts`` and return it. Raises ValidationError for a day that makes no
    sense and is not the one of ``before``, and where nobody chairs or two do.
    """
    if facts["held_on"] != before:
        refuse_nonsense("held_on", Sense.MEETING, facts["held_on"], known_of_plan(plan, on))
    if bool(facts.get("chair")) == bool(facts.get("chair_words")):
        words = _("Please choose the leader who chairs, or write who does; one of the two.")
        raise ValidationError({"chair": words})
    return facts.pop("units", ()), facts.pop("leaders", ())


@act
def change(meeting: Meeting, *, by: User, on: date, seen: int, **facts: Any) -> None:
    """Other ``facts``: title, held_on, place, chair (a Leader) or chair_words, units, leaders. Where they
    are those that stand nothing is written down.

    Raises PermissionDenied; ValidationError as ``prepare``, where ``seen`` is not its version, and of a
    meeting that is closed, or has decided something and would move.
    """
    deny_unless(by, "supervise")
    present = locked(meeting, seen)
    moves = facts["held_on"] != present.held_on
    if moves and MeetingDecision.objects.filter(item__meeting=present).exists():
        words = _("This meeting has decided something already: its day stays.")
        raise ValidationError({"held_on": words})
    units, leaders = refuse_odd_facts(present.plan, on, facts, before=present.held_on)
    before = facts_of(present)
    for name, value in facts.items():
        setattr(present, name, value)
    present.save(update_fields=[*facts])
    present.units.set(units)
    present.leaders.set(leaders)
    touch_plan(present.plan_id)
    if text := telling.changed(before, facts_of(present)):
        rise(present, by, on, text)


def facts_of(meeting: Meeting) -> dict[str, str]:
    """What is set down of ``meeting``, in words."""
    return telling.facts_of(meeting, meeting.units.order_by("position"), meeting.leaders.all())


@act
def refresh(meeting: Meeting, *, by: User, on: date) -> int:
    """Put the agenda together anew before the day of the meeting; return how many items came or went.

    What somebody chose, left out or wrote words for stays as it is. Raises PermissionDenied;
    ValidationError from the day of the meeting on.
    """
    deny_unless(by, "supervise")
    present = locked(meeting)
    if on >= present.held_on:
        words = _("The agenda is put together anew only before the day of the meeting.")
        raise ValidationError(words)
    return put_on_agenda(present, by, on)


def put_on_agenda(meeting: Meeting, by: User, on: date) -> int:
    """Add what is called for, the gravest first, until the agenda is full, and take off what is not
    called for any more; return how many came or went. The meeting is locked or new.
    """
    called = {one.task: one for one in called_for(meeting, on)}
    items = {item.task_id: item for item in meeting.items.select_related("task__plan")}
    place = last_place(meeting)
    room = FULL - meeting.items.shown_on(on).count()
    came: list[int] = []
    for number, one in enumerate(called.values(), start=1):
        item = items.get(one.task) or AgendaItem(meeting=meeting, task_id=one.task, added_on=on)
        is_new = item.pk is None or (item.left_out_on is not None and not item.reasons)
        if is_new and len(came) >= room:
            continue
        if is_new:
            item.milestone_id, item.position = one.milestone, place + number
            item.left_out_on, item.added_on = None, on
        kept = [Reason.PICKED.value] * (Reason.PICKED in item.reasons)
        item.reasons = [*one.reasons, *kept]
        item.save()
        if is_new:
            tell(Action.PUT_ON_AGENDA, item, by, on)
            came.append(item.task.number)
    rest = [item for task, item in items.items() if task not in called]
    gone = [item.task.number for item in rest if take_off(item, by, on)]
    if lines := telling.came_and_went(came, gone):
        rise(meeting, by, on, "；".join(lines))
    return len(came) + len(gone)


def last_place(meeting: Meeting) -> int:
    """The highest place on the agenda, 0 where it is empty."""
    return meeting.items.aggregate(last=Max("position"))["last"] or 0


def take_off(item: AgendaItem, by: User, on: date) -> bool:
    """Take an item off for which the data do not call any more; True where it went."""
    if item.left_out_on or item.asked or Reason.PICKED in item.reasons:
        item.reasons = [one for one in item.reasons if one == Reason.PICKED]
        item.save(update_fields=["reasons"])
        return False
    item.reasons, item.left_out_on = [], on
    item.save(update_fields=["reasons", "left_out_on"])
    tell(Action.LEAVE_OFF_AGENDA, item, by, on)
    return True


@in_chinese
def tell(action: str, item: AgendaItem, by: User, on: date) -> Event:
    """Record what became of an item, with the meeting and why."""
    why = "、".join(item.why) if action == Action.PUT_ON_AGENDA else ""
    note = "：".join(filter(None, (item.meeting.name, why)))
    return record(action, item.milestone, by=by, on=on, note=note, paper=item.meeting)


@act
def pick(meeting: Meeting, *, by: User, on: date, numbers: str) -> list[AgendaItem]:
    """Put the tasks of these ``numbers`` on the agenda, such as ``11、37-2``: the second milestone of
    task 37. What was left out comes back.

    Raises PermissionDenied; ValidationError, changing nothing, for a number that the plan does not have,
    that is named twice or stands on the agenda already.
    """
    deny_unless(by, "supervise")
    present = locked(meeting)
    chosen = picked(present, numbers, on)
    place = last_place(present)
    items = [item for item, _milestone in chosen]
    for number, (item, milestone) in enumerate(chosen, start=1):
        item.milestone, item.position = milestone, place + number
        item.left_out_on, item.added_on = None, on
        item.reasons = [*dict.fromkeys([*item.reasons, Reason.PICKED.value])]
        item.save()
        tell(Action.PUT_ON_AGENDA, item, by, on)
    came = telling.came_and_went([item.task.number for item in items], [])
    rise(present, by, on, "；".join(came))
    return items


@act
def save_agenda(
    meeting: Meeting, *, by: User, on: date, seen: int, rows: Mapping[int, Row]
) -> None:
    """What stands where, what is left out and which decision is asked for: ``{id of the item: its Row}``.
    Where all stands so already nothing is written down.

    Raises PermissionDenied; ValidationError where ``seen`` is not the meeting's version.
    """
    deny_unless(by, "supervise")
    present = locked(meeting, seen)
    items = present.items.select_related("task__plan", "milestone__task__plan", "meeting")
    decided = MeetingDecision.objects.filter(item__meeting=present)
    has_decided = set(decided.values_list("item", flat=True))
    before, asked = order_of(present, on), []
    for item in items.filter(pk__in=rows):
        row = rows[item.pk]
        if item.pk in has_decided and not row.is_kept:
            words = _("Task %(n)d has been decided about already: it stays on the agenda.")
            raise ValidationError(words % {"n": item.task.number})
        was_kept = item.left_out_on is None
        if item.asked != row.asked:
            name = f"{telling.tasks([item.task.number])}提请决定"
            asked.append(telling.from_to(name, item.asked, row.asked))
        item.position, item.asked = row.position, row.asked
        if row.is_kept != was_kept:
            item.left_out_on = None if row.is_kept else on
            item.added_on = on if row.is_kept else item.added_on
            action = Action.PUT_ON_AGENDA if row.is_kept else Action.LEAVE_OFF_AGENDA
            tell(action, item, by, on)
        item.save()
    if lines := telling.reordered(before, order_of(present, on)) + asked:
        rise(present, by, on, "；".join(lines))


def order_of(meeting: Meeting, on: date) -> list[int]:
    """The numbers of the tasks on the agenda, in their order."""
    return list(meeting.items.shown_on(on).values_list("task__number", flat=True))


@act
def close_note(decision: MeetingDecision, *, by: User, on: date, text: str) -> None:
    """Close what was noted, with words. Raises PermissionDenied; Conflict where somebody was first, or
    where it is no note: what became an act is settled by what the units do.
    """
    deny_unless(by, "supervise")
    mine = MeetingDecision.objects.select_for_update(of=("self",)).filter(pk=decision.pk)
    present = mine.select_related("item__milestone__task__plan", "item__meeting").get()
    about = present.item
    if present.kind != Kind.NOTE or present.closed_on:
        raise Conflict(history(about.meeting).that(Action.CLOSE_DECISION))
    event = record(
        Action.CLOSE_DECISION, about.milestone, by=by, on=on, note=text, paper=about.meeting
    )
    mine.update(closed_by=by, closed_on=on, closed_event=event)


@act
def close(meeting: Meeting, *, by: User, on: date, seen: int, attended: str) -> None:
    """Close the minutes: their words and names stay as they are on this day.

    Raises PermissionDenied; ValidationError where something was decided since, before the day of the
    meeting, and of a meeting without any item.
    """
    deny_unless(by, "supervise")
    present = locked(meeting, seen)
    if on < present.held_on:
        raise ValidationError(_("The minutes are closed on the day of the meeting or after it."))
    if not present.items.shown_on(on).exists():
        raise ValidationError(_("Nothing stands on the agenda: there are no minutes to close."))
    present.attended, present.closed_on, present.closed_by = attended, on, by
    words = {"attended": attended, "closed_on": on, "closed_by": by}
    rise(present, by, on, telling.closed(attended), **words, minutes=frozen(present, on, by))
