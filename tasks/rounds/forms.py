"""Forms of the self-assessment rounds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import DateField, words
from tasks.rounds.models import AssessmentRound


class RoundForm(forms.ModelForm):
    class Meta:
        model = AssessmentRound
        fields = ("title", "from_on", "until_on", "questions", "deadline_on")
        field_classes = {"from_on": DateField, "until_on": DateField, "deadline_on": DateField}

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_deadline_on(self):
        if (day := self.cleaned_data["deadline_on"]) < self.on:
            raise forms.ValidationError(_("The deadline has passed already."))
        return day


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
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    score = ScoreField(label=_("Score (0 to 100)"))
    comment = words(_("Comment"), rows=2, required=False)

    @property
    def is_begun(self):
        return any(
            self.data.get(self.add_prefix(name), "").strip() for name in ("score", "comment")
        )
