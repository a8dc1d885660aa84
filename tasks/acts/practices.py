"""Good practice: a unit offers one of its reports, a supervisor publishes it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tasks.actors import Actor
from tasks.models import Event, GoodPractice
from tasks.recording import Conflict
from tasks.workflow import Action
from units.roles import may


@transaction.atomic
def propose(report, *, by, on, title):
    """Offer ``report`` as good practice; return it. Raises PermissionDenied or Conflict."""
    if report.unit_id not in Actor.of(by, on).units:
        raise PermissionDenied
    made, is_new = GoodPractice.objects.get_or_create(
        report=report, defaults={"title": title, "proposed_by": by, "proposed_on": on}
    )
    if not is_new:
        raise Conflict(())
    record(made, Action.PROPOSE_PRACTICE, by, on)
    return made


@transaction.atomic
def publish(practice, *, by, on):
    """Let everybody read it. Raises PermissionDenied; Conflict when it is published already."""
    if not may(by, "review"):
        raise PermissionDenied
    waiting = GoodPractice.objects.offered().filter(pk=practice.pk)
    if not waiting.update(published_on=on):
        raise Conflict(())
    record(practice, Action.PUBLISH_PRACTICE, by, on)


def record(practice, action, by, on):
    milestone = practice.report.milestone
    Event.objects.create(
        task=milestone.task,
        milestone=milestone,
        action=action,
        person=by,
        unit=by.unit,
        on=on,
        note=practice.title,
    )
