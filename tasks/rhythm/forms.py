"""The form with which a rhythm is set."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import words
from tasks.rhythm.models import MOST_GRACE, Every


class RhythmForm(forms.Form):
    """``seen`` is the id of the Rhythm that the page knew of, 0 for none."""

    every = forms.ChoiceField(label=_("Reports"), choices=Every)
    day = forms.IntegerField(
        label=_("By day"),
        help_text=_(
            "Weekly: 1 is Monday, 5 is Friday. Monthly: the day of the month. Quarterly: the day of "
            "the last month of the quarter. A day off moves it to the working day before."
        ),
        min_value=1,
        max_value=31,
        required=False,
    )
    grace = forms.IntegerField(
        label=_("Working days of grace"),
        help_text=_("After these a missing report is late."),
        min_value=0,
        max_value=MOST_GRACE,
        initial=0,
        required=False,
    )
    reason = words(_("Reason"), rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, is_general, **kwargs):
        super().__init__(*args, **kwargs)
        if is_general:
            self.fields["every"].choices = [
                choice for choice in Every.choices if choice[0] != Every.INHERIT
            ]

    def clean_grace(self):
        return self.cleaned_data["grace"] or 0
