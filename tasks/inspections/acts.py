"""Inspections and re-checks: written down, rectified, closed."""

from django.db import transaction

from tasks.evidence.keeping import staged
from tasks.ground.days import month_of
from tasks.inspections.letters import letter_of
from tasks.inspections.models import Inspection
from tasks.inspections.rules import to_recheck
from tasks.mail.delivery import post
from tasks.plan.actors import acting_unit, answering_units, staff_of
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.workflow.acts.completion import reopen
from tasks.workflow.moves import Action

Kind = Inspection.Kind


@transaction.atomic
def inspect(milestone, *, by, on, kind, unit, findings, rectify_by=None):
    """Write down a visit; with ``rectify_by`` the unit has something to put right.

    Raises PermissionDenied for anybody but a supervisor.
    """
    deny_unless(by, "supervise")
    row = Inspection.objects.create(
        milestone=milestone,
        unit=unit,
        kind=kind,
        inspected_on=on,
        inspected_by=by,
        findings=findings,
        passed=rectify_by is None,
        rectify_by=rectify_by,
    )
    record(Action.INSPECT, milestone, by=by, on=on, note=findings, paper=row)
    if rectify_by:
        post(letter_of(row, person) for person in staff_of([unit]))
    return row


@transaction.atomic
def recheck(milestone, *, by, on, passed, findings):
    """Write down the outcome of a re-check; a failed one reopens the milestone.

    Returns the rows, one for each unit that answers for it. Raises PermissionDenied; Conflict when the
    milestone is not (any more) to be re-checked this month.
    """
    deny_unless(by, "supervise")
    found = [row for row in to_recheck(milestone.task.plan, on) if row.pk == milestone.pk]
    if not found:
        raise Conflict(milestone.events.that(Action.INSPECT))
    told = {"inspected_on": on, "inspected_by": by, "findings": findings, "passed": passed}
    rows = [
        Inspection.objects.create(
            milestone=milestone, unit=unit, kind=Kind.RECHECK, month=month_of(on), **told
        )
        for unit in answering_units(found[0])
    ]
    record(Action.INSPECT, milestone, by=by, on=on, note=findings, paper=rows[0])
    if not passed:
        milestone.refresh_from_db()
        reopen(milestone, by=by, on=on, seen=milestone.version, reason=findings)
    return rows


@transaction.atomic
def rectify(row, *, by, on, text):
    """Say what the unit put right, with the files that ``by`` chose. Raises PermissionDenied, Conflict."""
    unit = acting_unit(row.unit_id, by, on)
    owed = Inspection.objects.owed().order_by().filter(pk=row.pk)
    said = {"rectification": text, "rectified_on": on, "rectified_by": by}
    if not owed.update(**said):
        raise Conflict(history(row))
    staged(row.milestone, Action.RECTIFY, by).update(inspection=row)
    record(Action.RECTIFY, row.milestone, by=by, on=on, unit=unit, note=text, paper=row)


@transaction.atomic
def close(row, *, by, on, text):
    """Close an inspection whose faults are put right. Raises PermissionDenied, Conflict."""
    deny_unless(by, "supervise")
    answered = Inspection.objects.to_close().order_by().filter(pk=row.pk)
    if not answered.update(closed_on=on):
        raise Conflict(history(row))
    record(Action.CLOSE_INSPECTION, row.milestone, by=by, on=on, note=text, paper=row)


@transaction.atomic
def send_back(row, *, by, on, text):
    """Ask for more: the unit owes the rectification again. Raises PermissionDenied, Conflict."""
    deny_unless(by, "supervise")
    answered = Inspection.objects.to_close().order_by().filter(pk=row.pk)
    if not answered.update(rectified_on=None, rectification=""):
        raise Conflict(history(row))
    record(Action.SEND_BACK_RECTIFICATION, row.milestone, by=by, on=on, note=text, paper=row)
