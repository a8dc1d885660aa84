"""The plan, what its units report and request, and what was decided."""

from tasks.plan.models.closing import CompletionRequest, Confirmation, Reopening
from tasks.plan.models.correction_lines import Correction, PlanCorrection
from tasks.plan.models.decisions import DateSetting, Naming
from tasks.plan.models.edition import Edition
from tasks.plan.models.ending import TaskChange
from tasks.plan.models.history import Event
from tasks.plan.models.leading import TaskLeader
from tasks.plan.models.meeting import Meeting
from tasks.plan.models.milestone import Milestone
from tasks.plan.models.plan import Plan
from tasks.plan.models.project import SpecialProject
from tasks.plan.models.proposing import ProposedCorrection
from tasks.plan.models.reporting import Extension, ProgressReport
from tasks.plan.models.responsibility import Acknowledgement, Assignment, Tenure
from tasks.plan.models.restriction import Admission, Restriction
from tasks.plan.models.standing import Standing
from tasks.plan.models.task import Task

__all__ = [
    "Acknowledgement",
    "Admission",
    "Assignment",
    "CompletionRequest",
    "Confirmation",
    "Correction",
    "DateSetting",
    "Edition",
    "Event",
    "Extension",
    "Meeting",
    "Milestone",
    "Naming",
    "Plan",
    "PlanCorrection",
    "ProgressReport",
    "ProposedCorrection",
    "Reopening",
    "Restriction",
    "SpecialProject",
    "Standing",
    "Task",
    "TaskChange",
    "TaskLeader",
    "Tenure",
]
