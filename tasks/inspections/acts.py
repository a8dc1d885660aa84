"""Inspections and re-checks: written down, rectified, closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.burden import acts as burden
from tasks.burden.models import Ask
from tasks.evidence.keeping import send, staged
from tasks.ground.days import month_of
from tasks.ground.sense import Sense
from tasks.inspections.letters import letter_of
from tasks.inspections.models import Inspection, Visit
from tasks.inspections.rules import Found, to_recheck
from tasks.inspections.sheets import inspection_sheet
from tasks.mail.delivery import post
from tasks.plan.acting import act
from tasks.plan.actors import acting_unit, answering_units, staff_of
from tasks.plan.known import known_of_plan, refuse_nonsense
from tasks.plan.lines import addressed
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
    found: Mapping[Unit, Found] | None = None,
    why_more: str = "",
) -> Inspection:
    """Write down a visit of ``kind``, one of Inspection.Kind, of today or of ``visited_on``.

    With ``rectify_by`` the unit, of a group each member, has something to put right, and its people
    are mailed. ``found`` says instead at which members somebody was, and what each has to do.

    Raises PermissionDenied for anybody but a supervisor; ValidationError for a day that has passed,
    and where a unit is asked beyond the limit of the month and ``why_more`` is empty.
    """
    deny_unless(by, "supervise")
    lock_numbers()
    lines = addressed([unit])
    found = found or dict.fromkeys(lines, Found(rectify_by=rectify_by))
    refuse_odd_days(found, milestone, on)
    burden.refuse_unexplained(milestone.task.plan, found, on, why_more)
    inspection = write(
        milestone,
        lines,
        found,
        kind=kind,
        visited_on=visited_on,
        inspected_on=on,
        inspected_by=by,
        findings=findings,
    )
    event = record(Action.INSPECT, milestone, by=by, on=on, note=findings, paper=inspection)
    burden.count(Ask.Kind.INSPECTION, milestone.task.plan, found, on, event, why_more)
    demands = inspection.visits.exclude(rectify_by=None).select_related("inspection", "unit")
    post(letter_of(visit, person) for visit in demands for person in staff_of([visit.unit]))
    return inspection


def refuse_odd_days(found: Mapping[Unit, Found], milestone: Milestone, on: date) -> None:
    """Raise ValidationError for a day by which nobody can put anything right."""
    known = known_of_plan(milestone.task.plan, on)
    for day in {one.rectify_by for one in found.values() if one.rectify_by}:
        refuse_nonsense("rectify_by", Sense.REPLY, day, known)


def write(
    milestone: Milestone,
    lines: Mapping[Unit, Unit | None],
    found: Mapping[Unit, Found],
    **words: Any,
) -> Inspection:
    """An inspection with its paper, the files that its writer chose, and a line for each unit of
    ``found``, some of the ``lines`` of whom it is about; a group of whose members some are missing
    is not named. The numbers are locked.
    """
    inspection = Inspection(milestone=milestone, **words)
    broken = {group for unit, group in lines.items() if unit not in found}
    visits = [
        Visit(
            inspection=inspection,
            unit=unit,
            group=None if lines[unit] in broken else lines[unit],
            findings=one.findings,
            rectify_by=one.rectify_by,
            passed=one.passed and one.rectify_by is None,
        )
        for unit, one in found.items()
    ]
    files = staged(milestone, Action.INSPECT, words["inspected_by"])
    give_number(inspection, milestone.task.plan, inspection.inspected_on)
    inspection.sheet = inspection_sheet(inspection, visits, [file.name for file in files]).kept()
    inspection.save(force_insert=True)
    Visit.objects.bulk_create(visits)
    send(files, inspection=inspection)
    return inspection


@act
def recheck(
    milestone: Milestone,
    *,
    by: User,
    on: date,
    passed: bool,
    findings: str,
    found: Mapping[Unit, Found] | None = None,
) -> Inspection:
    """Write down the outcome of a re-check; a failed one reopens the milestone.

    Each unit that answers for it has its line; ``found`` says instead where somebody was, and whether
    its part holds. Raises PermissionDenied for anybody but a supervisor;
    Conflict when the milestone is not (any more) to be re-checked this month.
    """
    deny_unless(by, "supervise")
    lock_numbers()
    drawn = [one for one in to_recheck(milestone.task.plan, on) if one.pk == milestone.pk]
    if not drawn:
        raise Conflict(milestone.events.that(Action.INSPECT))
    lines = addressed(answering_units(drawn[0]))
    found = found or dict.fromkeys(lines, Found(passed=passed))
    inspection = write(
        milestone,
        lines,
        found,
        kind=Kind.RECHECK,
        month=month_of(on),
        inspected_on=on,
        inspected_by=by,
        findings=findings,
    )
    event = record(Action.INSPECT, milestone, by=by, on=on, note=findings, paper=inspection)
    burden.count(Ask.Kind.RECHECK, milestone.task.plan, found, on, event)
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
    """Write down with which ``outcome`` a supervisor looked at the rectification that waits, with
    the files that he chose.
    """
    inspection, answered = visit.inspection, Visit.objects.to_close().order_by()
    if not answered.filter(pk=visit.pk).update(opinion=text, looked_on=on, **outcome):
        raise Conflict(history(inspection))
    visit.opinion = text
    send(staged(inspection.milestone, action, by, visit.pk), visit=visit)
    record(action, inspection.milestone, by=by, on=on, note=visit.verdict, paper=inspection)
