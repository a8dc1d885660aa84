"""Random facts about milestones, few days apart so that they meet and overlap, and their rows."""

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from tasks.models import (
    CompletionRequest,
    DateSetting,
    Event,
    Extension,
    Milestone,
    Naming,
    ProgressReport,
    Reopening,
)
from tasks.plan.keeping import keep
from tests.factories import make_assignment, make_user

FIRST = date(2015, 6, 1)
SPAN = 14  # days in which facts fall
days = st.integers(0, SPAN).map(lambda number: FIRST + timedelta(number))
UNITS = 2


class Life(NamedTuple):
    """The columns of a milestone, and ``(model, columns)`` of each fact in the order it came."""

    milestone: dict
    facts: list


@st.composite
def lives(draw):
    stage = draw(st.sampled_from(Milestone.Stage.values))
    original = draw(st.none() | days)
    due_on, decisions = dates(draw, original)
    ends = {"done": "completed_on", "stopped": "stopped_on"}
    milestone = {
        "kind": draw(st.sampled_from(Milestone.Kind.values)),
        "stage": stage,
        "original_due_on": original,
        "due_on": due_on,
        "added_on": draw(st.none() | days),
        **({ends[stage]: draw(days)} if stage in ends else {}),
    }
    facts = [*decisions, *undone(draw), *asked(draw, stage), *said(draw)]
    return Life(milestone, facts)


def dates(draw, original):
    """The date of today, and what led to it: readings of ``original``, then decisions.

    A reading may come late, for what it says holds for the days before the decisions all the same.
    """
    given, facts, due_on = {original}, [], original

    def new(earliest):
        """A date that nobody gave before, so that it is clear which decision was the first."""
        day = draw(days)
        while day in given or (earliest and day <= earliest):
            day += timedelta(1)
        given.add(day)
        return day

    for on in sorted(draw(st.lists(days, max_size=2))) if original else ():
        before, due_on = due_on, new(None)
        facts.append(setting(on, before, due_on, is_reading=True))
    for on in sorted(draw(st.lists(days, max_size=5))):
        before, is_grant = due_on, due_on and draw(st.booleans())
        due_on = new(before if is_grant else None)
        facts.append(grant(on, before, due_on) if is_grant else setting(on, before, due_on))
    if original:
        facts += [
            (Extension, {**grant(on, FIRST, due_on)[1], "decision": "refused"})
            for on in draw(st.lists(days, max_size=1))
            if due_on > FIRST
        ]
    return due_on, facts


def setting(on, before, due_on, **kind):
    return DateSetting, {"on": on, "old_due_on": before, "due_on": due_on, **kind}


def grant(on, before, due_on):
    said = {"reason": "理由", "decision": "granted", "requested_on": on, "decided_on": on}
    return Extension, {"old_due_on": before, "new_due_on": due_on, **said}


def undone(draw):
    """Up to three completions and stops that somebody undid, in the order in which he did."""
    spans = draw(st.lists(st.tuples(days, days).map(sorted), max_size=3))
    for ended_on, reopened_on in sorted(spans, key=lambda span: span[1]):
        ended_as = draw(st.sampled_from(["done", "stopped"]))
        yield (
            Reopening,
            {"ended_as": ended_as, "ended_on": ended_on, "reopened_on": reopened_on},
        )


def asked(draw, stage):
    """Requests one after the other; where ``stage`` is one of waiting, the last still waits."""
    waits = stage in ("signing", "submitted")
    when = iter(sorted(draw(st.lists(days, min_size=8, max_size=8))))
    for _number in range(draw(st.integers(0, 2))):
        requested_on, submitted_on, decided_on = next(when), next(when), next(when)
        state = draw(st.sampled_from(["approved", "returned", "sent-back", "withdrawn"]))
        yield request(
            state, requested_on, None if state == "sent-back" else submitted_on, decided_on
        )
    if waits:
        requested_on, submitted_on = next(when), next(when)
        yield request(stage, requested_on, submitted_on if stage == "submitted" else None, None)


def request(state, requested_on, submitted_on, decided_on):
    return CompletionRequest, {
        "state": state,
        "requested_on": requested_on,
        "submitted_on": submitted_on,
        "decided_on": decided_on,
        "completed_on": requested_on,
        "statement": "办结。",
        "unit": 0,
    }


def said(draw):
    """Namings, turns and reports; most events pass the turn to nobody."""
    for on in sorted(draw(st.lists(days, max_size=3))):
        yield Naming, {"on": on, "unit": draw(st.integers(0, UNITS - 1))}
    for on in sorted(draw(st.lists(days, max_size=4))):
        holder = draw(st.sampled_from(["", *Event.Holder.values]))
        yield Event, {"on": on, "holder": holder, "action": "report"}
    for on in sorted(draw(st.lists(days, max_size=3))):
        yield ProgressReport, {"reported_on": on, "done": "进展", "unit": 0}


def store(told, task):
    """Save the lives as milestones of ``task``, in their order."""
    units = [make_assignment(task).unit for _number in range(UNITS)]
    person = make_user(role="liaison", unit=units[0])
    dull = {"task": task, "text": "完成工作", "source_start": 1, "source_end": 2}
    rows = Milestone.objects.bulk_create(
        Milestone(order=order, **dull, **life.milestone) for order, life in enumerate(told, 1)
    )
    for kind in (
        DateSetting,
        Extension,
        Reopening,
        CompletionRequest,
        Naming,
        Event,
        ProgressReport,
    ):
        kind.objects.bulk_create(
            kind(milestone=row, **known(kind, columns, task, units, person))
            for row, life in zip(rows, told, strict=True)
            for model, columns in life.facts
            if model is kind
        )
    keep(row.pk for row in rows)


def known(kind, columns, task, units, person):
    """``columns`` with the rows to which they point."""
    pointing = {"unit": units[columns["unit"]]} if "unit" in columns else {}
    if kind is CompletionRequest:
        pointing["requested_by"] = person
    if kind is Event:
        pointing |= {"task": task, "person": person}
    return columns | pointing
