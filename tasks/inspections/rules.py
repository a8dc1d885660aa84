"""Which closed milestones are re-checked this month, and how the units fared."""

from datetime import timedelta
from hashlib import sha256

from django.db.models import Count, Q

from tasks.ground.days import month_of
from tasks.ground.lights import CLOSED
from tasks.inspections.models import Inspection
from tasks.plan.models import Milestone
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
    done = Inspection.objects.rechecks_of(month_of(on))
    seen = set(done.values_list("milestone", flat=True))
    return [row for row in sample(plan, on) if row.pk not in seen]


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
