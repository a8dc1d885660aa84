"""What can be set up outside the plan, and who is there to approve it. Every date is given."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.extra.models import ExtraProposal, Piece
from tasks.ground.official import in_chinese
from tasks.ground.sense import Sense, refusal
from tasks.plan.known import known_of_plan
from tasks.plan.models import Plan
from tasks.workflow.pieces import problem_of_text
from units.models import Unit, User

MOST = 5  # milestones


def is_taken(plan: Plan, title: str, proposal: ExtraProposal | None) -> bool:
    """True where a task of ``plan`` has the title, or another one is proposed with it."""
    waiting = plan.extra_proposals.waiting().filter(title=title)
    others = waiting.exclude(pk=proposal.pk) if proposal else waiting
    return plan.tasks.filter(title=title).exists() or others.exists()


def problem_of_units(units: Sequence[Unit]) -> str | None:
    """Why ``units`` cannot share a task: each has one part, and still is there."""
    if len(set(units)) < len(units):
        return _("A unit has one part only: lead or participating.")
    there = Unit.objects.present().filter(pk__in=[unit.pk for unit in units])
    gone = [unit.name for unit in units if unit not in there]
    return _("%(unit)s was dissolved.") % {"unit": gone[0]} if gone else None


def problem_of_pieces(plan: Plan, pieces: Sequence[Piece], on: date) -> str | None:
    """Why these cannot be the milestones of a task of ``plan`` that begins on the day ``on``."""
    if not 1 <= len(pieces) <= MOST:
        return _("Please name at least one milestone, at most five.")
    if not any(piece.due_on for piece in pieces):
        return _("At least one milestone needs a due date.")
    known = known_of_plan(plan, on)
    for piece in pieces:
        day = piece.due_on and refusal(Sense.FORECAST, piece.due_on, known)
        if said := problem_of_text(piece.text) or day:
            return f"{piece.text}{_(': ')}{said}" if piece.text else said
    return None


class Wanted(NamedTuple):
    """What the rules ask about a task that is proposed."""

    title: str
    leaders: Sequence[Leader]
    units: Sequence[Unit]
    pieces: Sequence[Piece]


def problems_of(
    wanted: Wanted, plan: Plan, on: date, proposal: ExtraProposal | None = None
) -> dict[str, str]:
    """Why this cannot be a task outside ``plan`` from the day ``on``, by its field; ``proposal`` is what
    proposes it, if that was stored already.
    """
    taken = _("There is a task with this title, or it waits for approval.")
    problems = {
        "title": taken if is_taken(plan, wanted.title, proposal) else None,
        "leaders": None if wanted.leaders else _("Please choose at least one lead leader."),
        "host": problem_of_units(wanted.units),
        NON_FIELD_ERRORS: problem_of_pieces(plan, wanted.pieces, on),
    }
    return {field: said for field, said in problems.items() if said}


def is_alone(person: User) -> bool:
    """True where nobody else can approve what ``person`` proposes."""
    others = User.objects.filter(role=User.Role.SUPERVISOR, is_active=True).exclude(pk=person.pk)
    return not others.exists()


def schedule_of(pieces: Iterable[Piece]) -> str:
    """The milestones as a document writes them."""
    return "；".join(written(piece) for piece in pieces) + "。"


def written(piece: Piece) -> str:
    """One of them."""
    day = piece.due_on
    return f"{day.year}年{day.month}月{day.day}日前，{piece.text}" if day else piece.text


@in_chinese
def told(proposal: ExtraProposal, note: str) -> str:
    """What the history of the task says of where it comes from."""
    words = {
        "source": proposal.get_source_display(),
        "words": proposal.source_words,
        "person": proposal.proposed_by,
        "day": proposal.proposed_on,
        "reason": proposal.reason,
    }
    said = _("%(source)s: %(words)s. Proposed by %(person)s on %(day)s: %(reason)s") % words
    return f"{said}\n{note}" if note else said
