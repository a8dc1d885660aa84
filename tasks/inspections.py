"""Which closed milestones are re-checked this month, and how the units fared."""

from datetime import timedelta
from hashlib import sha256

from django.db.models import Count, Q

from tasks.days import month_of
from tasks.lights import CLOSED
from tasks.models import Inspection, Milestone
from units.models import Unit

Kind = Inspection.Kind


def sample(plan, on):
    """The milestones proposed for re-check in the month of ``on``.

    ``plan.recheck_size`` of those that were done when the month began, drawn by the hash of
    plan, month and place in the plan: nobody can steer it, and everybody can draw it again.
    """
    month = month_of(on)
    rows = Milestone.objects.of(plan, month - timedelta(days=1)).filter(light__in=CLOSED)
    rows = rows.select_related("answering_unit").for_table()

    def lot(row):
        place = f"{plan.slug}/{month:%Y-%m}/{row.task.number}/{row.order}"
        return sha256(place.encode()).hexdigest()

    return sorted(rows, key=lot)[: plan.recheck_size]


def to_recheck(plan, on):
    """The part of the month's sample that nobody has re-checked yet."""
    done = Inspection.objects.filter(kind=Kind.RECHECK, month=month_of(on))
    seen = set(done.values_list("milestone", flat=True))
    return [row for row in sample(plan, on) if row.pk not in seen]


def for_table(plan, as_of):
    rows = Inspection.objects.filter(milestone__task__plan=plan, inspected_on__lte=as_of)
    return rows.select_related("milestone__task", "unit", "inspected_by")


def failures_by_unit(plan, as_of):
    """Units with ``rechecks`` and how many of them ``failed``, the worst first."""
    mine = Q(
        inspections__milestone__task__plan=plan,
        inspections__kind=Kind.RECHECK,
        inspections__inspected_on__lte=as_of,
    )
    return (
        Unit.objects.annotate(
            rechecks=Count("inspections", mine),
            failed=Count("inspections", mine & Q(inspections__passed=False)),
        )
        .filter(rechecks__gt=0)
        .order_by("-failed", "rechecks", "position", "id")
    )


def to_close(plan):
    """What units say they have put right and no supervisor has looked at, the oldest first."""
    rows = Inspection.objects.filter(
        milestone__task__plan=plan, rectified_on__isnull=False, closed_on=None
    )
    return rows.select_related("milestone", "unit").order_by("rectified_on", "id")


def rectifications_owed(plan, actor):
    """What the actor's units have to rectify, the most pressing first."""
    rows = Inspection.objects.filter(
        milestone__task__plan=plan,
        unit__in=list(actor.units),
        rectify_by__isnull=False,
        rectified_on=None,
        closed_on=None,
    )
    return rows.select_related("milestone__task", "unit").order_by("rectify_by", "id")
