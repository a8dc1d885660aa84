"""One-time codes: made, told, and used once. Rules: docs/people.md."""

import unicodedata
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from units.audit import record_codes, record_password
from units.models import SignInCode, User
from units.people.signals import code_used, codes_made
from units.rights import may_set_up

LASTS = timedelta(days=7)
# Nobody asks for a second one by mail sooner.
PAUSE = timedelta(minutes=10)
# No sign that looks like another one on paper. Twelve of them are 59 bits.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 12, 4


def mail_goes_out() -> bool:
    """False where mails only lie in a folder; in the demonstration that is where they are read."""
    return settings.DEMO or not settings.EMAIL_BACKEND.startswith("baoan_rule.mail_files")


def plain(code: SignInCode) -> str:
    """What its person types, such as K7QX-M2NP-9TRW: it stands nowhere, the secret key tells it."""
    made_from = f"{code.batch}/{code.person_id}"
    proof = salted_hmac("units.people.codes.plain", made_from, algorithm="sha256").digest()
    number, signs = int.from_bytes(proof), ""
    for _sign in range(LENGTH):
        number, at = divmod(number, len(SIGNS))
        signs += SIGNS[at]
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def digest(typed: str) -> str:
    """What is kept of a code; spaces, strokes, width and case do not matter."""
    signs = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", typed).upper()))
    return salted_hmac("units.people.codes.digest", signs, algorithm="sha256").hexdigest()


@transaction.atomic
def make_codes(
    people: Iterable[User],
    *,
    by: User | None,
    at: datetime,
    batch: UUID,
    by_mail: Collection[int] = (),
) -> list[SignInCode]:
    """A code for each of ``people``, valid for seven days; those with ids in ``by_mail`` are mailed.

    Codes made before end, but what somebody asks for himself (``by`` is None) ends only what he
    asked for before: else anybody could end the code on somebody's sheet. Raises PermissionDenied.
    """
    people = list(people)
    for person in people:
        if not person.is_active or (by and not may_set_up(by, person)):
            raise PermissionDenied
    older = SignInCode.objects.untouched().filter(person__in=people)
    (older if by else older.filter(made_by=None)).update(replaced_at=at)
    codes = [
        SignInCode(
            person=person,
            made_by=by,
            made_at=at,
            valid_until=at + LASTS,
            batch=batch,
            by_mail=person.pk in by_mail,
        )
        for person in people
    ]
    for code in codes:
        code.digest = digest(plain(code))
    SignInCode.objects.bulk_create(codes)
    record_codes(people, by)
    codes_made.send(SignInCode, codes=codes)
    return codes


def ask_code(username: str, *, at: datetime, batch: UUID) -> None:
    """Mail a code to whoever has forgotten the password, if he has an address.

    Whether there is such a person is told nobody. A second one comes ten minutes later at most.
    """
    with transaction.atomic():
        people = User.objects.select_related(None).select_for_update()
        person = people.filter(username=username, is_active=True).exclude(email="").first()
        if person and not person.codes.filter(made_by=None, made_at__gt=at - PAUSE).exists():
            make_codes([person], by=None, at=at, batch=batch, by_mail=[person.pk])


def code_of(person: User, typed: str) -> SignInCode | None:
    """The code of ``person`` that was typed, whether or not it still counts."""
    kept = digest(typed)
    codes = person.codes.all()
    return next((code for code in codes if constant_time_compare(code.digest, kept)), None)


def why_not(code: SignInCode, at: datetime) -> str:
    """Why ``code`` lets nobody in at ``at``; empty where it does."""
    if code.is_open(at):
        return ""
    if code.used_at:
        return _("This code was used already. If you forgot your password, ask for a new one.")
    if code.replaced_at:
        return _("A newer code was made for you: this one no longer counts.")
    day = date_format(code.valid_until.astimezone(get_default_timezone()), "Y-m-d H:i")
    return _("This code was valid until %(day)s. Please ask for a new one.") % {"day": day}


@transaction.atomic
def use_code(code: SignInCode, password: str, *, at: datetime) -> User:
    """Give its person the ``password`` that he chose; the code and all others of his end.

    Raises ValidationError where the code no longer counts: of two who use it at once, one loses.
    """
    if not SignInCode.objects.open(at).filter(pk=code.pk).update(used_at=at):
        code.refresh_from_db()
        raise ValidationError(why_not(code, at))
    person = User.objects.get(pk=code.person_id)
    person.codes.untouched().update(replaced_at=at)
    person.set_password(password)
    person.save(update_fields=["password", "former_password"])
    record_password(person, by=person)
    code_used.send(SignInCode, code=code, is_first=person.last_login is None)
    return person
