"""Who is signed in, with what every page's head shows of him."""

from django.db.models import Count, Q

from units.auth import AccountBackend
from units.models import User


class AccountWithUnread(AccountBackend):
    """Fetches the signed-in person together with ``unread``: every page's head shows it."""

    def get_user(self, user_id: int) -> User | None:
        """Called once per request; None when the person is gone or disabled."""
        unread = Count("mails", filter=Q(mails__read_at=None))
        user = User.objects.annotate(unread=unread).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
