"""What a unit reads of a leader's instruction."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail


def letter_of(instruction, person, chased_on=None):
    """The mail that tells ``person`` of the instruction, or on the day ``chased_on`` that it waits."""
    task = instruction.task
    with in_language_of(person):
        note = instruction.reply_by and _("reply by %(day)s") % {"day": instruction.reply_by}
        number = _("Task %(n)d") % {"n": task.number}
        path = reverse("task", args=[task.plan.slug, task.number])
        occasion = f"instruction-{instruction.pk}"
        subject = _("Instruction of %(leader)s on task %(number)d")
        if chased_on:
            occasion = f"{occasion}-{chased_on}"
            subject = _("Reply overdue: instruction of %(leader)s on task %(number)d")
        return Letter(
            Mail.Kind.URGE if chased_on else Mail.Kind.INSTRUCTION,
            occasion,
            person,
            subject % {"leader": instruction.given_by.name, "number": task.number},
            instruction.text,
            (Section(_("Please reply"), (Line(f"{number} {task.title}", note or "", path),)),),
            plan=task.plan,
        )
