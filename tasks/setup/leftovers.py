"""What is left in a plan that closes, each kind with its number and the list of it."""

from datetime import date

from django.utils.translation import gettext as _

from tasks.frame.addresses import path
from tasks.ground.lights import UNDATED_OPEN, WAITING, Light
from tasks.inspections.models import Visit
from tasks.instructions.models import Instruction
from tasks.plan.models import Milestone, Plan
from tasks.setup.checking import Check, Link
from tasks.slips.models import Slip

OPEN = (*WAITING, *UNDATED_OPEN)


def leftovers(plan: Plan, on: date) -> list[Check]:
    """A line for each kind of thing that is not finished on the day; four queries."""
    lights = "&".join(f"light={Light(light).slug}" for light in OPEN)
    milestones = Milestone.objects.of(plan, on).filter(light__in=OPEN)
    visits = Visit.objects.filter(inspection__milestone__task__plan=plan, closed_on=None)
    instructions = Instruction.objects.filter(task__plan=plan).owed()
    slips = Slip.objects.filter(plan=plan).open_on(on)
    found = (
        (_("Open milestones"), milestones, "milestone-list", f"?{lights}"),
        (_("Open slips"), slips, "supervision", "?state=open"),
        (_("Instructions to answer"), instructions, "setup", "#instructions"),
        (
            _("Inspections to close"),
            visits.exclude(rectify_by=None),
            "inspection-list",
            "",
        ),
    )
    return [
        Check(title, rows.count(), "", Link(_("List"), path(page, args=(plan.slug,)) + rest))
        for title, rows, page, rest in found
    ]
