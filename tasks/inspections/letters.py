"""What a unit's people read of an inspection that wants something put right."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail


def letter_of(row, person):
    with in_language_of(person):
        milestone = row.milestone
        task = milestone.task
        subject = _("Inspection of task %(number)d: please rectify") % {"number": task.number}
        note = _("rectify by %(day)s") % {"day": row.rectify_by}
        path = reverse("inspection", args=[task.plan.slug, row.pk])
        lines = (Line(milestone.text, note, path),)
        sections = (Section(_("To be rectified"), lines),)
        return Letter(
            Mail.Kind.INSPECTION, f"inspection-{row.pk}", person, subject, row.findings, sections
        )
