"""Making and revoking the private address of a calendar: docs/calendar.md."""

from datetime import datetime

from tasks.calendar.models import CalendarAddress
from tasks.frame.secret import digest_of, new_secret
from tasks.plan.acting import act
from units.models import User


@act
def make_address(person: User, *, at: datetime) -> str:
    """Give ``person`` a new address, made now; the one before ends with it. Return the secret, which is
    kept nowhere.
    """
    token = new_secret()
    fresh = {"digest": digest_of(token), "made_at": at, "fetched_at": None}
    CalendarAddress.objects.update_or_create(person=person, defaults=fresh)
    return token


@act
def revoke_address(person: User) -> None:
    """Nobody can fetch the calendar of ``person`` any more; nothing happens where nobody could."""
    CalendarAddress.objects.filter(person=person).delete()
