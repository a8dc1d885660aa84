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
from tasks.forms.instructions import InstructionForm, ReplyForm
from tasks.forms.rounds import AnswerForm, AssessmentReviewForm, RoundForm

__all__ = [
    "FORMS",
    "AddMilestoneForm",
    "AnswerForm",
    "AssessmentReviewForm",
    "DeputyForm",
    "HandOverForm",
    "ImplementationForm",
    "InstructionForm",
    "MoveForm",
    "PracticeForm",
    "ReliefForm",
    "ReplyForm",
    "ReviewForm",
    "RoundForm",
    "StepFormSet",
]
