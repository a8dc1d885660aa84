"""Who has answered a self-assessment round, and who has not."""

from django.db.models import Prefetch

from tasks.plan.models import Assignment
from tasks.rounds.models import SelfAssessment


def parts_of(asked):
    """All lead parts of the round's plan in the document's order; ``answers`` of each is empty or
    holds the unit's one answer.
    """
    answers = SelfAssessment.objects.filter(round=asked).select_related("reviewed_by")
    return (
        Assignment.objects.of_plan(asked.plan_id)
        .leads()
        .prefetch_related(Prefetch("assessments", answers, to_attr="answers"))
        .order_by("unit__position", "unit_id", "task__number")
    )


def by_unit(parts):
    """One row per lead unit: how many of its tasks it answered for, and its scores."""
    rows = {}
    for part in parts:
        row = rows.setdefault(
            part.unit_id, {"unit": part.unit, "parts": [], "answered": 0, "scores": []}
        )
        row["parts"].append(part)
        row["answered"] += len(part.answers)
        row["scores"] += [said.score for said in part.answers if said.score is not None]
    for row in rows.values():
        row["average"] = sum(row["scores"]) / len(row["scores"]) if row["scores"] else None
        row["is_complete"] = row["answered"] == len(row["parts"])
    return sorted(rows.values(), key=lambda row: row["is_complete"])
