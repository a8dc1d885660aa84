"""The lines of the checklist about the machine: who sends mails, whether they go out, the backup."""

from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import make_naive
from django.utils.translation import gettext as _

from tasks.mail.models import Delivery
from tasks.mail.office import sender
from tasks.setup.backups import newest
from tasks.setup.checking import Check, Facts, Link

BACKUP_AGE = timedelta(days=7)
AT_HOME = {"localhost", "127.0.0.1", "::1", None}
TO_FILES = "baoan_rule.mail_files.EmailBackend"


def sender_named(facts: Facts) -> Check:
    """Mails come from an address of the office, and their links lead to the ledger."""
    address, site = sender().addr_spec, settings.SITE_URL
    strange = [
        parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] in AT_HOME,
        urlsplit(site).hostname in AT_HOME,
    ]
    words = _("Mails come from %(address)s; their links lead to %(site)s.")
    if any(strange):
        words = _(
            "Mails come from %(address)s and their links lead to %(site)s: "
            "an administrator sets DEFAULT_FROM_EMAIL and SITE_URL."
        )
    told = words % {"address": address, "site": site}
    return Check(_("Sender of the mails"), sum(strange), told)


def keeps_files() -> bool:
    """True where no mail server is set, and mails are kept as files of the data folder."""
    return settings.EMAIL_BACKEND == TO_FILES


def mail_tested(facts: Facts) -> Check:
    """A test mail went out through the server."""
    mend = Link(_("Send me a test mail"), facts.link("test-mail"), posts=True)
    title, latest = _("Mail server"), next(iter(facts.tests), None)
    if keeps_files():
        words = _("None is set: mails are kept as files. An administrator sets EMAIL_URL.")
        return Check(title, 1, words, mend, name="mail")
    if latest is None:
        return Check(title, 1, _("No mail was sent through it yet."), mend, name="mail")
    who = {"day": make_naive(latest.mail.written_at).date(), "person": latest.mail.recipient}
    if latest.state == Delivery.State.SENT:
        words = _("It took a test mail to %(person)s on %(day)s.") % who
        return Check(title, 0, words, mend, name="mail")
    words = _("The test mail to %(person)s on %(day)s failed: %(error)s")
    return Check(title, 1, words % (who | {"error": latest.error}), mend, name="mail")


def backed_up(facts: Facts) -> Check:
    """A backup of the last days lies in the folder that the environment names."""
    title = _("Backup")
    if not settings.BACKUP_FOLDER:
        words = _("No folder is named: an administrator sets BACKUP_FOLDER.")
        return Check(title, 1, words)
    at = newest(settings.BACKUP_FOLDER)
    if at is None:
        words = _("The folder %(path)s holds none.") % {"path": settings.BACKUP_FOLDER}
        return Check(title, 1, words)
    words = _("The latest is of %(day)s.") % {"day": make_naive(at).date()}
    return Check(title, int(facts.now - at > BACKUP_AGE), words)
