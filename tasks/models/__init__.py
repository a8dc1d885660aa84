from tasks.models.closing import CompletionRequest, Confirmation, Reopening
from tasks.models.delivery import Delivery, JobRun, Mail, Outage
from tasks.models.evidence import Draft, Evidence, HollowPhrase
from tasks.models.handover import GoodPractice, ReliefRequest
from tasks.models.history import Event
from tasks.models.implementation import ImplementationPlan, ImplementationStep
from tasks.models.inspections import Inspection
from tasks.models.instructions import Instruction, Reply
from tasks.models.milestone import Milestone
from tasks.models.plan import Plan, SpecialProject, Task
from tasks.models.reporting import Extension, ProgressReport
from tasks.models.responsibility import Assignment, TaskLeader
from tasks.models.rounds import AssessmentRound, SelfAssessment
from tasks.models.slips import Receipt, Slip
from tasks.models.supervision import Flag
from tasks.models.urging import Urge

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
