"""A report that is due or late, in words."""

from django.utils.translation import gettext as _

from tasks.frame.words import day
from tasks.rhythm.rules import ReportState


def told_report(milestone, on):
    """When the report of ``milestone``, ``with_reports`` of the day ``on``, is or was due."""
    is_late = milestone.report_state == ReportState.LATE
    words = _("report late, was due by %(day)s") if is_late else _("report due by %(day)s")
    return words % {"day": day(milestone.report_by, on)}
