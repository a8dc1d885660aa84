"""What a unit's people read of an inspection that wants something put right."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.inspections.models import Visit
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from units.models import User


def letter_of(visit: Visit, person: User) -> Letter:
    """What his unit has to put right by when, in the person's language."""
    with in_language_of(person):
        inspection, milestone = visit.inspection, visit.inspection.milestone
        task = milestone.task
        subject = _("Inspection of task %(number)d: please rectify") % {"number": task.number}
        note = _("rectify by %(day)s") % {"day": visit.rectify_by}
        path = reverse("inspection", args=[task.plan.slug, inspection.pk])
        number = _("Task %(n)d") % {"n": task.number}
        lines = (Line(f"{number} {task.title} · {milestone.text}", note, path),)
        sections = (Section(_("To be rectified"), lines),)
        return Letter(
            Mail.Kind.INSPECTION,
            f"inspection-{inspection.pk}",
            person,
            subject,
            visit.all_findings,
            sections,
            plan=task.plan,
        )
