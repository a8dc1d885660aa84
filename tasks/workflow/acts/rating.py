"""How supervisors rate the outlook of a milestone."""

from datetime import date

from tasks.ground.official import in_chinese
from tasks.plan.acting import act
from tasks.plan.models import Milestone
from tasks.plan.models.reporting import Outlook
from tasks.ratings.models import SupervisorRating
from tasks.workflow.moves import Action, make_move
from units.models import User


@act
def rate(milestone: Milestone, *, by: User, on: date, rating: str, note: str) -> SupervisorRating:
    """Say whether ``milestone`` will be done in time, ``rating`` an Outlook, and why; the latest one
    counts, and no light changes.
    """
    said = f"{in_chinese(str)(Outlook(rating).label)}：{note}"
    make_move(milestone, Action.RATE, by=by, on=on, note=said)
    return SupervisorRating.objects.create(
        milestone=milestone, rating=rating, note=note, rated_by=by, rated_on=on
    )
