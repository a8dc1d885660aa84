"""What an act leaves behind: standings told anew, people told of it, and a higher edition.

``@act`` stands on every function by which people, imports or jobs change a plan. Inside it a fact
about a milestone is announced by ``touch``; what is only said about a plan (a word in a report, the
name of a unit) by ``touch_plan``; what people may have to hear of, such as an Event, by ``announce``.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model
from django.dispatch import Signal

from tasks.plan.keeping import keep
from tasks.plan.models import Edition

Given = ParamSpec("Given")
Result = TypeVar("Result")

# Sent when an act ends, in its transaction, for each ``fact`` that it announced; the sender is the
# fact's class. tasks.notices listens.
announced = Signal()


@dataclass
class Touched:
    """The ids of the milestones and plans that an act changed, and what people hear of it."""

    milestones: set[int] = field(default_factory=set)
    plans: set[int] = field(default_factory=set)
    facts: list[Model] = field(default_factory=list)


acting: ContextVar[Touched | None] = ContextVar("acting", default=None)


def act(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """``function`` in a transaction, at whose end all that it touched is told anew.

    The edition rises once, as the last statement of the outermost act: its row stays locked until
    the commit, and whoever waits for it holds nothing that the first one still needs.
    """

    @wraps(function)
    def acted(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        outer, mine = acting.get(), Touched()
        token = acting.set(mine)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                keep(mine.milestones)
                for fact in mine.facts:
                    announced.send(type(fact), fact=fact)
                if outer:
                    outer.plans |= mine.plans
                else:
                    Edition.objects.rise(mine.plans)
        finally:
            acting.reset(token)
        return result

    return acted


def touch(*milestones: int) -> None:
    """The facts about the milestones of these ids change: they are told anew when the act ends.

    Raises RuntimeError outside of an act, where nobody would tell them.
    """
    touched().milestones.update(milestones)


def touch_plan(*plans: int) -> None:
    """What pages say about the plans of these ids changes. Raises RuntimeError outside of an act."""
    touched().plans.update(plans)


def announce(fact: Model) -> None:
    """Tell whom ``fact`` concerns when the act ends. Raises RuntimeError outside of an act."""
    touched().facts.append(fact)


def touched() -> Touched:
    """What the innermost act has changed so far. Raises RuntimeError outside of an act."""
    mine = acting.get()
    if mine is None:
        raise RuntimeError("Facts change inside an act: put @act on the function.")
    return mine
