"""Whose milestones a page counts: a unit's, a leader's, a special project's, or all of the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tasks.plan.models import Assignment, Milestone

LEAD = Assignment.Role.LEAD.value


@dataclass(frozen=True)
class Scope:
    """``narrowed`` takes the milestones of a day and leaves those that count; ``query`` is the filter
    that lists them.
    """

    narrowed: Callable[[Any], Any]
    query: dict[str, Any]

    def on(self, plan, day):
        """The milestones that counted at the end of ``day``, as they stood then."""
        return self.narrowed(Milestone.objects.of(plan, day))


EVERYTHING = Scope(lambda milestones: milestones, {})


def led_by_unit(unit):
    """What ``unit`` leads, or answers for alone."""
    query = {"unit": unit.pk, "role": LEAD}
    return Scope(lambda milestones: milestones.of_unit(unit, LEAD), query)


def led_by_leader(leader):
    return Scope(lambda milestones: milestones.led_by(leader), {"leader": leader.pk})


def of_project(project):
    narrow = {"task__project": project}
    return Scope(lambda milestones: milestones.filter(**narrow), {"project": project.number})
