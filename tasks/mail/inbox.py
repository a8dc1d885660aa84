"""The mails of one person inside the ledger, and how many are unread."""

from tasks.mail.models import Mail


def mails_of(person):
    """All mails to ``person``, the latest first."""
    return Mail.objects.filter(recipient=person)


def open_mail(mail, now):
    """Mark ``mail`` as read at ``now``, if it was not."""
    Mail.objects.filter(pk=mail.pk, read_at=None).update(read_at=now)


def read_all(person, now):
    """Mark every mail to ``person`` as read."""
    mails_of(person).filter(read_at=None).update(read_at=now)
