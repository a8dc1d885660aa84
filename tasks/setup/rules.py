"""Which turns a plan takes from phase to phase, and which settings it has: docs/plans.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.ground.official import in_chinese
from tasks.plan.correcting import Change
from tasks.plan.models import Plan

Phase = Plan.Phase


@dataclass(frozen=True)
class Turn:
    """How a plan leaves the phase ``before``: the column that gets the day, or loses it where it
    ``undoes``; ``effect`` says what follows.
    """

    label: Promise
    effect: Promise
    before: Phase
    column: str
    undoes: bool = False

    def days(self, day: date) -> dict[str, date | None]:
        """What the turn sets in the plan's row."""
        return {self.column: None if self.undoes else day}


TURNS: Mapping[str, Turn] = {
    "put-in-use": Turn(
        gettext_lazy("Put the plan in use"),
        gettext_lazy(
            "From that day on units report, lights are flagged, slips are proposed and mails go out. "
            "The day can be changed until it has come."
        ),
        Phase.PREPARING,
        "in_use_from",
    ),
    "begin-closing": Turn(
        gettext_lazy("Begin to close"),
        gettext_lazy(
            "What is left is finished; no milestone, part, instruction or round is new. "
            "You can go on with the plan later."
        ),
        Phase.IN_USE,
        "closing_from",
    ),
    "archive": Turn(
        gettext_lazy("Archive the plan"),
        gettext_lazy(
            "The plan is only read, and sends nothing: mails that wait are dropped. "
            "A supervisor can reopen it."
        ),
        Phase.CLOSING,
        "archived_from",
    ),
    "go-on": Turn(
        gettext_lazy("Go on with the plan"),
        gettext_lazy("The plan takes everything again, as before."),
        Phase.CLOSING,
        "closing_from",
        undoes=True,
    ),
    "reopen": Turn(
        gettext_lazy("Reopen the plan"),
        gettext_lazy("The plan is closing again, and asks people for what is left."),
        Phase.ARCHIVED,
        "archived_from",
        undoes=True,
    ),
}
# What a supervisor chooses for a plan: the parts of the page, each with its heading and columns.
GROUPS: Mapping[str, tuple[Promise, tuple[str, ...]]] = {
    "lights": (
        gettext_lazy("Lights and reminders"),
        ("amber_days", "report_every_days", "reminds_after_every"),
    ),
    "review": (
        gettext_lazy("Completion and review"),
        ("head_signoff", "needs_evidence", "review_days", "recheck_size"),
    ),
    "corrections": (gettext_lazy("Corrections"), ("second_consent",)),
    "slips": (gettext_lazy("Slips"), ("auto_blue",)),
    "people": (gettext_lazy("People"), ("idle_days", "overdue_limit", "asks_a_month")),
    "papers": (gettext_lazy("Papers"), ("office", "contact", "contact_phone")),
}
SETTINGS = tuple(name for _heading, names in GROUPS.values() for name in names)


def turns_of(plan: Plan, on: date) -> list[str]:
    """The names of the TURNS that ``plan`` can take on the day."""
    return [name for name, turn in TURNS.items() if turn.before == plan.phase(on)]


def told_phase(plan: Plan) -> str:
    """How far the days that are set bring ``plan``, such as “in use from 2015-02-05”."""
    if plan.archived_from:
        return _("archived from %(day)s") % {"day": plan.archived_from}
    if plan.closing_from:
        return _("closing from %(day)s") % {"day": plan.closing_from}
    if plan.in_use_from:
        return _("in use from %(day)s") % {"day": plan.in_use_from}
    return str(Phase.PREPARING.label)


@in_chinese
def change_of_phase(before: Plan, after: Plan) -> Change:
    """What is written down of a turn, in the official language."""
    return Change(_("Phase"), told_phase(before), told_phase(after))


@in_chinese
def changes_of_settings(plan: Plan, values: Mapping[str, Any]) -> list[Change]:
    """What ``values``, by the names of SETTINGS, change in ``plan``, in the official language."""
    return [
        Change(
            str(Plan._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
            told_value(getattr(plan, name)),
            told_value(value),
        )
        for name, value in values.items()
        if getattr(plan, name) != value
    ]


def told_value(value: Any) -> str:
    """A setting in words: yes, no, a dash where there is none."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "—" if value in (None, "") else str(value)
