from tasks.evidence.models import Evidence
from tasks.flags.models import Flag
from tasks.handover.models import ReliefRequest
from tasks.implementation.models import ImplementationPlan, ImplementationStep
from tasks.inspections.models import Inspection
from tasks.instructions.models import Instruction, Reply
from tasks.mail.models import Delivery, JobRun, Mail, Outage
from tasks.plan.models.closing import CompletionRequest, Confirmation, Reopening
from tasks.plan.models.history import Event
from tasks.plan.models.milestone import Milestone
from tasks.plan.models.plan import Plan, SpecialProject, Task
from tasks.plan.models.reporting import Extension, ProgressReport
from tasks.plan.models.responsibility import Assignment, TaskLeader
from tasks.practices.models import GoodPractice
from tasks.rounds.models import AssessmentRound, SelfAssessment
from tasks.slips.models import Receipt, Slip
from tasks.urging.models import Urge
from tasks.workflow.models import Draft, HollowPhrase

__all__ = [
    "AssessmentRound",
    "Assignment",
    "CompletionRequest",
    "Confirmation",
    "Delivery",
    "Draft",
    "Event",
    "Evidence",
    "Extension",
    "Flag",
    "GoodPractice",
    "HollowPhrase",
    "ImplementationPlan",
    "ImplementationStep",
    "Inspection",
    "Instruction",
    "JobRun",
    "Mail",
    "Milestone",
    "Outage",
    "Plan",
    "ProgressReport",
    "Receipt",
    "ReliefRequest",
    "Reopening",
    "Reply",
    "SelfAssessment",
    "Slip",
    "SpecialProject",
    "Task",
    "TaskLeader",
    "Urge",
]
