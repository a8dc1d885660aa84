"""Forms of instructions and of the replies to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import DateField, words
from units.models import Unit


class InstructionForm(forms.Form):
    text = words(_("Instruction"), rows=4)
    reply_by = DateField(label=_("Reply by"), required=False)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Addressed units"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, task, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["units"].queryset = task.units.all()
        self.fields["units"].initial = task.units.filter(assignments__role="lead")

    def clean_reply_by(self):
        day = self.cleaned_data["reply_by"]
        if day and day < self.on:
            raise forms.ValidationError(_("This day has passed already."))
        return day
