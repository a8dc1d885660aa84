"""Inspections and re-checks: written down, rectified, closed."""

from datetime import date
from typing import Any

from tasks.evidence.keeping import send, staged
from tasks.ground.days import month_of
from tasks.inspections.letters import letter_of
from tasks.inspections.models import Inspection
from tasks.inspections.rules import to_recheck
from tasks.inspections.sheets import inspection_sheet
from tasks.mail.delivery import post
from tasks.plan.acting import act
from tasks.plan.actors import acting_unit, answering_units, staff_of
from tasks.plan.models import Milestone
from tasks.plan.numbering import give_number, lock_numbers
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.workflow.acts.completion import reopen
from tasks.workflow.moves import Action
from units.models import Unit, User

Kind = Inspection.Kind


@act
def inspect(
    milestone: Milestone,
    *,
    by: User,
    on: date,
    kind: str,
    unit: Unit,
    findings: str,
    visited_on: date | None = None,
    rectify_by: date | None = None,
) -> Inspection:
    """Write down a visit of ``kind``, one of Inspection.Kind, of today or of ``visited_on``.

    With ``rectify_by`` the unit has something to put right, and its people are mailed.

    Raises PermissionDenied for anybody but a supervisor.
    """
    deny_unless(by, "supervise")
    lock_numbers(milestone.task.plan_id)
    inspection = write(
        milestone=milestone,
        unit=unit,
        kind=kind,
        visited_on=visited_on,
        inspected_on=on,
        inspected_by=by,
        findings=findings,
        passed=rectify_by is None,
        rectify_by=rectify_by,
    )
    record(Action.INSPECT, milestone, by=by, on=on, note=findings, paper=inspection)
    if rectify_by:
        post(letter_of(inspection, person) for person in staff_of([unit]))
    return inspection


def write(**fields: Any) -> Inspection:
    """An inspection with its paper; the numbers are locked."""
    inspection = Inspection(**fields)
    give_number(inspection, inspection.milestone.task.plan, inspection.inspected_on)
    inspection.sheet = inspection_sheet(inspection).kept()
    inspection.save(force_insert=True)
    return inspection


@act
def recheck(
    milestone: Milestone, *, by: User, on: date, passed: bool, findings: str
) -> list[Inspection]:
    """Write down the outcome of a re-check; a failed one reopens the milestone.

    Returns one Inspection for each unit that answers for it. Raises PermissionDenied for anybody
    but a supervisor; Conflict when the milestone is not (any more) to be re-checked this month.
    """
    deny_unless(by, "supervise")
    lock_numbers(milestone.task.plan_id)
    drawn = [one for one in to_recheck(milestone.task.plan, on) if one.pk == milestone.pk]
    if not drawn:
        raise Conflict(milestone.events.that(Action.INSPECT))
    inspections = [
        write(
            milestone=milestone,
            unit=unit,
            kind=Kind.RECHECK,
            month=month_of(on),
            inspected_on=on,
            inspected_by=by,
            findings=findings,
            passed=passed,
        )
        for unit in answering_units(drawn[0])
    ]
    record(Action.INSPECT, milestone, by=by, on=on, note=findings, paper=inspections[0])
    if not passed:
        milestone.refresh_from_db()
        reopen(milestone, by=by, on=on, seen=milestone.version, reason=findings)
    return inspections


@act
def rectify(inspection: Inspection, *, by: User, on: date, text: str) -> None:
    """Say what the unit put right, with the files that ``by`` chose.

    Raises PermissionDenied for anybody of another unit; Conflict when nothing is owed (any more).
    """
    unit, milestone = acting_unit(inspection.unit_id, by, on), inspection.milestone
    owed = Inspection.objects.owed().order_by().filter(pk=inspection.pk)
    if not owed.update(rectification=text, rectified_on=on, rectified_by=by):
        raise Conflict(history(inspection))
    send(staged(milestone, Action.RECTIFY, by, inspection.pk), inspection=inspection)
    record(Action.RECTIFY, milestone, by=by, on=on, unit=unit, note=text, paper=inspection)


@act
def close(inspection: Inspection, *, by: User, on: date, text: str) -> None:
    """Close an inspection whose faults are put right.

    Raises PermissionDenied for anybody but a supervisor; Conflict when no rectification waits.
    """
    deny_unless(by, "supervise")
    answered = Inspection.objects.to_close().order_by().filter(pk=inspection.pk)
    if not answered.update(closed_on=on):
        raise Conflict(history(inspection))
    milestone = inspection.milestone
    record(Action.CLOSE_INSPECTION, milestone, by=by, on=on, note=text, paper=inspection)


@act
def send_back(inspection: Inspection, *, by: User, on: date, text: str) -> None:
    """Ask for more: the unit owes the rectification again.

    Raises PermissionDenied for anybody but a supervisor; Conflict when no rectification waits.
    """
    deny_unless(by, "supervise")
    answered = Inspection.objects.to_close().order_by().filter(pk=inspection.pk)
    if not answered.update(rectified_on=None, rectification=""):
        raise Conflict(history(inspection))
    milestone = inspection.milestone
    record(Action.SEND_BACK_RECTIFICATION, milestone, by=by, on=on, note=text, paper=inspection)
