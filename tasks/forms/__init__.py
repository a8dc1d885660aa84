from tasks.forms.acting import FORMS, ReviewForm
from tasks.forms.handover import (
    AddMilestoneForm,
    DeputyForm,
    HandOverForm,
    MoveForm,
    PracticeForm,
    ReliefForm,
)
from tasks.forms.implementation import ImplementationForm, StepFormSet
from tasks.forms.inspections import InspectionForm, InspectionWordsForm, RecheckForm
from tasks.forms.instructions import InstructionForm, ReplyForm
from tasks.forms.rounds import AnswerForm, AssessmentReviewForm, RoundForm
from tasks.forms.slips import IssueForm, SlipWordsForm
from tasks.forms.urging import UrgeForm

__all__ = [
    "FORMS",
    "AddMilestoneForm",
    "AnswerForm",
    "AssessmentReviewForm",
    "DeputyForm",
    "HandOverForm",
    "ImplementationForm",
    "InspectionForm",
    "InspectionWordsForm",
    "InstructionForm",
    "IssueForm",
    "MoveForm",
    "PracticeForm",
    "RecheckForm",
    "ReliefForm",
    "ReplyForm",
    "ReviewForm",
    "RoundForm",
    "SlipWordsForm",
    "StepFormSet",
    "UrgeForm",
]
