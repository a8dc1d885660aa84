"""Urging 催办: a message to the people of the units that owe work, one or many at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.burden import acts as burden
from tasks.burden.models import Ask
from tasks.mail.delivery import post
from tasks.plan.acting import act
from tasks.plan.actors import answering_units
from tasks.plan.models import Event, Milestone, Plan
from tasks.plan.recording import deny_unless, record
from tasks.urging.letters import Call, letters
from tasks.urging.models import Urge
from tasks.workflow.moves import Action
from units.models import User

DAY = timedelta(hours=24)


def urged_lately(milestones: Collection[Milestone], at: datetime) -> dict[tuple[int, int], Urge]:
    """(milestone id, unit id) -> the latest Urge of the 24 hours before ``at``, which is aware."""
    ids = [milestone.pk for milestone in milestones]
    urges = Urge.objects.filter(milestone__in=ids, urged_at__gt=at - DAY).order_by("urged_at")
    return {(urge.milestone_id, urge.unit_id): urge for urge in urges}


@act
def urge(
    milestones: Sequence[Milestone],
    *,
    by: User,
    on: date,
    at: datetime,
    units: Collection[int],
    recipients: Collection[str],
    text: str,
    reason: str,
    why_more: str = "",
) -> int:
    """Urge those of ``units``, ids, that answer for ``milestones``, at least one, all of one plan;
    ``at`` is aware.

    ``recipients`` are some of RECIPIENTS; everybody gets one mail, whatever the number of
    milestones. Returns how many people were written to. Raises PermissionDenied for anybody but
    a supervisor; ValidationError where a unit was urged about the same milestone less than 24
    hours before ``at`` and there is no ``reason``, or is asked beyond the limit of the month and
    ``why_more`` is empty.
    """
    deny_unless(by, "supervise")
    Plan.objects.select_for_update().get(pk=milestones[0].task.plan_id)  # one after the other
    lately = {pair: one for pair, one in urged_lately(milestones, at).items() if pair[1] in units}
    if lately and not reason:
        words = _("Some were urged less than 24 hours ago; please say why again.")
        raise ValidationError({"reason": words})
    made = {"text": text, "urged_by": by, "urged_at": at}
    urges = Urge.objects.bulk_create(
        Urge(milestone=one, unit=unit, reason=reason if (one.pk, unit.pk) in lately else "", **made)
        for one in milestones
        for unit in answering_units(one)
        if unit.pk in units
    )
    if not urges:
        raise ValidationError({"units": _("Please choose at least one unit.")})
    urged = list(dict.fromkeys(urge.milestone for urge in urges))
    events = {one: record(Action.URGE, one, by=by, on=on, note=text) for one in urged}
    count(urges, events, on, why_more)
    return post(letters(Call(urged, units, recipients, text, by, on), f"urge-{urges[0].pk}"))


def count(
    urges: Sequence[Urge], events: Mapping[Milestone, Event], on: date, why_more: str
) -> None:
    """Each unit is asked once, whatever the number of milestones, with the event of its first.

    Raises ValidationError where one is asked beyond the limit and ``why_more`` is empty.
    """
    plan = urges[0].milestone.task.plan
    asked = {urge.unit: events[urge.milestone] for urge in reversed(urges)}
    burden.refuse_unexplained(plan, asked, on, why_more)
    for unit, event in asked.items():
        burden.count(Ask.Kind.URGE, plan, [unit], on, event, why_more)
