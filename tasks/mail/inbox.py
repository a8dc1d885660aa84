"""The mails of one person inside the ledger, and how many are unread."""

from datetime import datetime

from django.db.models import QuerySet

from tasks.mail.models import Mail
from units.models import User


def mails_of(person: User) -> QuerySet[Mail]:
    """All mails to ``person``, the latest first."""
    return Mail.objects.filter(recipient=person)


def open_mail(mail: Mail, now: datetime) -> None:
    """Mark ``mail`` as read at ``now``, if it was not; the first time stays."""
    Mail.objects.filter(pk=mail.pk, read_at=None).update(read_at=now)


def read_all(person: User, now: datetime) -> None:
    """Mark every unread mail to ``person`` as read at ``now``."""
    mails_of(person).filter(read_at=None).update(read_at=now)
