"""The demonstration many times over, for measuring: docs/performance.md."""

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Count, Max

from tasks.burden.models import Ask
from tasks.evidence.models import Evidence
from tasks.extra.models import ExtraProposal
from tasks.flags.models import Flag
from tasks.forecast.models import Forecast
from tasks.handover.models import ReliefRequest
from tasks.implementation.models import EarlierDocument, ImplementationPlan, ImplementationStep
from tasks.inspections.models import Inspection, Visit
from tasks.instructions.models import Instruction, Reply
from tasks.plan.acting import touch_plan
from tasks.plan.models import (
    Acknowledgement,
    Admission,
    Assignment,
    CompletionRequest,
    Confirmation,
    Correction,
    DateSetting,
    Event,
    Extension,
    Milestone,
    Naming,
    ProgressReport,
    ProposedCorrection,
    Reopening,
    Restriction,
    Standing,
    Task,
    TaskChange,
    TaskLeader,
    Tenure,
)
from tasks.practices.models import GoodPractice
from tasks.ratings.models import SupervisorRating
from tasks.rhythm.models import Rhythm
from tasks.rounds.models import SelfAssessment
from tasks.search.keeping import keep_all
from tasks.slips.models import Receipt, Slip
from tasks.urging.models import Urge
from tasks.workflow.models import Draft

# What is copied, and the path from it to its plan. A key to one of these leads to the copy, every
# other key (to units, people, rounds) to what the original has.
COPIED = {
    Task: "plan",
    TaskLeader: "task__plan",
    Assignment: "task__plan",
    Acknowledgement: "assignment__task__plan",
    Tenure: "task__plan",
    Milestone: "task__plan",
    ProgressReport: "milestone__task__plan",
    Extension: "milestone__task__plan",
    CompletionRequest: "milestone__task__plan",
    Confirmation: "milestone__task__plan",
    Reopening: "milestone__task__plan",
    Naming: "milestone__task__plan",
    DateSetting: "milestone__task__plan",
    Standing: "milestone__task__plan",
    Flag: "milestone__task__plan",
    Forecast: "milestone__task__plan",
    Rhythm: "task__plan",
    SupervisorRating: "milestone__task__plan",
    ReliefRequest: "assignment__task__plan",
    ImplementationPlan: "assignment__task__plan",
    EarlierDocument: "plan__assignment__task__plan",
    ImplementationStep: "plan__assignment__task__plan",
    SelfAssessment: "assignment__task__plan",
    GoodPractice: "report__milestone__task__plan",
    Instruction: "task__plan",
    Reply: "instruction__task__plan",
    Slip: "plan",
    Receipt: "slip__plan",
    Inspection: "milestone__task__plan",
    Visit: "inspection__milestone__task__plan",
    Urge: "milestone__task__plan",
    Draft: "milestone__task__plan",
    Evidence: "task__plan",
    Event: "task__plan",
    TaskChange: "task__plan",
    ExtraProposal: "plan",
    ExtraProposal.leaders.through: "extraproposal__plan",
    ExtraProposal.co_leads.through: "extraproposal__plan",
    ExtraProposal.participating.through: "extraproposal__plan",
    Ask: "plan",
    Correction: "event__task__plan",
    ProposedCorrection: "task__plan",
    Restriction: "task__plan",
    Restriction.units.through: "restriction__task__plan",
    Admission: "restriction__task__plan",
}
# Their numbers go on where those of the copy before end.
NUMBERED = (Task, Slip, Instruction, Inspection, Extension)


def multiply(plan, copies):
    """Add ``copies`` copies of the plan's tasks and of all that hangs on them.

    Changes nothing where copies are there already.
    """
    if (
        plan.tasks.of_document()
        .values("source_start")
        .annotate(tasks=Count("pk"))
        .filter(tasks__gt=1)
        .exists()
    ):
        return
    originals = {
        model: list(model._base_manager.filter(**{path: plan}).order_by("pk").values())
        for model, path in COPIED.items()
    }
    steps = {model: steps_of(model) for model in COPIED}
    for copy in range(1, copies + 1):
        for model, rows in originals.items():
            model.objects.bulk_create(model(**moved(row, steps[model], copy)) for row in rows)
    count_on()
    keep_all()
    touch_plan(plan.pk)


def steps_of(model):
    """By how much each copy's columns differ from the copy before: ``{column: step}``."""
    columns = {"id": model} | {
        field.attname: field.related_model
        for field in model._meta.concrete_fields
        if field.related_model in COPIED
    }
    steps = {column: last(owner, "pk") for column, owner in columns.items()}
    return steps | ({"number": last(model, "number")} if model in NUMBERED else {})


def last(model, column):
    return model._base_manager.aggregate(last=Max(column))["last"] or 0


def moved(row, steps, copy):
    """The values of ``row`` in copy number ``copy``; empty keys stay empty."""
    changed = {column: row[column] + copy * step for column, step in steps.items() if row[column]}
    return row | changed


def count_on():
    """PostgreSQL does not see ids that it has not given itself; SQLite has nothing to be told."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(COPIED))
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements) or "SELECT 1")
