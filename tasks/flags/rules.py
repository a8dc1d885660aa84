"""What a flag says on a day: never anything else than the light of that day.

A completion is approved later than it was done, and a reading of the document is corrected for all
days. So a flag of the night before may be wrong by what is known today: docs/rules.md, section 6.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tasks.flags.models import Flag
from tasks.ground.days import days_overdue
from tasks.ground.lights import CLOSED, Light


@dataclass(frozen=True)
class Lateness:
    """A ``flag`` (from ``for_list``) as it is to be read at the end of a day.

    ``due`` is the date that had passed; ``days`` is for how long the milestone was overdue, 0 when it turned out not to have been;
    ``review_days`` were spent on the review of what was done already; ``cause`` is why it is not
    overdue on that day, None while it is.
    """

    flag: Flag
    due: date
    days: int
    review_days: int
    cause: Flag.Cause | None


def read(flag: Flag, as_of: date) -> Lateness:
    """The Lateness of ``flag`` at the end of ``as_of``."""
    if not flag.is_closed_by(as_of) and flag.light == Light.RED:
        due = flag.due or flag.due_on
        return Lateness(flag, due, days_overdue(due, as_of), 0, None)
    cause = Flag.Cause(flag.cause) if flag.is_closed_by(as_of) else cause_of(flag.light)
    due = flag.due or flag.due_on if flag.done_on else flag.due_on
    return Lateness(flag, due, days_of(flag, due, as_of), review_days(flag, due), cause)


def days_of(flag: Flag, due: date, as_of: date) -> int:
    """For how many days what is not overdue any more had been overdue."""
    if flag.done_on:
        return max(0, days_overdue(due, flag.done_on))
    if flag.due_then is None or flag.due_then >= flag.first_on:
        return 0  # the document's date was read anew, for every day
    ended = min(flag.closed_on or as_of, as_of)
    return days_overdue(due, ended) - 1  # on that day it was not overdue any more


def review_days(flag: Flag, due: date) -> int:
    """For how many days after its date it was done, and waited to be reviewed."""
    if flag.done_on is None or flag.approved_on is None:
        return 0
    return max(0, (flag.approved_on - max(flag.done_on, due)).days)


def cause_of(light: int) -> Flag.Cause:
    """Why a milestone of this light is not overdue."""
    if light in CLOSED:
        return Flag.Cause.DONE
    return Flag.Cause.STOPPED if light == Light.STOPPED else Flag.Cause.EXTENDED


def by_kind(flags: Iterable[Flag], as_of: date) -> dict[str, list[Lateness]]:
    """``flags`` read at the end of ``as_of``: "open", "closed" (had been overdue) and "cleared"
    (turned out not to have been).
    """
    kinds: dict[str, list[Lateness]] = {"open": [], "closed": [], "cleared": []}
    for lateness in (read(flag, as_of) for flag in flags):
        ended = "closed" if lateness.days else "cleared"
        kinds[ended if lateness.cause else "open"].append(lateness)
    return kinds
