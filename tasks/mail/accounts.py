"""What people are told of their own accounts."""

from typing import Any

from django.utils.translation import gettext as _

from tasks.mail.delivery import post
from tasks.mail.letters import Letter, in_language_of
from tasks.mail.models import Mail
from units.audit import password_set
from units.models import User


def tell_of_password(*, person: User, by: User, occasion: str, **_told: Any) -> None:
    """Write to ``person`` that ``by`` has set his password."""
    with in_language_of(person):
        subject = _("Your password was set by an administrator")
        opening = _(
            "%(by)s has given your account %(name)s a new password. Please change it after signing "
            "in. If you did not ask for it, please tell your supervisors at once."
        ) % {"by": by, "name": person.username}
    post([Letter(Mail.Kind.ACCOUNT, occasion, person, subject, opening)])


def connect() -> None:
    """Listen to what is done to accounts."""
    password_set.connect(tell_of_password)
