"""The test mail, and what the people of a unit read when they are asked to look after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from tasks.plan.models import Plan, Task
from tasks.setup.health import Concern
from units.models import Unit, User


def letter_of_test(person: User, occasion: str) -> Letter:
    """What ``person`` reads to know that mails arrive."""
    with in_language_of(person):
        subject = _("[Rule of law in Bao'an] Test mail")
        opening = _("The ledger's mails arrive. Nothing is to be done.")
        return Letter(Mail.Kind.TEST, occasion, person, subject, opening, is_read=True)


@dataclass(frozen=True)
class Call:
    """What a ``unit`` is reminded of: the ``tasks`` to acknowledge, and whom of its people the
    ledger has not seen.
    """

    plan: Plan
    unit: Unit
    tasks: Sequence[Task]
    amiss: Sequence[Concern]


def letters(call: Call, people: Sequence[User], occasion: str) -> Iterator[Letter]:
    """One letter for each of ``people``."""
    unit, tasks, amiss = call.unit, call.tasks, call.amiss
    for person in people:
        with in_language_of(person):
            sections = (
                Section(_("Tasks to acknowledge"), tuple(line_of(task) for task in tasks)),
                Section(_("People"), tuple(Line(str(one.person), one.words) for one in amiss)),
            )
            yield Letter(
                Mail.Kind.URGE,
                occasion,
                person,
                _("[Rule of law in Bao'an] %(unit)s: please sign in") % {"unit": unit},
                _("Please sign in to the ledger and look after what waits for %(unit)s.")
                % {"unit": unit},
                tuple(section for section in sections if section.lines),
                plan=call.plan,
            )


def line_of(task: Task) -> Line:
    """The task, and the way to it."""
    number = _("Task %(n)d") % {"n": task.number}
    return Line(f"{number} {task.title}", path=reverse("task", args=[task.plan.slug, task.number]))
