"""Self-assessment rounds: opened by supervisors, answered by lead units, reviewed again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tasks.plan.actors import acting_unit
from tasks.plan.models import Assignment
from tasks.plan.recording import Conflict, deny_unless, history, record
from tasks.rounds.models import AssessmentRound, SelfAssessment
from tasks.workflow.moves import Action


@transaction.atomic
def open_round(plan, *, by, on, **fields):
    """Open a round for every lead unit of ``plan``; return it. Raises PermissionDenied."""
    deny_unless(by, "review")
    return AssessmentRound.objects.create(plan=plan, opened_by=by, opened_on=on, **fields)


@transaction.atomic
def answer(asked, part, *, by, on, seen, **words):
    """Store the lead unit's answer about its ``part`` in the round ``asked``; return it.

    ``seen`` is the version that the person saw, 0 for none. Raises PermissionDenied, or Conflict
    when a colleague answered first or the supervisors have given their score already.
    """
    unit = acting_unit(part.unit_id, by, on)
    if part.role != Assignment.Role.LEAD:
        raise PermissionDenied
    Assignment.objects.select_for_update().only("pk").get(pk=part.pk)
    said = asked.answers.filter(assignment=part).first()
    if (said.version if said else 0) != seen or (said and said.score is not None):
        raise Conflict(history(asked).filter(task=part.task))
    said = said or SelfAssessment(round=asked, assignment=part)
    for name, value in (words | {"answered_by": by, "answered_on": on}).items():
        setattr(said, name, value)
    said.version = seen + 1
    said.save()
    note = f"{asked}：{words['own_score']}"
    record(Action.ASSESS, part.task, by=by, on=on, unit=unit, note=note, paper=asked)
    return said


@transaction.atomic
def review(said, *, by, on, seen, score, comment):
    """Store the supervisors' score and words about an answer.

    ``seen`` is the review's version that the person saw. Raises PermissionDenied or Conflict.
    """
    deny_unless(by, "review")
    part = said.assignment
    waiting = SelfAssessment.objects.filter(pk=said.pk, review_version=seen, version=said.version)
    changes = {"score": score, "comment": comment, "reviewed_by": by, "review_version": seen + 1}
    if not waiting.update(**changes):
        raise Conflict(history(said.round).filter(task=part.task))
    note = f"{part.unit}：{score}。{comment}"
    record(Action.REVIEW_ASSESSMENT, part.task, by=by, on=on, note=note, paper=said.round)
