"""Counting what units are asked, by those who ask: docs/burden.md."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.burden.models import Ask
from tasks.burden.rules import crowded, told
from tasks.plan.acting import act, touch_plan
from tasks.plan.lines import addressed
from tasks.plan.models import Event, Plan
from units.models import Unit


def refuse_unexplained(plan: Plan, units: Iterable[Unit], on: date, why_more: str) -> None:
    """Raise ValidationError where one of ``units`` was asked up to the limit of ``plan`` already and
    nobody says why it is asked once more.
    """
    asked = [] if why_more else told(plan, units, on)
    if asked:
        raise ValidationError({"why_more": [*asked, _("Please say why it is asked once more.")]})


@act
def count(
    kind: Ask.Kind,
    plan: Plan,
    units: Iterable[Unit],
    on: date,
    event: Event | None = None,
    why_more: str = "",
) -> None:
    """Write down that ``units``, of groups their members, are asked; within the act that asks them.

    ``why_more`` stands with those who are asked beyond the limit.
    """
    units = list(units)
    beyond = set(crowded(plan, units, on))
    touch_plan(plan.pk)
    Ask.objects.bulk_create(
        Ask(
            plan=plan,
            unit=unit,
            kind=kind,
            on=on,
            event=event,
            reason=why_more if unit in beyond else "",
        )
        for unit in addressed(units)
    )
