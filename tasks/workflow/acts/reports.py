"""What units write while they work: receipt, progress, their part of the whole."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tasks.evidence.keeping import also_prove, send, staged
from tasks.plan.acting import act
from tasks.plan.actors import Actor, may_confirm
from tasks.plan.models import (
    Acknowledgement,
    Assignment,
    Confirmation,
    Milestone,
    ProgressReport,
)
from tasks.plan.models.reporting import WORRIED, Outlook
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict, record, sentence
from tasks.plan.restricting import restrict_filed
from tasks.workflow.moves import Action, make_move
from units.models import User

NO_CHANGES_IN_A_ROW = 2


@act
def acknowledge(assignment: Assignment, *, by: User, on: date) -> None:
    """Write down that the unit has received the task; of a group, those members for which he acts.

    Raises PermissionDenied; Conflict if a colleague acknowledged before.
    """
    units = Actor.of(by, on).lines.get(assignment.unit_id)
    if not units:
        raise PermissionDenied
    receipt = {"acknowledged_by": by, "acknowledged_on": on}
    fresh = [
        unit
        for unit in units
        if Acknowledgement.objects.get_or_create(receipt, assignment=assignment, unit=unit)[1]
    ]
    if not fresh:
        raise Conflict(assignment.task.events.filter(action=Action.ACKNOWLEDGE))
    for unit in fresh:
        record(Action.ACKNOWLEDGE, assignment.task, by=by, on=on, unit=unit)


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
    rating: str = "",
    rating_cause: str = "",
    also: Iterable[Milestone] = (),
    restricted_because: str = "",
) -> ProgressReport:
    """Add a progress report with the files that ``by`` chose for it, and the same one, files
    included, to each of ``also``, milestones of whichever plans; return the first. With a reason they
    are restricted.

    ``rating`` is an Outlook; that it cannot be done in time is an event of its own, of which
    supervisors hear at once. All or nothing: raises ValidationError that names each of ``also`` that
    does not take it, and where a rating that worries has no cause.
    """
    if rating in WORRIED and not rating_cause:
        raise ValidationError({"rating_cause": _("Please say why.")})
    words = {
        "done": done,
        "difficulties": difficulties,
        "next_steps": next_steps,
        "forecast_on": forecast_on,
        "rating": rating,
        "rating_cause": rating_cause,
    }
    waiting = staged(milestone, Action.REPORT, by)
    each = partial(report_one, by=by, on=on, words=words, restricted_because=restricted_because)
    made = report_each({milestone, *also}, milestone, list(waiting), each)
    send(waiting, report=made[milestone])
    return made[milestone]


def report_each(
    milestones: Iterable[Milestone],
    first: Milestone,
    files: list[Any],
    report_one: Callable[[Milestone], ProgressReport],
) -> dict[Milestone, ProgressReport]:
    """The report of each of ``milestones``; those beside the ``first`` get copies of the ``files``."""
    refused, made = [], {}
    # In one order, so that two people do not wait for each other.
    for one in sorted(milestones, key=lambda one: one.pk):
        try:
            made[one] = report_one(one)
            if one != first:
                also_prove(files, one, made[one].unit, report=made[one])
        except (Conflict, PermissionDenied, OutOfPhase, ValidationError) as refusal:
            if one == first:
                raise
            refused.append(why_refused(one, refusal))
    if refused:
        raise ValidationError({"also": refused})
    return made


def report_one(
    milestone: Milestone, *, by: User, on: date, words: dict[str, Any], restricted_because: str
) -> ProgressReport:
    """One report of one milestone, by the table of moves."""
    event = make_move(milestone, Action.REPORT, by=by, on=on, note=words["done"])
    assert event.unit  # who leads or takes part acts in a unit's name
    said = {"unit": event.unit, "reported_by": by, "reported_on": on}
    progress = ProgressReport.objects.create(milestone=milestone, **said, **words)
    if progress.rating == Outlook.UNABLE:
        # Everybody reads the event; what is restricted stands at the report alone.
        cause = "" if restricted_because else progress.rating_cause
        record(Action.WARN, milestone, by=by, on=on, unit=event.unit, note=cause)
    restrict_filed(progress, milestone, event, by=by, on=on, reason=restricted_because)
    return progress


def why_refused(milestone: Milestone, refusal: Exception) -> str:
    """The milestone, and why it does not take the report."""
    if isinstance(refusal, Conflict):
        events = map(sentence, refusal.events[:1])
        why = next(events, _("it takes no report now"))
    elif isinstance(refusal, PermissionDenied):
        why = _("it is not your unit's")
    else:
        why = "".join(getattr(refusal, "messages", [str(refusal)]))
    task = _("Task %(n)d") % {"n": milestone.task.number}
    return _("Nothing is reported: %(task)s %(milestone)s does not take it (%(why)s).") % {
        "task": task,
        "milestone": milestone,
        "why": why,
    }


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
    """Confirm for those units for which ``by`` acts, but not for one that leads alone; return how many.

    Of a group each member confirms for itself.

    Raises ValidationError when all of them have confirmed.
    """
    make_move(milestone, Action.CONFIRM, by=by, on=on, note=note)
    actor = Actor.of(by, on)
    unconfirmed = [
        (assignment, unit)
        for assignment in actor.assignments(milestone.task)
        if may_confirm(milestone, assignment)
        for unit in actor.lines.get(assignment.unit_id, ())
        if not assignment.confirmations.filter(milestone=milestone, unit=unit).exists()
    ]
    if not unconfirmed:
        raise ValidationError(_("Your unit has confirmed its part already."))
    said = {"milestone": milestone, "confirmed_by": by, "confirmed_on": on, "note": note}
    for assignment, unit in unconfirmed:
        Confirmation.objects.create(assignment=assignment, unit=unit, **said)
    return len(unconfirmed)
