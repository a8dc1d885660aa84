"""Good practice: a unit offers one of its reports, a supervisor publishes it."""

from datetime import date

from tasks.plan.acting import act
from tasks.plan.actors import acting_unit
from tasks.plan.models import ProgressReport
from tasks.plan.recording import Conflict, deny_unless, record
from tasks.practices.models import GoodPractice
from tasks.workflow.moves import Action
from units.models import User


@act
def propose(report: ProgressReport, *, by: User, on: date, title: str) -> GoodPractice:
    """Offer ``report`` as good practice.

    Raises PermissionDenied; Conflict when the unit offered it before, whose title then stays.
    """
    acting_unit(report.unit_id, by, on)
    practice, is_new = GoodPractice.objects.get_or_create(
        report=report, defaults={"title": title, "proposed_by": by, "proposed_on": on}
    )
    if not is_new:
        raise Conflict(report.milestone.events.that(Action.PROPOSE_PRACTICE))
    record(Action.PROPOSE_PRACTICE, report.milestone, by=by, on=on, note=title)
    return practice


@act
def publish(practice: GoodPractice, *, by: User, on: date) -> None:
    """Let everybody read it. Raises PermissionDenied; Conflict when it is published already."""
    deny_unless(by, "review")
    milestone = practice.report.milestone
    waiting = GoodPractice.objects.offered().filter(pk=practice.pk)
    if not waiting.update(published_on=on):
        raise Conflict(milestone.events.that(Action.PUBLISH_PRACTICE))
    record(Action.PUBLISH_PRACTICE, milestone, by=by, on=on, note=practice.title)
