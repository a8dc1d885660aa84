"""Entering at once what was done before, and undoing it: docs/workflow.md."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.evidence.keeping import send, staged
from tasks.past.models import PastBatch
from tasks.past.rules import (
    MOST,
    Entry,
    Fact,
    What,
    facts_of,
    followed,
    problems,
    said,
    what_of,
)
from tasks.plan.acting import act
from tasks.plan.known import known_of
from tasks.plan.models import CompletionRequest, Event, Extension, Milestone, Plan, ProgressReport
from tasks.plan.recording import Conflict, answering, deny_unless, sentence
from tasks.workflow.moves import Action, Stage, make_move
from units.models import User

NAMED = 3  # events that a refusal names
# What was done -> how a file names the row that it proves.
PROVES = {What.DONE: "request", What.REPORTED: "report", What.EXTENDED: "extension"}


@act
def enter(plan: Plan, entries: Sequence[Entry], *, by: User, on: date) -> PastBatch:
    """Enter all of ``entries``, each about another milestone of ``plan``, with the files that ``by``
    chose for them; nobody is told. Return the batch.

    Raises PermissionDenied; ValidationError for nothing, too many, or the first one that makes no
    sense; Conflict where a milestone changed since it was seen. Nothing is entered then.
    """
    deny_unless(by, "change the plan")
    if not 0 < len(entries) <= MOST:
        raise ValidationError(_("Please enter 1 to %(n)d facts at once.") % {"n": MOST})
    batch = PastBatch.objects.create(plan=plan, entered_by=by, entered_on=on, number=len(entries))
    for entry in sorted(entries, key=lambda entry: entry.milestone.pk):
        batch.lifted += enter_one(batch, entry, by, on)
    batch.save(update_fields=["lifted"])
    return batch


def enter_one(batch: PastBatch, entry: Entry, by: User, on: date) -> list[int]:
    """Enter one fact; return the ids of the slips that it lifts."""
    milestone, what = entry.milestone, entry.what
    if refused := problems(entry, known_of(milestone, on)):
        raise ValidationError(refused)
    lifted = (
        [] if what == What.REPORTED else list(milestone.slips.open().values_list("pk", flat=True))
    )
    changes: dict[str, Any] = {"seen": entry.seen, "note": said(entry), "paper": batch}
    if what == What.DONE:
        changes |= {"target": Stage.DONE, "completed_on": entry.day}
    elif what == What.EXTENDED:
        changes |= {"due_on": entry.new_due_on}
    with answering(entry.asked):
        make_move(milestone, Action.ENTER_PAST, by=by, on=on, **changes)
    if what == What.EXTENDED:
        milestone.slips.lift_extended(on)
    send(staged(milestone, Action.ENTER_PAST, by), **{PROVES[what]: fact_of(batch, entry)})
    return lifted


def fact_of(batch: PastBatch, entry: Entry) -> Fact:
    """The row that says it, of its past day."""
    about: dict[str, Any] = {"milestone": entry.milestone, "unit": entry.unit, "batch": batch}
    on_that_day: dict[str, Any] = dict.fromkeys(
        ("requested_on", "submitted_on", "decided_on"), entry.day
    )
    if entry.what == What.REPORTED:
        return ProgressReport.objects.create(**about, reported_on=entry.day, done=entry.words)
    if entry.what == What.DONE:
        return CompletionRequest.objects.create(
            **about,
            **on_that_day,
            requested_by=batch.entered_by,
            completed_on=entry.day,
            statement=entry.words,
            state=CompletionRequest.State.APPROVED,
        )
    moved: dict[str, Any] = {"old_due_on": entry.milestone.due_on, "new_due_on": entry.new_due_on}
    granted = Extension.Decision.GRANTED
    return Extension.objects.create(
        **about, **on_that_day, **moved, reason=entry.words, decision=granted
    )


@act
def undo(batch: PastBatch, *, by: User, on: date, reason: str) -> None:
    """Take back all that ``batch`` entered; its files wait for their forms again.

    Raises PermissionDenied; Conflict where it was undone before; ValidationError, changing nothing,
    where something followed on one of its milestones: the sentence says what.
    """
    deny_unless(by, "change the plan")
    present = PastBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if present.undone_on:
        raise Conflict(present.events.that(Action.UNDO_PAST)[:1])
    facts = facts_of(present)
    ids = {fact.milestone_id for fact in facts}
    milestones = Milestone.objects.select_for_update().order_by("pk").in_bulk(ids)
    refuse_followed(present, ids)
    for fact in sorted(facts, key=lambda fact: fact.milestone_id):
        undo_one(present, fact, milestones[fact.milestone_id].version, by, on, reason)
    undone = {"undone_on": on, "undone_by": by, "undone_note": reason}
    PastBatch.objects.filter(pk=present.pk).update(**undone)


def refuse_followed(batch: PastBatch, milestones: set[int]) -> None:
    """Raise ValidationError where something happened to the ``milestones``, ids, since."""
    if later := list(followed(batch, milestones).order_by("pk")[:NAMED]):
        words = "；".join(map(happened, later))
        refused = _("This cannot be undone any more, for something followed: %(what)s.")
        raise ValidationError(refused % {"what": words})


def happened(event: Event) -> str:
    """What happened to which milestone."""
    where = _("Task %(n)d") % {"n": event.task.number}
    return f"{where} {event.milestone}（{sentence(event)}）"


def undo_one(batch: PastBatch, fact: Fact, version: int, by: User, on: date, reason: str) -> None:
    """The milestone is as if ``fact`` had never been entered."""
    milestone, what = fact.milestone, what_of(fact)
    changes: dict[str, Any] = {"seen": version, "note": reason, "paper": batch}
    if what == What.DONE:
        changes |= {"target": Stage.OPEN, "completed_on": None}
    elif isinstance(fact, Extension):
        changes |= {"due_on": fact.old_due_on}
    make_move(milestone, Action.UNDO_PAST, by=by, on=on, **changes)
    milestone.slips.filter(pk__in=batch.lifted).open_again()
    fact.evidence.update(**{PROVES[what]: None})
    fact.delete()
