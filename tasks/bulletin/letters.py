"""What the readers of a bulletin find in their inbox."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.bulletin.models import Bulletin
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from units.models import User


def letter_of(bulletin: Bulletin, person: User) -> Letter:
    """One entry, which the next morning mail carries; a correction says what it corrects."""
    with in_language_of(person):
        words = {"reference": bulletin.reference, "issue": bulletin.issue}
        opening = _("Bulletin %(reference)s, issue %(issue)s") % words
        if former := bulletin.corrects:
            opening = _("%(bulletin)s; it corrects %(former)s") % {
                "bulletin": opening,
                "former": former.reference,
            }
        path = reverse("bulletin", args=[bulletin.plan.slug, bulletin.pk])
        return Letter(
            Mail.Kind.NOTICE,
            f"bulletin-{bulletin.pk}",
            person,
            _("Bulletin published: %(title)s") % {"title": bulletin.title},
            opening,
            (Section("", (Line(bulletin.title, bulletin.reference, path),)),),
            waits=True,
            plan=bulletin.plan,
        )
