"""Urging 催办: a message to the people of the units that owe work, one or many at once."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tasks.mail.delivery import post
from tasks.plan.actors import answering_units
from tasks.plan.models import Plan
from tasks.plan.recording import deny_unless, record
from tasks.urging.letters import letters
from tasks.urging.models import Urge
from tasks.workflow.moves import Action

DAY = timedelta(hours=24)


def urged_lately(rows, at):
    """The latest Urges of the 24 hours before ``at``, by (milestone id, unit id)."""
    latest = Urge.objects.filter(milestone__in=[row.pk for row in rows], urged_at__gt=at - DAY)
    return {(one.milestone_id, one.unit_id): one for one in latest.order_by("urged_at")}


@transaction.atomic
def urge(rows, *, by, on, at, recipients, text, reason):
    """Urge the units of the milestones ``rows``, which carry their task's units and leaders.

    ``recipients`` are some of RECIPIENTS; everybody gets one mail, whatever the number of
    milestones. Returns how many people were written to. Raises PermissionDenied for anybody but
    a supervisor; ValidationError where a unit was urged about the same milestone less than 24
    hours before ``at`` and there is no ``reason``.
    """
    deny_unless(by, "supervise")
    Plan.objects.select_for_update().get(pk=rows[0].task.plan_id)  # one after the other
    lately = urged_lately(rows, at)
    if lately and not reason:
        raise ValidationError(_("Some were urged less than 24 hours ago; please say why again."))
    said = {"text": text, "urged_by": by, "urged_at": at}
    urges = Urge.objects.bulk_create(
        Urge(
            milestone=row,
            unit=unit,
            reason=reason if (row.pk, unit.pk) in lately else "",
            **said,
        )
        for row in rows
        for unit in answering_units(row)
    )
    for row in rows:
        record(Action.URGE, row, by=by, on=on, note=text)
    return post(letters(rows, recipients, text, f"urge-{urges[0].pk}"))
