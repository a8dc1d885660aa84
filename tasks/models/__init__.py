from tasks.models.closing import CompletionRequest, Confirmation, Reopening
from tasks.models.evidence import Draft, Evidence, HollowPhrase
from tasks.models.handover import GoodPractice, ReliefRequest
from tasks.models.history import Event
from tasks.models.implementation import ImplementationPlan, ImplementationStep
from tasks.models.instructions import Instruction, Reply
from tasks.models.milestone import Milestone
from tasks.models.plan import Plan, SpecialProject, Task
from tasks.models.reporting import Extension, ProgressReport
from tasks.models.responsibility import Assignment, TaskLeader
from tasks.models.rounds import AssessmentRound, SelfAssessment
from tasks.models.supervision import Flag

__all__ = [
    "AssessmentRound",
    "Assignment",
    "CompletionRequest",
    "Confirmation",
    "Draft",
    "Event",
    "Evidence",
    "Extension",
    "Flag",
    "GoodPractice",
    "HollowPhrase",
    "ImplementationPlan",
    "ImplementationStep",
    "Instruction",
    "Milestone",
    "Plan",
    "ProgressReport",
    "ReliefRequest",
    "Reopening",
    "Reply",
    "SelfAssessment",
    "SpecialProject",
    "Task",
    "TaskLeader",
]
