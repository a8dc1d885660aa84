"""How history is written, and how an act is refused: docs/workflow.md.

Every act writes one Event through ``record``, in the transaction of what it does.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tasks.plan.acting import announce, touch_plan
from tasks.plan.models import Event, Milestone, Task
from tasks.plan.models.history import EventQuerySet
from tasks.plan.models.restriction import Reader
from tasks.plan.phases import refuse_of_ended, refuse_out_of_phase
from units.models import Unit, User
from units.roles import may

# Kind of paper -> the column in which an event names it.
PAPERS = {
    "slip": "slip",
    "instruction": "instruction",
    "inspection": "inspection",
    "assessmentround": "round",
    "pastbatch": "batch",
    "meeting": "meeting",
}

_answered: ContextVar[str] = ContextVar("answered", default="")


class Conflict(Exception):
    """Somebody else was first. ``events`` is what happened, the latest first."""

    def __init__(self, events: Iterable[Event]):
        super().__init__()
        self.events = list(events)

    def since(self, looked: float) -> list[Event]:
        """What happened after ``looked`` (seconds since 1970), at least the latest event."""
        unseen = [event for event in self.events if event.at.timestamp() > looked]
        return unseen or self.events[:1]


def sentence(event: Event) -> str:
    """Who did what when, with which words, in one line."""
    when = f"{event.on} {event.time}".strip()
    who = " ".join(str(name) for name in (event.unit, event.person) if name)
    deed = f"{when} {who} {event.get_action_display()}"
    return f"{deed}{_(': ')}{Truncator(event.note).chars(120)}" if event.note else deed


def record(
    action: str,
    about: Task | Milestone,
    *,
    by: User,
    on: date,
    unit: Unit | None = None,
    note: str = "",
    paper: Model | None = None,
    holder: str = "",
    version: int = 0,
) -> Event:
    """Write down that ``by`` took ``action`` on the task or milestone ``about`` on the day ``on``.

    ``unit`` is in whose name he acts, his own where none is given; ``paper`` is the Slip,
    Instruction, Inspection, AssessmentRound, PastBatch or Meeting that it concerns. ``holder`` and ``version`` are the
    workflow's. Raises OutOfPhase where the plan, or a task that
    has ended, does not take it on that day.
    """
    task, milestone = (about, None) if isinstance(about, Task) else (about.task, about)
    refuse_out_of_phase(task.plan, action, on)
    refuse_of_ended(task, action, on)
    touch_plan(task.plan_id)
    named = {column_of(paper): paper} if paper else {}
    event = Event.objects.create(
        task=task,
        milestone=milestone,
        action=action,
        unit=unit or by.unit,
        person=by,
        on=on,
        note=note,
        asked=_answered.get(),
        holder=holder,
        version=version,
        **named,
    )
    announce(event)
    return event


@contextmanager
def answering(asked: str) -> Iterator[None]:
    """Events written within it keep what a form ``asked`` about its days, and the answers."""
    token = _answered.set(asked)
    try:
        yield
    finally:
        _answered.reset(token)


def seen_events(events: Iterable[Any], reader: Reader) -> list[Any]:
    """The same ``events``, with who acted, as ``reader`` sees them; what is no Event, such as a change
    of a unit, everybody reads. One query.
    """
    rows = list(events)
    ids = [row.pk for row in rows if isinstance(row, Event)]
    found = Event.objects.with_people().seen_by(reader).in_bulk(ids)
    return [found[row.pk] if isinstance(row, Event) else row for row in rows]


def column_of(paper: Model) -> str:
    """The name of the column in which an event names ``paper``. Raises KeyError for others."""
    return PAPERS[str(paper._meta.model_name)]


def history(paper: Model) -> EventQuerySet:
    """The events of one paper, the latest first, with who acted."""
    return Event.objects.with_people().filter(**{column_of(paper): paper})


def deny_unless(by: User, right: str) -> None:
    """Raise PermissionDenied unless the role of ``by`` has ``right``: docs/roles.md."""
    if not may(by, right):
        raise PermissionDenied
