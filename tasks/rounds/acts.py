"""Self-assessment rounds: opened by supervisors, answered by lead units, reviewed again."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from tasks.burden import acts as burden
from tasks.burden.models import Ask
from tasks.plan.acting import act, announce
from tasks.plan.actors import acting_unit
from tasks.plan.models import Assignment, Plan
from tasks.plan.phases import OPEN_ROUND, refuse_out_of_phase
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.rounds.models import AssessmentRound, SelfAssessment
from tasks.workflow.moves import Action
from units.models import Unit, User


@act
def open_round(plan: Plan, *, by: User, on: date, **fields: Any) -> AssessmentRound:
    """Open a round for every lead unit of ``plan``, and tell them; ``fields`` are those of the model.

    Raises PermissionDenied, OutOfPhase.
    """
    deny_unless(by, "review")
    refuse_out_of_phase(plan, OPEN_ROUND, on)
    opened = AssessmentRound.objects.create(plan=plan, opened_by=by, opened_on=on, **fields)
    announce(opened)
    leads = Assignment.objects.of_plan(plan).leads().values("unit")
    burden.count(Ask.Kind.ROUND, plan, Unit.objects.filter(pk__in=leads), on)
    return opened


@act
def answer(
    assessment_round: AssessmentRound,
    assignment: Assignment,
    *,
    by: User,
    on: date,
    seen: int,
    **words: Any,
) -> SelfAssessment:
    """Store what the lead unit says of its task in the round; ``words`` are fields of the answer.

    ``seen`` is the version that the person saw, 0 for none. Raises PermissionDenied, or Conflict
    when a colleague answered first or the supervisors have given their score already.
    """
    unit = acting_unit(assignment.unit_id, by, on)
    if assignment.role != Assignment.Role.LEAD:
        raise PermissionDenied
    Assignment.objects.select_for_update().only("pk").get(pk=assignment.pk)
    stored = assessment_round.answers.filter(assignment=assignment).first()
    if (stored.version if stored else 0) != seen or (stored and stored.score is not None):
        raise Conflict(history(assessment_round).filter(task=assignment.task))
    assessment = stored or SelfAssessment(round=assessment_round, assignment=assignment)
    for name, value in (words | {"answered_by": by, "answered_on": on}).items():
        setattr(assessment, name, value)
    assessment.version = seen + 1
    assessment.save()
    note = f"{assessment_round}：{words['own_score']}"
    task, paper = assignment.task, assessment_round
    record(Action.ASSESS, task, by=by, on=on, unit=unit, note=note, paper=paper)
    return assessment


@act
def review(
    assessment: SelfAssessment,
    *,
    by: User,
    on: date,
    answer: int,
    seen: int,
    score: int,
    comment: str,
) -> None:
    """Store the supervisors' score, 0 to 100, and words about an answer.

    ``answer`` and ``seen`` are the versions of the answer and of its review that the person saw.
    Raises PermissionDenied or Conflict.
    """
    deny_unless(by, "review")
    assignment = assessment.assignment
    waiting = SelfAssessment.objects.filter(pk=assessment.pk, review_version=seen, version=answer)
    changes = {"score": score, "comment": comment, "reviewed_by": by, "review_version": seen + 1}
    if not waiting.update(**changes):
        raise Conflict(history(assessment.round).filter(task=assignment.task))
    assessment.score, assessment.comment = score, comment
    note, paper = assessment.verdict, assessment.round
    record(Action.REVIEW_ASSESSMENT, assignment.task, by=by, on=on, note=note, paper=paper)
