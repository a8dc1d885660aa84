"""Whose 会签 a request needs before it is sent, and what replaces it: docs/workflow.md."""

from datetime import date

from django.utils.translation import gettext as _

from tasks.ground.characters import has_substance
from tasks.plan.lines import Lines, tell_lines
from tasks.plan.models import Milestone
from tasks.workflow.moves import Action
from units.models import Unit

# A written exception has so many letters at least, and so many different ones.
SUBSTANCE, DIFFERENT = 10, 6


def cosigners(milestone: Milestone, action: str, asking: Unit | None, on: date) -> Lines:
    """The units that confirm their part before ``asking`` takes ``action``, and who did by ``on``.

    All others of the task for a completion, the other lead units for an extension; of a group each
    member.
    """
    tell_lines(milestone.task, [milestone], on)
    is_claim = action == Action.REQUEST_COMPLETION
    lines: Lines = milestone.confirmed if is_claim else milestone.cosigned  # type: ignore[attr-defined]
    return Lines({unit: day for unit, day in lines.days.items() if unit != asking})


def problems(lines: Lines, exception: str) -> dict[str, str]:
    """What is wrong with a request that some of ``lines`` did not confirm, by field."""
    if not lines.missing or has_substance(exception, SUBSTANCE, DIFFERENT):
        return {}
    names = "、".join(unit.name for unit in lines.missing)
    sentence = _(
        "These units have not confirmed their part: %(names)s. Please wait for them, "
        "or say in words, at least %(n)d characters and not the same again and again, "
        "why it is not needed."
    )
    return {"exception": sentence % {"names": names, "n": SUBSTANCE}}
