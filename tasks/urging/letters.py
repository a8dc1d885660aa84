"""What people read when their work is urged."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from tasks.plan.actors import answering_units, staff_of
from units.models import User


def letters(rows, recipients, text, occasion):
    """One letter for each person whom some of ``rows`` concern."""
    concerned = {}
    for row in rows:
        for person in people_of(row, recipients):
            concerned.setdefault(person, []).append(row)
    for person, mine in concerned.items():
        with in_language_of(person):
            subject = _("[Rule of law in Bao'an] Urged: %(n)d milestones") % {"n": len(mine)}
            lines = tuple(line(row) for row in mine)
            yield Letter(
                Mail.Kind.URGE, occasion, person, subject, text, (Section(_("Milestones"), lines),)
            )


def people_of(row, recipients):
    """Whom to write to about ``row``: staff of its units, and the leaders of its task."""
    yield from staff_of(answering_units(row)).filter(role__in=recipients)
    if User.Role.LEADER in recipients:
        leads = [part.leader_id for part in row.task.lead_leaders.all()]
        yield from User.objects.filter(leader__in=leads, is_active=True)


def line(row):
    path = reverse("task", args=[row.task.plan.slug, row.task.number]) + f"#m{row.order}"
    note = _("due on %(day)s") % {"day": row.due} if row.due else ""
    number = _("Task %(n)d") % {"n": row.task.number}
    return Line(f"{number} {row.text}", note, path)


RECIPIENTS = (User.Role.LIAISON, User.Role.HEAD, User.Role.LEADER)
