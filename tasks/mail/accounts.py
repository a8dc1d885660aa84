"""What people are told of their own accounts."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from tasks.mail.delivery import post
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from units.audit import password_set
from units.models import SignInCode, User
from units.people.signals import code_used, codes_made

HERE = get_default_timezone()


def tell_of_password(*, person: User, by: User, occasion: str, **_told: Any) -> None:
    """Write to ``person`` that ``by`` has set his password."""
    with in_language_of(person):
        subject = _("Your password was set by an administrator")
        opening = _(
            "%(by)s has given your account %(name)s a new password. Please change it after signing "
            "in. If you did not ask for it, please tell your supervisors at once."
        ) % {"by": by, "name": person.username}
    post([Letter(Mail.Kind.ACCOUNT, occasion, person, subject, opening)])


def tell_of_codes(*, codes: list[SignInCode], **_told: Any) -> None:
    """Write to the people of ``codes``: the code itself where it goes by mail; else only that
    there is a new one, and to nobody who was never here: he gets it on paper.
    """
    letters = [
        code_letter(code) if code.by_mail else notice(code)
        for code in codes
        if code.by_mail or code.person.last_login
    ]
    if letters:
        post(letters)


def code_letter(code: SignInCode) -> Letter:
    """The mail with which its reader signs in; the code itself is filled in when it leaves."""
    with in_language_of(code.person):
        subject, opening = code_words(code)
        day = date_format(code.valid_until.astimezone(HERE), "Y-m-d H:i")
        until = _("The code works once, until %(day)s.") % {"day": day}
        there = Line(_("Enter the code and set your password"), path=reverse("enter-code"))
        return Letter(
            Mail.Kind.ACCOUNT,
            f"code-{code.pk}",
            code.person,
            subject,
            f"{opening}\n{until}",
            (Section("", (there,)),),
            code=code.pk,
        )


def code_words(code: SignInCode) -> tuple[str, str]:
    """``(subject, opening)`` of the mail with ``code``: who made it, and for what."""
    by = {"by": code.made_by}
    if code.made_by is None:
        opening = _(
            "A one-time code was asked for on the sign-in page. If it was not you, do nothing: your "
            "password stays as it is."
        )
        return _("Your one-time code for the supervision ledger"), opening
    if code.person.last_login:
        opening = _("%(by)s has made a one-time code for your account, to set a new password.")
        return _("Your one-time code for the supervision ledger"), opening % by
    opening = _("%(by)s has set up an account for you. With this code you set your own password.")
    return _("Your account in the supervision ledger"), opening % by


def notice(code: SignInCode) -> Letter:
    """That there is a new code, which goes to the person on paper."""
    with in_language_of(code.person):
        subject = _("A new one-time code was made for your account")
        opening = _(
            "%(by)s has made a one-time code for your account %(name)s, on paper. Whoever has it can "
            "set a new password. If you did not ask for it, please tell your supervisors at once."
        ) % {"by": code.made_by, "name": code.person.username}
    return Letter(Mail.Kind.ACCOUNT, f"code-{code.pk}", code.person, subject, opening)


def tell_of_use(*, code: SignInCode, is_first: bool, **_told: Any) -> None:
    """Write to the person of ``code`` that with it his password was set, unless he is new here."""
    if is_first:
        return
    person = code.person
    with in_language_of(person):
        subject = _("Your password was set with a one-time code")
        opening = _(
            "Your account %(name)s has a new password. If it was not you who set it, please tell "
            "your supervisors at once."
        ) % {"name": person.username}
    post([Letter(Mail.Kind.ACCOUNT, f"code-used-{code.pk}", person, subject, opening)])


def connect() -> None:
    """Listen to what is done to accounts."""
    password_set.connect(tell_of_password)
    codes_made.connect(tell_of_codes)
    code_used.connect(tell_of_use)
