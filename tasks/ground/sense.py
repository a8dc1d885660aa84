"""Which days make sense where people type one: docs/rules.md, "Dates that people type".

RULES is the whole of it. What cannot be is refused, with the bound in the sentence; what is possible
but unlikely is a question, which the person answers once (``tasks.plan.dated_forms``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tasks.ground.workdays import last_until

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONG_AGO = timedelta(days=30)
SOON_ENOUGH = timedelta(days=90)
YEAR = timedelta(days=365)
# So many years after the last date of the document, or the day of issue without any; after the day
# itself once that is past: who still works on a plan still sets days.
YEARS_BEYOND = 5
# A corrected reading may reach farther than what was read before.
YEARS_OF_A_DOCUMENT = 20
# Far enough for every plan, near enough that adding days to a date never overflows.
FIRST_SHOWN, LAST_SHOWN = date(1949, 10, 1), date(2199, 12, 31)


class Sense(StrEnum):
    """What a day is typed for."""

    PROMISE = "promise"
    EXTENSION = "extension"
    FORECAST = "forecast"
    COMPLETION = "completion"
    CORRECTED = "corrected"
    ENTERED = "entered"
    GRANTED = "granted"
    DONE = "done"
    STEP = "step"
    REPLY = "reply"
    SPAN = "span"
    PERIOD = "period"
    DOCUMENT = "document"
    ISSUE = "issue"
    IN_USE = "in-use"
    MEETING = "meeting"
    SHOWN = "shown"


@dataclass(frozen=True)
class Known:
    """What is known when a day is typed ``on`` a day; what is not known bounds nothing.

    ``last_on`` is the last date that the document gives; ``due_on`` and ``reported_on``, the day of
    the first report, are the milestone's. What ``is_done`` is overdue on no day.
    """

    on: date
    issued_on: date = FIRST_SHOWN
    last_on: date | None = None
    due_on: date | None = None
    reported_on: date | None = None
    is_done: bool = False

    @property
    def horizon(self) -> date:
        """The last day of the years about which anybody can promise something."""
        last = max(self.last_on or self.issued_on, self.on)
        return date(last.year + YEARS_BEYOND, 12, 31)


@dataclass(frozen=True)
class Check:
    """A day before ``earliest`` or after ``latest`` is odd; ``sentence`` names that bound.

    Where it is off by more than ``reason_beyond``, a tick is no answer: the person says why.
    """

    sentence: "_StrPromise"
    earliest: Callable[[date, Known], date | None] = lambda day, known: None
    latest: Callable[[date, Known], date | None] = lambda day, known: None
    reason_beyond: timedelta = timedelta.max

    def bound(self, day: date, known: Known) -> date | None:
        """The bound that ``day`` does not keep, or None."""
        earliest, latest = self.earliest(day, known), self.latest(day, known)
        if earliest and day < earliest:
            return earliest
        return latest if latest and day > latest else None

    def said(self, day: date, known: Known) -> str | None:
        """The sentence about ``day``, or None where nothing is odd."""
        bound = self.bound(day, known)
        return str(self.sentence) % {"bound": bound} if bound else None

    def wants_reason(self, day: date, known: Known) -> bool:
        """True where ``day`` is so far off that somebody has to say why."""
        bound = self.bound(day, known)
        return bound is not None and abs(day - bound) > self.reason_beyond


@dataclass(frozen=True)
class Rule:
    """The first of ``refused`` that a day fails refuses it; else all of ``asked`` are questions."""

    refused: tuple[Check, ...]
    asked: tuple[Check, ...] = field(default=())


def begin_of_work(day: date, known: Known) -> date:
    """The first day on which something can have been due or done: the day of issue, or the year
    before it where the document gives a date from before its issue.
    """
    was_due_before = known.due_on and known.due_on < known.issued_on
    return known.issued_on - YEAR if was_due_before else known.issued_on


EARLY = _("This day lies too far back: the earliest possible is %(bound)s.")
FAR = _("This day lies too far ahead: the latest possible is %(bound)s.")

NOT_ISSUED = Check(
    _("The plan was issued on %(bound)s; this day cannot lie before."),
    earliest=lambda day, known: known.issued_on,
)
TOO_EARLY = Check(EARLY, earliest=begin_of_work)
TOO_FAR = Check(
    FAR,
    latest=lambda day, known: known.horizon,
)
TO_COME = Check(
    _("This day cannot lie in the future: today is %(bound)s."),
    latest=lambda day, known: known.on,
)
PASSED = Check(
    _("This day has passed already: today is %(bound)s."),
    earliest=lambda day, known: known.on,
)
NO_LATER = Check(
    _("The new date must be later than the current one: the earliest possible is %(bound)s."),
    earliest=lambda day, known: known.due_on and known.due_on + timedelta(days=1),
)
NOT_MOVED = Check(
    _("A later date lies after the due date: the earliest possible is %(bound)s."),
    earliest=lambda day, known: known.due_on and known.due_on + timedelta(days=1),
)
IN_A_YEAR = Check(
    FAR,
    latest=lambda day, known: known.on + YEAR,
)
BEFORE_DOCUMENT = Check(
    EARLY,
    earliest=lambda day, known: known.issued_on - YEAR,
)
AFTER_DOCUMENT = Check(
    FAR,
    latest=lambda day, known: date(known.issued_on.year + YEARS_OF_A_DOCUMENT, 12, 31),
)
NEVER_SHOWN = Check(
    EARLY,
    earliest=lambda day, known: FIRST_SHOWN,
)
ALWAYS_LATER = Check(
    FAR,
    latest=lambda day, known: LAST_SHOWN,
)

OVERDUE_AT_ONCE = Check(
    _("This day has passed (today is %(bound)s): it would be overdue at once. Is it meant?"),
    earliest=lambda day, known: None if known.is_done else known.on,
)
AFTER_DUE = Check(
    _(
        "This lies after the due date, %(bound)s, which stays unless an extension is granted: "
        "please ask for one too if you need it. Is the day meant?"
    ),
    latest=lambda day, known: known.due_on,
)
YEAR_LATER = Check(
    _("This is more than a year later: a year would end on %(bound)s. Is so much time needed?"),
    latest=lambda day, known: known.due_on and known.due_on + YEAR,
)
IN_USE_AT_ONCE = Check(
    _("This day has passed (today is %(bound)s): the plan would be in use at once. Is it meant?"),
    earliest=lambda day, known: known.on,
)
BEFORE_ISSUE = Check(
    _("This lies before the plan was issued, on %(bound)s. Was it done before?"),
    earliest=lambda day, known: known.issued_on,
)
BEFORE_REPORTS = Check(
    _("The first report on this milestone is of %(bound)s. Was it done before that?"),
    earliest=lambda day, known: known.reported_on,
    reason_beyond=LONG_AGO,
)
NO_REPORTS = Check(
    _("Nothing was reported on this milestone until today, %(bound)s. Was it done before?"),
    earliest=lambda day, known: None if known.reported_on else known.on,
)
LONG_SINCE = Check(
    _("This is more than 30 days ago, before %(bound)s. Is it meant?"),
    earliest=lambda day, known: known.on - LONG_AGO,
)
DAY_OFF = Check(
    _("This is a day off; the last working day before it is %(bound)s. Is it meant?"),
    latest=lambda day, known: last_until(day),
)
LONG_UNTIL = Check(
    _("This is more than 90 days away, after %(bound)s. Is it meant?"),
    latest=lambda day, known: known.on + SOON_ENOUGH,
)

RULES: Mapping[Sense, Rule] = {
    Sense.PROMISE: Rule((TOO_EARLY, TOO_FAR), (OVERDUE_AT_ONCE,)),
    Sense.EXTENSION: Rule((NO_LATER, TOO_FAR), (OVERDUE_AT_ONCE, YEAR_LATER)),
    Sense.FORECAST: Rule((PASSED, TOO_FAR), (AFTER_DUE,)),
    Sense.COMPLETION: Rule(
        (TOO_EARLY, TO_COME), (BEFORE_ISSUE, BEFORE_REPORTS, NO_REPORTS, LONG_SINCE)
    ),
    Sense.ENTERED: Rule((TOO_EARLY, TO_COME), (BEFORE_ISSUE,)),
    Sense.GRANTED: Rule((NOT_MOVED, TOO_FAR), (OVERDUE_AT_ONCE,)),
    Sense.CORRECTED: Rule((TOO_EARLY, TO_COME), (BEFORE_ISSUE, BEFORE_REPORTS)),
    Sense.DONE: Rule((NOT_ISSUED, TO_COME), (LONG_SINCE,)),
    Sense.STEP: Rule((NOT_ISSUED, TOO_FAR), (OVERDUE_AT_ONCE, AFTER_DUE)),
    Sense.REPLY: Rule((PASSED, TOO_FAR), (DAY_OFF, LONG_UNTIL)),
    Sense.SPAN: Rule((PASSED, IN_A_YEAR)),
    Sense.PERIOD: Rule((BEFORE_DOCUMENT, TOO_FAR)),
    Sense.DOCUMENT: Rule((BEFORE_DOCUMENT, AFTER_DOCUMENT)),
    Sense.ISSUE: Rule((NEVER_SHOWN, IN_A_YEAR)),
    Sense.IN_USE: Rule((NOT_ISSUED, IN_A_YEAR), (IN_USE_AT_ONCE,)),
    Sense.MEETING: Rule((NOT_ISSUED, PASSED, IN_A_YEAR), (DAY_OFF,)),
    Sense.SHOWN: Rule((NEVER_SHOWN, ALWAYS_LATER)),
}


def refusal(sense: Sense, day: date, known: Known) -> str | None:
    """Why ``day`` makes no sense, or None."""
    said = (check.said(day, known) for check in RULES[sense].refused)
    return next((sentence for sentence in said if sentence), None)


def questions(sense: Sense, day: date, known: Known) -> list[str]:
    """What is odd about ``day``, which nothing refuses."""
    said = (check.said(day, known) for check in RULES[sense].asked)
    return [sentence for sentence in said if sentence]


def wants_reason(sense: Sense, day: date, known: Known) -> bool:
    """True where a tick is not enough to confirm ``day``."""
    return any(check.wants_reason(day, known) for check in RULES[sense].asked)
