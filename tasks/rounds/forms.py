"""Forms of the self-assessment rounds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.rounds.models import AssessmentRound


class RoundForm(Dated, forms.ModelForm):
    from_on = DateField(Sense.PERIOD, label=_("From"))
    until_on = DateField(Sense.PERIOD, label=_("Until"))
    deadline_on = DateField(Sense.REPLY, label=_("Answers by"))

    class Meta:
        model = AssessmentRound
        fields = ("title", "from_on", "until_on", "questions", "deadline_on")


class ScoreField(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=100, **kwargs)


class AnswerForm(forms.Form):
    """A lead unit's answer about one task; an untouched one is left for later."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    progress = words(_("Progress"), rows=2)
    problems = words(_("Problems"), rows=2, required=False)
    measures = words(_("Measures"), rows=2, required=False)
    own_score = ScoreField(label=_("Own score (0 to 100)"))

    @property
    def is_begun(self):
        names = ("progress", "problems", "measures", "own_score")
        return any(self.data.get(self.add_prefix(name), "").strip() for name in names)


class AssessmentReviewForm(forms.Form):
    """The score of ``answer``, the version of the words that stand above it."""

    answer = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    score = ScoreField(label=_("Score (0 to 100)"))
    comment = words(_("Comment"), rows=2, required=False)

    @property
    def is_begun(self):
        return any(
            self.data.get(self.add_prefix(name), "").strip() for name in ("score", "comment")
        )
