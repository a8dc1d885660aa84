"""Who has answered a self-assessment round, and who has not."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from tasks.plan.models import Assignment
from tasks.plan.models.ending import ended_tasks
from tasks.plan.models.responsibility import AssignmentQuerySet
from tasks.rounds.models import AssessmentRound, SelfAssessment


def parts_of(assessment_round: AssessmentRound, as_of: date) -> AssignmentQuerySet:
    """All lead units' assignments of the round's plan on the day, by unit and then in the document's
    order, but for those of tasks that had ended unanswered; ``answers`` of each is empty or holds the unit's one answer, if it was there on ``as_of``.
    """
    given = SelfAssessment.objects.filter(round=assessment_round, answered_on__lte=as_of)
    answers = given.select_related("reviewed_by")
    return (
        Assignment.ever.of_plan(assessment_round.plan)
        .on(as_of)
        .filter(Q(held__role=Assignment.Role.LEAD))
        .exclude(~Exists(given.filter(assignment=OuterRef("pk"))), task__in=ended_tasks(as_of))
        .prefetch_related(Prefetch("assessments", answers, to_attr="answers"))
        .order_by("held__unit__position", "held__unit", "task__number")  # type: ignore[misc]  # see ``on``
    )


def by_unit(assignments: Iterable[Assignment]) -> list[dict[str, Any]]:
    """One row per lead unit: its assignments (from ``parts_of``), for how many of them it
    answered, its scores and their average; those that owe answers first.
    """
    rows: dict[int, dict[str, Any]] = {}
    for assignment in assignments:
        unit = assignment.unit
        row = rows.setdefault(
            unit.pk, {"unit": unit, "assignments": [], "answered": 0, "scores": []}
        )
        answers = assignment.answers  # type: ignore[attr-defined]  # prefetched by parts_of
        row["assignments"].append(assignment)
        row["answered"] += len(answers)
        row["scores"] += [answer.score for answer in answers if answer.score is not None]
    for row in rows.values():
        row["average"] = sum(row["scores"]) / len(row["scores"]) if row["scores"] else None
        row["is_complete"] = row["answered"] == len(row["assignments"])
    return sorted(rows.values(), key=lambda row: row["is_complete"])
