"""Whose mails they are: the name of the sender, and what stands under each mail."""

from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.letters import Line
from tasks.mail.models import Mail
from tasks.paper.issuing import contact
from tasks.plan.models import Plan


def plan_of_office() -> Plan | None:
    """The active plan, else the latest one."""
    return Plan.objects.order_by("-is_active", "-issued_on").first()


def office(plan: Plan | None) -> str:
    """The name under which papers are issued; empty without a ``plan``."""
    return (plan.office or plan.issuer) if plan else ""


def sender() -> Address:
    """The address of ``DEFAULT_FROM_EMAIL``, with its own name or that of the office."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Address(display_name=name or office(plan_of_office()), addr_spec=address)


def foot(mail: Mail) -> list[Line]:
    """What stands under ``mail``: why one gets it, who sends it, and where reminders are chosen."""
    lines = [Line(_("You get this mail because of your part in the plan."))]
    if mail.kind == Mail.Kind.REMINDER:
        lines.append(Line(_("Choose the days of your reminders"), path=reverse("reminders")))
    plan = plan_of_office()
    if plan:
        lines.append(Line(_("Sent for %(office)s") % {"office": office(plan)}))
        lines += [Line(said) for said in (contact(plan),) if said]
    return [*lines, Line(_("Open the ledger"), path="/")]
