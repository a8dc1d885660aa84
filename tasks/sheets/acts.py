"""Reporting on many milestones at once, as a sheet tells: docs/ledger.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from tasks.plan.acting import act
from tasks.plan.models import Milestone, ProgressReport
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict, answering
from tasks.workflow.acts.reports import report, why_refused
from units.models import User


@dataclass(frozen=True)
class Told:
    """What a row tells of its milestone: the ``words`` of acts.reports.report; ``answered`` is what the
    person was asked about the days, and how he answered.
    """

    milestone: Milestone
    words: dict[str, Any]
    answered: str = ""


@act
def report_all(rows: Sequence[Told], *, by: User, on: date) -> list[ProgressReport]:
    """Report on the milestone of each of ``rows``, with the files that ``by`` chose for it.

    All or nothing: raises ValidationError with a sentence for each milestone that takes no report.
    """
    made, refused = [], []
    # In one order, so that two people do not wait for each other.
    for row in sorted(rows, key=lambda row: row.milestone.pk):
        try:
            with answering(row.answered):
                made.append(report(row.milestone, by=by, on=on, **row.words))
        except (Conflict, PermissionDenied, OutOfPhase, ValidationError) as refusal:
            refused.append(why_refused(row.milestone, refusal))
    if refused:
        raise ValidationError(refused)
    return made
