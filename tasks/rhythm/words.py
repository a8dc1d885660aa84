"""A report that is due or late, in words."""

from django.utils.translation import gettext as _

from tasks.frame.words import day
from tasks.rhythm.rules import ReportState


def told_report(state, due_on, on):
    """That a report is in ``state``, one of ReportState ``on`` the day, and when it is or was due."""
    is_late = state == ReportState.LATE
    words = _("report late, was due by %(day)s") if is_late else _("report due by %(day)s")
    return words % {"day": day(due_on, on)}


def told_report_of(milestone, on):
    """The same of a ``milestone``, or what tells of one, ``with_reports`` of the day ``on``."""
    return told_report(milestone.report_state, milestone.report_by, on)
