"""What makes sense of a milestone that supervisors add or split off another: docs/workflow.md.

Questions are a mapping from what is wrong to why: empty where nothing is.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from tasks.ground.characters import clean
from tasks.ground.sense import Known, Sense, refusal
from tasks.plan.known import known_of
from tasks.plan.models import Milestone, Task
from units.models import Unit

FEWEST, MOST = 2, 4
TEXT_LENGTH = 300


class Piece(TypedDict):
    """A milestone that supervisors add: its deliverable, who answers for it, by when."""

    text: str
    unit: Unit | None
    due_on: date | None


def problems_of(piece: Piece, task: Task, known: Known) -> dict[str, str]:
    """Why ``piece`` cannot be a milestone of ``task``, by its field."""
    day = piece["due_on"]
    problems = {
        "text": problem_of_text(clean(piece["text"])),
        "unit": problem_of_unit(piece["unit"], task),
        "due_on": refusal(Sense.PROMISE, day, known) if day else None,
    }
    return {field: said for field, said in problems.items() if said}


def problem_of_text(text: str) -> str | None:
    if not text:
        return _("Please say what is to be delivered.")
    if len(text) > TEXT_LENGTH:
        return _("Please say it in at most %(n)d characters.") % {"n": TEXT_LENGTH}
    return None


def problem_of_unit(unit: Unit | None, task: Task) -> str | None:
    if unit is None:
        return _("Please name a unit.")
    if not task.assignments.filter(unit=unit).exists():
        return _("%(unit)s has no part in this task.") % {"unit": unit}
    return None


def problem_of_reason(reason: str) -> str | None:
    return None if clean(reason).strip() else _("Please give a reason.")


def problems_of_split(whole: Milestone, parts: Sequence[Piece], on: date) -> dict[str, str]:
    """Why ``whole`` cannot be split into ``parts`` on the day ``on``: by field and number of the part
    (``text2``), or about all of them.
    """
    known = known_of(whole, on)
    problems: dict[str, str] = {}
    if len(parts) < FEWEST:
        problems[NON_FIELD_ERRORS] = _("Please name at least two parts.")
    elif len(parts) > MOST:
        problems[NON_FIELD_ERRORS] = _("Please name at most four parts.")
    for number, part in enumerate(parts, 1):
        found = problems_of(part, whole.task, known)
        if whole.due_on and (part["due_on"] is None or part["due_on"] > whole.due_on):
            found["due_on"] = _("Each part needs a date, not later than that of the whole.")
        problems |= {f"{field}{number}": said for field, said in found.items()}
    return problems
