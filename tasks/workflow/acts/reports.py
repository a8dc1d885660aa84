"""What units write while they work: receipt, progress, their part of the whole."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.evidence.keeping import staged
from tasks.plan.acting import act
from tasks.plan.actors import Actor, Part, acting_unit, part_in
from tasks.plan.models import Assignment, Confirmation, Event, Milestone, ProgressReport
from tasks.plan.recording import Conflict, record
from tasks.workflow.moves import Action, make_move
from units.models import User

NO_CHANGES_IN_A_ROW = 2


@act
def acknowledge(assignment: Assignment, *, by: User, on: date) -> Event:
    """Write down that the unit has received the task.

    Raises PermissionDenied; Conflict if a colleague acknowledged before.
    """
    unit = acting_unit(assignment.unit_id, by, on)
    waiting = Assignment.objects.to_acknowledge().filter(pk=assignment.pk)
    if not waiting.update(acknowledged_by=by, acknowledged_on=on):
        raise Conflict(assignment.task.events.filter(action=Action.ACKNOWLEDGE))
    return record(Action.ACKNOWLEDGE, assignment.task, by=by, on=on, unit=unit)


@act
def report(
    milestone: Milestone,
    *,
    by: User,
    on: date,
    done: str,
    difficulties: str = "",
    next_steps: str = "",
    forecast_on: date | None = None,
) -> ProgressReport:
    """Add a progress report with the files that ``by`` chose for it."""
    event = make_move(milestone, Action.REPORT, by=by, on=on, note=done)
    assert event.unit  # who leads or takes part acts in a unit's name
    progress = ProgressReport.objects.create(
        milestone=milestone,
        unit=event.unit,
        reported_by=by,
        reported_on=on,
        done=done,
        difficulties=difficulties,
        next_steps=next_steps,
        forecast_on=forecast_on,
    )
    staged(milestone, Action.REPORT, by).update(report=progress)
    return progress


@act
def report_no_change(milestone: Milestone, *, by: User, on: date) -> ProgressReport:
    """Report that nothing changed. Raises ValidationError after two such reports in a row."""
    event = make_move(milestone, Action.NO_CHANGE, by=by, on=on)
    if no_changes_in_a_row(milestone) >= NO_CHANGES_IN_A_ROW:
        raise ValidationError(
            _("“No change” was reported twice in a row. Please say what was done this time.")
        )
    assert event.unit
    return ProgressReport.objects.create(
        milestone=milestone,
        unit=event.unit,
        reported_by=by,
        reported_on=on,
        kind=ProgressReport.Kind.NO_CHANGE,
        done=_("No change"),
    )


def no_changes_in_a_row(milestone: Milestone) -> int:
    """How many of the latest reports are “no change”, counted up to NO_CHANGES_IN_A_ROW."""
    kinds = milestone.reports.values_list("kind", flat=True)[:NO_CHANGES_IN_A_ROW]
    count = 0
    for kind in kinds:
        if kind != ProgressReport.Kind.NO_CHANGE:
            break
        count += 1
    return count


@act
def confirm_part(milestone: Milestone, *, by: User, on: date, note: str = "") -> int:
    """Confirm for those participating units for which ``by`` acts; return how many.

    Raises ValidationError when all of them have confirmed.
    """
    make_move(milestone, Action.CONFIRM, by=by, on=on, note=note)
    actor = Actor.of(by, on)
    unconfirmed = [
        assignment
        for assignment in actor.assignments(milestone.task)
        if part_in(milestone, assignment) == Part.PARTICIPATING
        and not assignment.confirmations.filter(milestone=milestone).exists()
    ]
    if not unconfirmed:
        raise ValidationError(_("Your unit has confirmed its part already."))
    for assignment in unconfirmed:
        Confirmation.objects.create(
            milestone=milestone, assignment=assignment, confirmed_by=by, confirmed_on=on, note=note
        )
    return len(unconfirmed)
