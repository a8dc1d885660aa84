"""Which closed milestones are re-checked this month, and how the units fared."""

from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from tasks.ground.days import month_of
from tasks.ground.lights import CLOSED
from tasks.inspections.models import Inspection
from tasks.plan.models import Milestone, Plan
from units.models import Unit

Kind = Inspection.Kind


class Found(NamedTuple):
    """What was found at one unit, beside what holds for all, and by when it is to put that right."""

    findings: str = ""
    rectify_by: date | None = None
    passed: bool = True


def sample(plan: Plan, on: date) -> list[Milestone]:
    """The milestones proposed for re-check in the month of ``on``.

    ``plan.recheck_size`` of those that were done when the month began, fewer where there are
    fewer, drawn by the hash of plan, month and place in the plan: nobody can steer it, and
    everybody can draw it again.
    """
    month = month_of(on)
    done = Milestone.objects.of(plan, month - timedelta(days=1)).filter(light__in=CLOSED)
    done = done.for_table()

    def lot(milestone: Milestone) -> str:
        place = f"{plan.slug}/{month:%Y-%m}/{milestone.task.number}/{milestone.order}"
        return sha256(place.encode()).hexdigest()

    return sorted(done, key=lot)[: plan.recheck_size]


def to_recheck(plan: Plan, on: date) -> list[Milestone]:
    """What of the month's sample nobody has re-checked yet, in the order of the draw."""
    rechecks = Inspection.objects.rechecks_of(month_of(on))
    seen = set(rechecks.values_list("milestone", flat=True))
    return [milestone for milestone in sample(plan, on) if milestone.pk not in seen]


def failures_by_unit(plan: Plan, as_of: date) -> QuerySet[Unit]:
    """Units with ``rechecks`` and how many of them ``failed``, the worst first."""
    mine = Q(
        visits__inspection__milestone__task__plan=plan,
        visits__inspection__kind=Kind.RECHECK,
        visits__inspection__inspected_on__lte=as_of,
    )
    return (
        Unit.objects.annotate(
            rechecks=Count("visits", mine),
            failed=Count("visits", mine & Q(visits__passed=False)),
        )
        .filter(rechecks__gt=0)
        .order_by("-failed", "rechecks", "position", "id")
    )
