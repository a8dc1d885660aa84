from tasks.forms.handover import DeputyForm, HandOverForm, MoveForm, ReliefForm
from tasks.forms.implementation import ImplementationForm, StepFormSet
from tasks.forms.inspections import InspectionForm, RecheckForm
from tasks.forms.instructions import InstructionForm
from tasks.forms.practices import PracticeForm
from tasks.forms.rounds import AnswerForm, AssessmentReviewForm, RoundForm
from tasks.forms.slips import IssueForm
from tasks.forms.urging import UrgeForm
from tasks.frame.fields import WordsForm
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
