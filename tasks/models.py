"""A door: all models, for Django and the tests. Rooms import each other's."""

from tasks.api.models import ApiClient
from tasks.bulletin.models import Bulletin, BulletinReader, Wording
from tasks.burden.models import Ask
from tasks.calendar.models import CalendarAddress
from tasks.carrying.models import Carried
from tasks.evaluation.models import Appeal, Evaluation, ManualLine, ScoreSheet, Weights
from tasks.evidence.models import Evidence
from tasks.extra.models import ExtraProposal
from tasks.flags.models import Flag
from tasks.following.models import DeskVisit, Follow
from tasks.forecast.models import Forecast
from tasks.frame.models import SentForm
from tasks.handover.models import ReliefRequest
from tasks.implementation.models import EarlierDocument, ImplementationPlan, ImplementationStep
from tasks.inspections.models import Inspection, Visit
from tasks.instructions.models import Instruction, Reply
from tasks.mail.models import Delivery, JobRun, Mail, Outage
from tasks.meeting.models import AgendaItem, MeetingChange, MeetingDecision
from tasks.past.models import PastBatch
from tasks.plan.models import (
    Acknowledgement,
    Admission,
    Assignment,
    CompletionRequest,
    Confirmation,
    Correction,
    DateSetting,
    Edition,
    Event,
    Extension,
    Meeting,
    Milestone,
    Naming,
    Plan,
    PlanCorrection,
    ProgressReport,
    ProposedCorrection,
    Reopening,
    Restriction,
    SpecialProject,
    Standing,
    Task,
    TaskChange,
    TaskLeader,
    Tenure,
)
from tasks.practices.models import GoodPractice
from tasks.ratings.models import SupervisorRating
from tasks.reorganising.models import UnitChange
from tasks.rhythm.models import Rhythm
from tasks.rounds.models import AssessmentRound, SelfAssessment
from tasks.saved.models import SavedView
from tasks.search.models import SearchRow
from tasks.slips.models import Receipt, Slip
from tasks.urging.models import Urge
from tasks.workflow.models import Draft, HollowPhrase

__all__ = [
    "Acknowledgement",
    "AgendaItem",
    "ApiClient",
    "Appeal",
    "Ask",
    "Bulletin",
    "BulletinReader",
    "CalendarAddress",
    "Admission",
    "AssessmentRound",
    "Assignment",
    "Carried",
    "CompletionRequest",
    "Confirmation",
    "Correction",
    "DateSetting",
    "Delivery",
    "DeskVisit",
    "Draft",
    "EarlierDocument",
    "Edition",
    "Event",
    "Evaluation",
    "Evidence",
    "Extension",
    "ExtraProposal",
    "Flag",
    "Follow",
    "Forecast",
    "GoodPractice",
    "HollowPhrase",
    "ImplementationPlan",
    "ImplementationStep",
    "Inspection",
    "Instruction",
    "JobRun",
    "Mail",
    "Meeting",
    "MeetingChange",
    "MeetingDecision",
    "ManualLine",
    "Milestone",
    "Naming",
    "Outage",
    "PastBatch",
    "Plan",
    "PlanCorrection",
    "ProgressReport",
    "ProposedCorrection",
    "Receipt",
    "ReliefRequest",
    "Reopening",
    "Reply",
    "Rhythm",
    "ScoreSheet",
    "Restriction",
    "SearchRow",
    "SavedView",
    "SelfAssessment",
    "SentForm",
    "Slip",
    "SpecialProject",
    "Standing",
    "SupervisorRating",
    "Task",
    "TaskChange",
    "TaskLeader",
    "Tenure",
    "UnitChange",
    "Urge",
    "Visit",
    "Wording",
    "Weights",
]
