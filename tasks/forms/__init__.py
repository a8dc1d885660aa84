from tasks.frame.fields import WordsForm
from tasks.handover.forms import DeputyForm, HandOverForm, MoveForm, ReliefForm
from tasks.implementation.forms import ImplementationForm, StepFormSet
from tasks.inspections.forms import InspectionForm, RecheckForm
from tasks.instructions.forms import InstructionForm
from tasks.practices.forms import PracticeForm
from tasks.rounds.forms import AnswerForm, AssessmentReviewForm, RoundForm
from tasks.slips.forms import IssueForm
from tasks.urging.forms import UrgeForm
from tasks.workflow.forms import FORMS, AddMilestoneForm, ReviewForm

__all__ = [
    "FORMS",
    "AddMilestoneForm",
    "AnswerForm",
    "AssessmentReviewForm",
    "DeputyForm",
    "HandOverForm",
    "ImplementationForm",
    "InspectionForm",
    "InstructionForm",
    "IssueForm",
    "MoveForm",
    "PracticeForm",
    "RecheckForm",
    "ReliefForm",
    "ReviewForm",
    "RoundForm",
    "StepFormSet",
    "UrgeForm",
    "WordsForm",
]
