"""Inspections and re-checks: written down, rectified, closed."""

from datetime import date
from typing import Any

from tasks.evidence.keeping import send, staged
from tasks.ground.days import month_of
from tasks.inspections.letters import letter_of
from tasks.inspections.models import Inspection, Visit
from tasks.inspections.rules import to_recheck
from tasks.inspections.sheets import inspection_sheet
from tasks.mail.delivery import post
from tasks.plan.acting import act
from tasks.plan.actors import acting_unit, answering_units, staff_of
from tasks.plan.lines import addressed
from tasks.plan.models import Milestone
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

    With ``rectify_by`` the unit, of a group each member, has something to put right, and its people
    are mailed.

    Raises PermissionDenied for anybody but a supervisor.
    """
    deny_unless(by, "supervise")
    inspection = write(
        milestone,
        [unit],
        {"passed": rectify_by is None, "rectify_by": rectify_by},
        kind=kind,
        visited_on=visited_on,
        inspected_on=on,
        inspected_by=by,
        findings=findings,
    )
    record(Action.INSPECT, milestone, by=by, on=on, note=findings, paper=inspection)
    for visit in inspection.visits.exclude(rectify_by=None).select_related("inspection", "unit"):
        post(letter_of(visit, person) for person in staff_of([visit.unit]))
    return inspection


def write(
    milestone: Milestone, units: list[Unit], outcome: dict[str, Any], **words: Any
) -> Inspection:
    """An inspection with its paper and, for each of ``units``, of groups for each member, a line."""
    inspection = Inspection(milestone=milestone, **words)
    visits = [
        Visit(inspection=inspection, unit=unit, group=group, **outcome)
        for unit, group in addressed(units).items()
    ]
    inspection.sheet = inspection_sheet(inspection, visits).kept()
    inspection.save(force_insert=True)
    Visit.objects.bulk_create(visits)
    return inspection


@act
def recheck(milestone: Milestone, *, by: User, on: date, passed: bool, findings: str) -> Inspection:
    """Write down the outcome of a re-check; a failed one reopens the milestone.

    Each unit that answers for it has its line. Raises PermissionDenied for anybody but a supervisor;
    Conflict when the milestone is not (any more) to be re-checked this month.
    """
    deny_unless(by, "supervise")
    drawn = [one for one in to_recheck(milestone.task.plan, on) if one.pk == milestone.pk]
    if not drawn:
        raise Conflict(milestone.events.that(Action.INSPECT))
    inspection = write(
        milestone,
        answering_units(drawn[0]),
        {"passed": passed},
        kind=Kind.RECHECK,
        month=month_of(on),
        inspected_on=on,
        inspected_by=by,
        findings=findings,
    )
    record(Action.INSPECT, milestone, by=by, on=on, note=findings, paper=inspection)
    if not passed:
        milestone.refresh_from_db()
        reopen(milestone, by=by, on=on, seen=milestone.version, reason=findings)
    return inspection


@act
def rectify(visit: Visit, *, by: User, on: date, text: str) -> None:
    """Say what the unit put right, with the files that ``by`` chose.

    Raises PermissionDenied for anybody of another unit; Conflict when nothing is owed (any more).
    """
    unit, inspection = acting_unit(visit.unit_id, by, on), visit.inspection
    owed = Visit.objects.owed().order_by().filter(pk=visit.pk)
    if not owed.update(rectification=text, rectified_on=on, rectified_by=by):
        raise Conflict(history(inspection))
    milestone = inspection.milestone
    send(staged(milestone, Action.RECTIFY, by, visit.pk), visit=visit)
    record(Action.RECTIFY, milestone, by=by, on=on, unit=unit, note=text, paper=inspection)


@act
def close(visit: Visit, *, by: User, on: date, text: str) -> None:
    """Close the line of a unit whose faults are put right.

    Raises PermissionDenied for anybody but a supervisor; Conflict when no rectification waits.
    """
    deny_unless(by, "supervise")
    look(visit, Action.CLOSE_INSPECTION, by, on, text, closed_on=on)


@act
def send_back(visit: Visit, *, by: User, on: date, text: str) -> None:
    """Ask for more: the unit owes the rectification again.

    Raises PermissionDenied for anybody but a supervisor; Conflict when no rectification waits.
    """
    deny_unless(by, "supervise")
    look(visit, Action.SEND_BACK_RECTIFICATION, by, on, text, rectified_on=None, rectification="")


def look(visit: Visit, action: str, by: User, on: date, text: str, **outcome: Any) -> None:
    """Write down with which ``outcome`` a supervisor looked at the rectification that waits."""
    inspection, answered = visit.inspection, Visit.objects.to_close().order_by()
    if not answered.filter(pk=visit.pk).update(opinion=text, looked_on=on, **outcome):
        raise Conflict(history(inspection))
    visit.opinion = text
    record(action, inspection.milestone, by=by, on=on, note=visit.verdict, paper=inspection)
