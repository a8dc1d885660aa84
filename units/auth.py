from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend


class AccountBackend(ModelBackend):
    """Name and password. Demonstration accounts are refused where the demonstration is off."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)


class CodeBackend(AccountBackend):
    """Name and one-time code, which open nothing but the page where one sets a password.

    Wrong ones count, and lock the account, like wrong passwords.
    """

    def authenticate(self, request, username, code, at):
        """The person whose open code this is at ``at``, with the row as his ``code``; else None."""
        from units.people.codes import code_of  # noqa: PLC0415  # models exist only later

        person = get_user_model().objects.filter(username=username).first()
        found = code_of(person, code) if person and self.user_can_authenticate(person) else None
        if found is None or not found.is_open(at):
            return None
        person.code = found
        return person
