"""What units say while they work: receipt, progress, their part of the whole."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tasks.evidence.keeping import staged
from tasks.plan.actors import Actor, Part, acting_unit, part_in
from tasks.plan.models import Assignment, Confirmation, ProgressReport
from tasks.plan.recording import Conflict, record
from tasks.workflow.moves import Action, make_move

NO_CHANGES_IN_A_ROW = 2


@transaction.atomic
def acknowledge(assignment, *, by, on):
    """Say that the unit has the task. Raises PermissionDenied; Conflict if it was said before."""
    unit = acting_unit(assignment.unit_id, by, on)
    waiting = Assignment.objects.to_acknowledge().filter(pk=assignment.pk)
    if not waiting.update(acknowledged_by=by, acknowledged_on=on):
        raise Conflict(assignment.task.events.filter(action=Action.ACKNOWLEDGE))
    return record(Action.ACKNOWLEDGE, assignment.task, by=by, on=on, unit=unit)


@transaction.atomic
def report(milestone, *, by, on, done, difficulties="", next_steps="", forecast_on=None):
    """Add a progress report with the files that ``by`` chose for it; return it."""
    event = make_move(milestone, Action.REPORT, by=by, on=on, note=done)
    made = ProgressReport.objects.create(
        milestone=milestone,
        unit=event.unit,
        reported_by=by,
        reported_on=on,
        done=done,
        difficulties=difficulties,
        next_steps=next_steps,
        forecast_on=forecast_on,
    )
    staged(milestone, Action.REPORT, by).update(report=made)
    return made


@transaction.atomic
def report_no_change(milestone, *, by, on):
    """Say that nothing changed. Raises ValidationError after two such reports in a row."""
    event = make_move(milestone, Action.NO_CHANGE, by=by, on=on)
    if no_changes_in_a_row(milestone) >= NO_CHANGES_IN_A_ROW:
        raise ValidationError(
            _("“No change” was reported twice in a row. Please say what was done this time.")
        )
    return ProgressReport.objects.create(
        milestone=milestone,
        unit=event.unit,
        reported_by=by,
        reported_on=on,
        kind=ProgressReport.Kind.NO_CHANGE,
        done=_("No change"),
    )


def no_changes_in_a_row(milestone):
    """How many of the latest reports said that nothing changed."""
    kinds = milestone.reports.values_list("kind", flat=True)[:NO_CHANGES_IN_A_ROW]
    count = 0
    for kind in kinds:
        if kind != ProgressReport.Kind.NO_CHANGE:
            break
        count += 1
    return count


@transaction.atomic
def confirm_part(milestone, *, by, on, note=""):
    """Confirm the parts of those participating units for which ``by`` acts; return how many."""
    make_move(milestone, Action.CONFIRM, by=by, on=on, note=note)
    actor = Actor.of(by, on)
    open_parts = [
        part
        for part in actor.assignments(milestone.task)
        if part_in(milestone, part) == Part.PARTICIPATING
        and not part.confirmations.filter(milestone=milestone).exists()
    ]
    if not open_parts:
        raise ValidationError(_("Your unit has confirmed its part already."))
    for part in open_parts:
        Confirmation.objects.create(
            milestone=milestone, assignment=part, confirmed_by=by, confirmed_on=on, note=note
        )
    return len(open_parts)
