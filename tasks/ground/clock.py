"""The plan's date. Read only by views, jobs and commands; everything else is given a date."""

from datetime import date

from django.conf import settings
from django.utils.timezone import localdate


def today() -> date:
    """``PLAN_TODAY`` when it is set, else the date in Asia/Shanghai."""
    return settings.PLAN_TODAY or localdate()
