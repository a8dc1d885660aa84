"""What one report can answer beside its milestone. Every date is given."""

from collections.abc import Iterable
from datetime import date

from tasks.plan.actors import Actor
from tasks.plan.models import Assignment, Milestone, Plan
from tasks.workflow.moves import Stage

MOST = 100  # boxes to tick; who has more reports the others by themselves, or in the ledger's sheet


def others_of(
    milestone: Milestone, actor: Actor, plans: Iterable[Plan], on: date
) -> list[Milestone]:
    """The other open milestones that the person's units lead in ``plans``, the first MOST of each in the
    document's order; one query for each plan.
    """
    found: dict[int, Milestone] = {}
    for plan in plans:
        mine = Milestone.objects.of(plan, on).filter(stage=Stage.OPEN, tenure__unit__in=actor.units)
        mine = mine.with_part().filter(part=Assignment.Role.LEAD).exclude(pk=milestone.pk)
        for one in mine.select_related("task").in_order()[:MOST]:
            one.task.plan = plan
            found[one.pk] = one
    return list(found.values())
