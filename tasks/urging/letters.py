"""What people read when their work is urged."""

from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from tasks.plan.actors import answering_units, staff_of
from tasks.plan.models import Milestone
from units.models import User


def letters(
    milestones: Iterable[Milestone], recipients: Collection[str], text: str, occasion: str
) -> Iterator[Letter]:
    """One letter, in his language, for each person whom some of ``milestones`` concern."""
    concerned: dict[User, list[Milestone]] = {}
    for milestone in milestones:
        for person in people_of(milestone, recipients):
            concerned.setdefault(person, []).append(milestone)
    for person, mine in concerned.items():
        with in_language_of(person):
            subject = _("[Rule of law in Bao'an] Urged: %(n)d milestones") % {"n": len(mine)}
            lines = tuple(line(milestone) for milestone in mine)
            yield Letter(
                Mail.Kind.URGE, occasion, person, subject, text, (Section(_("Milestones"), lines),)
            )


def people_of(milestone: Milestone, recipients: Collection[str]) -> Iterator[User]:
    """Whom to write to about ``milestone``: staff of its units, and the leaders of its task."""
    yield from staff_of(answering_units(milestone)).filter(role__in=recipients)
    if User.Role.LEADER in recipients:
        leads = [lead.leader_id for lead in milestone.task.lead_leaders.all()]
        yield from User.objects.filter(leader__in=leads, is_active=True)


def line(milestone: Milestone) -> Line:
    """Number and text, due date, and the way to the milestone."""
    task = milestone.task
    path = reverse("task", args=[task.plan.slug, task.number]) + f"#m{milestone.order}"
    note = _("due on %(day)s") % {"day": milestone.due} if milestone.due else ""
    number = _("Task %(n)d") % {"n": task.number}
    return Line(f"{number} {milestone.text}", note, path)


RECIPIENTS = (User.Role.LIAISON, User.Role.HEAD, User.Role.LEADER)
