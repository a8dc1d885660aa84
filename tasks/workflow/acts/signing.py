"""Whose signature a unit's request needs before the supervisors see it: docs/workflow.md."""

from datetime import date
from typing import NamedTuple

from tasks.plan.actors import Actor, signers
from tasks.plan.models import Milestone
from tasks.workflow.moves import Holder


class Way(NamedTuple):
    """Whether a request needs a signature, or why not: the unit has nobody ``without_head``."""

    is_signed: bool
    without_head: bool

    @property
    def holder(self) -> str:
        """Whose turn it is then."""
        return Holder.HEAD if self.is_signed else Holder.SUPERVISOR


def way_of(milestone: Milestone, actor: Actor, on: date) -> Way:
    """The Way of what ``actor`` asks about ``milestone`` on the day ``on``.

    The head of the unit signs; he himself, and a plan that wants no signature, need none. A unit
    without a head is no dead end.
    """
    unit = actor.unit_for(milestone)
    if not milestone.task.plan.head_signoff or unit is None or actor.heads(unit.pk):
        return Way(is_signed=False, without_head=False)
    has_head = signers(unit, on).exists()
    return Way(is_signed=has_head, without_head=not has_head)
