"""The lights: one ranked enumeration and one SQL expression. Rules: docs/rules.md, section 1."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Case, F, Value, When
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
# Bars and legends follow this order, from kept promises to broken ones to open ones.
BAR_LIGHTS = (Light.DONE, Light.LATE, Light.RED, Light.AMBER, Light.GREEN)
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
