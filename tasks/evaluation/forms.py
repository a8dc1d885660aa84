"""What supervisors and units write about an evaluation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.evaluation.acts import SETTABLE
from tasks.evaluation.models import ManualLine, Weights
from tasks.frame.fields import words


class WeightsForm(forms.ModelForm):
    """``seen`` is the version that the page showed."""

    reason = words(_("Reason"), rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    class Meta:
        model = Weights
        fields = SETTABLE


class LineForm(forms.ModelForm):
    """``seen`` is the version of the evaluation that the page showed."""

    reason = words(_("Reason"), rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = ManualLine
        fields = ["points"]
        help_texts = {"points": _("Such as 1.5, or -2 to take points.")}

    def clean_points(self):
        """A line without points says nothing."""
        points = self.cleaned_data["points"]
        if not points:
            raise forms.ValidationError(_("Please give points, or take some."))
        return points


class FreezeForm(forms.Form):
    """``seen`` is the version of the evaluation that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
