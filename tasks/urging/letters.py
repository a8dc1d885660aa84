"""What people read when their work is urged."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.frame.words import days_to, names
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from tasks.plan.actors import answering_units, staff_of
from tasks.plan.models import Milestone
from units.models import Unit, User

RECIPIENTS = (User.Role.LIAISON, User.Role.HEAD, User.Role.LEADER)


@dataclass(frozen=True)
class Call:
    """What is urged: the ``milestones`` with ``text``, of those that answer ``units`` (ids) alone."""

    milestones: Sequence[Milestone]
    units: Collection[int]
    recipients: Collection[str]
    text: str
    by: User
    on: date

    def urged(self, milestone: Milestone) -> list[Unit]:
        """The units that are urged about ``milestone``."""
        return [unit for unit in answering_units(milestone) if unit.pk in self.units]


def letters(call: Call, occasion: str) -> Iterator[Letter]:
    """One letter, in his language, for each person whom some of the milestones concern."""
    concerned: dict[User, list[Milestone]] = {}
    for milestone in call.milestones:
        for person in people_of(milestone, call):
            concerned.setdefault(person, []).append(milestone)
    for person, mine in concerned.items():
        with in_language_of(person):
            lines = tuple(line(milestone, call) for milestone in mine)
            section = Section(_("Milestones"), lines)
            subject, opening = subject_of(mine), opening_of(call)
            plan = mine[0].task.plan  # one urges within a plan
            yield Letter(Mail.Kind.URGE, occasion, person, subject, opening, (section,), plan=plan)


def subject_of(milestones: Sequence[Milestone]) -> str:
    """Names the first, and says how many there are."""
    first, number = milestones[0].task, len(milestones)
    words = ngettext(
        "[Rule of law in Bao'an] Urged: task %(task)d %(title)s (%(n)d milestone)",
        "[Rule of law in Bao'an] Urged: task %(task)d %(title)s (%(n)d milestones)",
        number,
    )
    return words % {"task": first.number, "title": first.title, "n": number}


def opening_of(call: Call) -> str:
    """The message, and who sends it."""
    who = f"{call.by.unit} {call.by}" if call.by.unit else str(call.by)
    return _("%(text)s (%(who)s)") % {"text": call.text, "who": who}


def people_of(milestone: Milestone, call: Call) -> Iterator[User]:
    """Whom to write to about ``milestone``: staff of the urged units, and the task's leaders."""
    yield from staff_of(call.urged(milestone)).filter(role__in=call.recipients)
    if User.Role.LEADER in call.recipients:
        leads = [lead.leader_id for lead in milestone.task.lead_leaders.all()]
        yield from User.objects.filter(leader__in=leads, is_active=True)


def line(milestone: Milestone, call: Call) -> Line:
    """Task and milestone; units, due date and how late it is; the way to it."""
    task = milestone.task
    path = reverse("task", args=[task.plan.slug, task.number]) + f"#m{milestone.order}"
    note = names(call.urged(milestone))
    if milestone.due:
        due = _("due on %(day)s") % {"day": milestone.due}
        note = f"{note} · {due} · {days_to(milestone.due, call.on)}"
    number = _("Task %(n)d") % {"n": task.number}
    return Line(f"{number} {task.title} · {milestone.text}", note, path)
