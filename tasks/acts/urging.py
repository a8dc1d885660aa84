"""Urging 催办: a message to the people of the units that owe work, one or many at once."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.mail.delivery import post
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.models import Mail, Plan, Urge
from tasks.plan.actors import answering_units, staff_of
from tasks.plan.recording import deny_unless, record
from tasks.workflow.moves import Action
from units.models import User

DAY = timedelta(hours=24)
RECIPIENTS = (User.Role.LIAISON, User.Role.HEAD, User.Role.LEADER)


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


def letters(rows, recipients, text, occasion):
    """One letter for each person whom some of ``rows`` concern."""
    concerned = {}
    for row in rows:
        for person in people_of(row, recipients):
            concerned.setdefault(person, []).append(row)
    for person, mine in concerned.items():
        with in_language_of(person):
            subject = _("[Rule of law in Bao'an] Urged: %(n)d milestones") % {"n": len(mine)}
            lines = tuple(line(row) for row in mine)
            yield Letter(
                Mail.Kind.URGE, occasion, person, subject, text, (Section(_("Milestones"), lines),)
            )


def people_of(row, recipients):
    """Whom to write to about ``row``: staff of its units, and the leaders of its task."""
    yield from staff_of(answering_units(row)).filter(role__in=recipients)
    if User.Role.LEADER in recipients:
        leads = [part.leader_id for part in row.task.lead_leaders.all()]
        yield from User.objects.filter(leader__in=leads, is_active=True)


def line(row):
    path = reverse("task", args=[row.task.plan.slug, row.task.number]) + f"#m{row.order}"
    note = _("due on %(day)s") % {"day": row.due} if row.due else ""
    number = _("Task %(n)d") % {"n": row.task.number}
    return Line(f"{number} {row.text}", note, path)
