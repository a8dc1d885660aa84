"""The mails of one person inside the ledger, and how many are unread."""

from django.db.models import Count, Q

from tasks.models import Mail
from units.auth import AccountBackend
from units.models import User


class InboxBackend(AccountBackend):
    """Fetches the signed-in person together with ``unread``: every page's head shows it."""

    def get_user(self, user_id):
        unread = Count("mails", filter=Q(mails__read_at=None))
        user = User.objects.annotate(unread=unread).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


def mails_of(person):
    """All mails to ``person``, the latest first."""
    return Mail.objects.filter(recipient=person)


def open_mail(mail, now):
    """Mark ``mail`` as read at ``now``, if it was not."""
    Mail.objects.filter(pk=mail.pk, read_at=None).update(read_at=now)


def read_all(person, now):
    """Mark every mail to ``person`` as read."""
    mails_of(person).filter(read_at=None).update(read_at=now)
