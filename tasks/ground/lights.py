"""The lights: one ranked enumeration and one SQL expression. Rules: docs/rules.md, section 1."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _


class Light(models.IntegerChoices):
    """The numbers rank urgency, so that sorting by them works.

    Lights of milestones without a date rank below those with one, because only dated
    milestones decide whether a task is done.
    """

    STOPPED = 0, _("Stopped")
    ONGOING = 1, _("Ongoing")
    UNSCHEDULED = 2, _("Unscheduled")
    DONE = 3, _("Done on time")
    LATE = 4, _("Done late")
    GREEN = 5, _("In time")
    AMBER = 6, _("Due soon")
    RED = 7, _("Overdue")

    @property
    def slug(self) -> str:
        """The name in addresses and style sheets, such as ``red``."""
        return self.name.lower()


CLOSED = (Light.DONE, Light.LATE)
# Dated and not yet done: the due date is still to be kept.
WAITING = (Light.RED, Light.AMBER, Light.GREEN)
# Without a date and with something left to do.
UNDATED_OPEN = (Light.UNSCHEDULED, Light.ONGOING)


# The rank of what belongs to a task that has ended: its last digit is the light STOPPED.
ENDED = 1000


def rank(light: int, is_dated: bool) -> int:
    """How much a milestone weighs in its task: the heaviest decides the task's light, which is the
    last digit of its rank.

    Dated ones decide; where there are none, an open one before those that ended: docs/rules.md,
    section 1. ``rank_case`` says the same in SQL.
    """
    return 100 * is_dated + 10 * (light in UNDATED_OPEN) + light


def heaviest(milestones: Iterable[tuple[int, bool]]) -> int:
    """The light of a task from ``(light, is_dated)`` of its milestones; without any unscheduled."""
    return max((rank(*one) for one in milestones), default=Light.UNSCHEDULED) % 10


def rank_case(light: str) -> Combinable:
    """``rank`` over Milestone; ``light`` names the column of the light. Needs ``is_dated``."""
    is_open = When(**{f"{light}__in": UNDATED_OPEN}, then=10)
    return Case(When(is_dated=True, then=100), default=0) + Case(is_open, default=0) + F(light)


# Bars follow this order, from kept promises to broken ones to open ones.
BAR_LIGHTS = (Light.DONE, Light.LATE, Light.RED, Light.AMBER, Light.GREEN)
# Legends tell of those that no bar shows as well.
LEGEND_LIGHTS = (*BAR_LIGHTS, Light.ONGOING, Light.UNSCHEDULED, Light.STOPPED)
BY_SLUG = {light.slug: light for light in Light}


def light_case(as_of: date, settled: str, due: str, amber_days: int) -> Case:
    """The light at the end of ``as_of``, as an SQL expression over Milestone.

    ``settled`` names the column with the light where no date decides, ``due`` the one with the date
    to measure against; amber begins ``amber_days`` calendar days before it. The first rule that
    matches wins.
    """
    return Case(
        When(**{f"{settled}__isnull": False}, then=F(settled)),
        When(**{f"{due}__lt": as_of}, then=Value(Light.RED)),
        When(**{f"{due}__lte": as_of + timedelta(days=amber_days)}, then=Value(Light.AMBER)),
        default=Value(Light.GREEN),
        output_field=models.PositiveSmallIntegerField(),
    )
