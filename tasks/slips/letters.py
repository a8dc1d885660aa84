"""What a unit's people read of a yellow or red slip."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.frame.words import names
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from tasks.slips.models import Slip
from units.models import User


def letter_of(slip: Slip, person: User) -> Letter:
    """The mail that goes out with a yellow or red slip, at once, in the person's language."""
    with in_language_of(person):
        milestone = slip.milestone
        number = _("Task %(n)d") % {"n": milestone.task.number}
        by_day = _("reply by %(day)s") % {"day": slip.reply_by}
        note = f"{number} {milestone.task.title} · {milestone.text} · {by_day}"
        path = reverse("slip", args=[slip.plan.slug, slip.pk])
        subject = _("%(level)s %(reference)s, task %(number)d") % {
            "level": slip.get_level_display(),
            "reference": slip.reference,
            "number": milestone.task.number,
        }
        issued = _("Issued on %(day)s to %(units)s") % {
            "day": slip.issued_on,
            "units": names(slip.addressees),
        }
        lines = (Line(slip.requirement, f"{note} · {issued}", path),)
        sections = (Section(_("Requirement"), lines),)
        occasion, grounds, plan = f"slip-{slip.pk}", slip.grounds, slip.plan
        return Letter(Mail.Kind.SLIP, occasion, person, subject, grounds, sections, plan=plan)
