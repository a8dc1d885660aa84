"""Whose mails they are: the name of the sender, and what stands under each mail."""

from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.letters import Line
from tasks.mail.models import Mail
from tasks.plan.models import Plan


def office() -> str:
    """The office that issued the active plan, else the latest one; empty without a plan."""
    plan = Plan.objects.order_by("-is_active", "-issued_on").first()
    return plan.issuer if plan else ""


def sender() -> Address:
    """The address of ``DEFAULT_FROM_EMAIL``, with its own name or that of the office."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Address(display_name=name or office(), addr_spec=address)


def foot(mail: Mail) -> list[Line]:
    """What stands under ``mail``: why one gets it, who sends it, and where reminders are chosen."""
    lines = [Line(_("You get this mail because of your part in the plan."))]
    if mail.kind == Mail.Kind.REMINDER:
        lines.append(Line(_("Choose the days of your reminders"), path=reverse("reminders")))
    if name := office():
        lines.append(Line(_("Sent for %(office)s") % {"office": name}))
    return [*lines, Line(_("Open the ledger"), path="/")]
