"""Overdue flags: opened when a milestone turns red, closed when it no longer is.

The lights never depend on them: flags only remember when and why.
"""

from datetime import date, timedelta

from django.db import transaction

from tasks.flags.models import Flag
from tasks.flags.rules import cause_of
from tasks.ground.days import ALWAYS
from tasks.ground.lights import Light
from tasks.plan.models import Milestone, Plan, Standing

DAY = timedelta(days=1)


@transaction.atomic
def flag_overdue(plan: Plan, as_of: date) -> tuple[int, int]:
    """Open and close the flags of ``plan`` up to ``as_of``; return ``(opened, closed)``.

    Nights that were missed are caught up day by day. A day that was flagged before changes
    nothing, so it can run as often as one likes.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    opened = closed = 0
    for day in days_to_flag(plan, as_of):
        ended, begun = flag_day(plan, day)
        opened, closed = opened + begun, closed + ended
    if plan.flagged_until is None or plan.flagged_until < as_of:
        Plan.objects.filter(pk=plan.pk).update(flagged_until=as_of)
    return opened, closed


def days_to_flag(plan: Plan, as_of: date) -> list[date]:
    """The days after the last run, up to ``as_of``, on which a light may have changed."""
    spans = Standing.objects.filter(milestone__task__plan=plan).values_list("since", "due")
    # A due date that passes shows on the next day, everything else on its own; what was due before
    # the plan was issued is overdue from that day on.
    days = {since for since, _due in spans} | {due + DAY for _since, due in spans if due}
    days.add(plan.issued_on)
    last = plan.flagged_until or ALWAYS
    return sorted(day for day in days | {as_of} if last < day <= as_of)


def flag_day(plan: Plan, day: date) -> tuple[int, int]:
    """Compare the lights of ``day`` with the open flags; return how many ended and began."""
    milestones = Milestone.objects.of(plan, day).values_list("pk", "light", "due")
    lights = {pk: (light, due) for pk, light, due in milestones}
    open_flags = {
        flag.milestone_id: flag
        for flag in Flag.objects.filter(milestone__task__plan=plan, closed_on=None)
    }
    ended = [flag for pk, flag in open_flags.items() if lights[pk][0] != Light.RED]
    for flag in ended:
        flag.closed_on, flag.cause = day, cause_of(lights[flag.milestone_id][0])
    Flag.objects.bulk_update(ended, ["closed_on", "cause"])
    begun = [
        Flag(milestone_id=pk, due_on=due, first_on=day)
        for pk, (light, due) in lights.items()
        if light == Light.RED and pk not in open_flags
    ]
    Flag.objects.bulk_create(begun)
    return len(ended), len(begun)
