"""What a unit reads of a leader's instruction."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail


def letter_of(instruction, person):
    """The mail that tells ``person`` of the instruction."""
    task = instruction.task
    with in_language_of(person):
        note = instruction.reply_by and _("reply by %(day)s") % {"day": instruction.reply_by}
        number = _("Task %(n)d") % {"n": task.number}
        path = reverse("task", args=[task.plan.slug, task.number])
        return Letter(
            Mail.Kind.INSTRUCTION,
            f"instruction-{instruction.pk}",
            person,
            _("Instruction of %(leader)s on task %(number)d")
            % {"leader": instruction.given_by.name, "number": task.number},
            instruction.text,
            (Section(_("Please reply"), (Line(f"{number} {task.title}", note or "", path),)),),
        )
