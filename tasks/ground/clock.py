"""The plan's date. Read only by views, jobs and commands; everything else is given a date."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_played: ContextVar[date | None] = ContextVar("played", default=None)


def today() -> date:
    """``PLAN_TODAY`` when it is set, else the date in Asia/Shanghai."""
    return chosen_day() or timezone.localdate()


def moment() -> datetime:
    """The time now, on the day that ``today`` gives: what is written and kept is stamped with it.

    Queues and leases count real time, with ``timezone.now``.
    """
    real = timezone.localtime()
    day = chosen_day()
    return datetime.combine(day, real.time(), real.tzinfo) if day else real


def time_on(at: datetime, on: date | None) -> str:
    """The time of ``at``, aware, in Asia/Shanghai as 15:04; empty when that is not on the day ``on``."""
    local = timezone.localtime(at)
    return f"{local:%H:%M}" if local.date() == on else ""


def chosen_day() -> date | None:
    """The day that is played or set, None on real days."""
    return _played.get() or settings.PLAN_TODAY


@contextmanager
def playing(day: date) -> Iterator[None]:
    """Within it today is ``day``: the demonstration lives through its year."""
    token = _played.set(day)
    try:
        yield
    finally:
        _played.reset(token)
