"""The form of a milestone that the document does not have."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import DateField, TextField, unit_field, words
from tasks.models import Milestone


class AddMilestoneForm(forms.Form):
    text = TextField(label=_("Deliverable"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=Milestone.Kind)
    unit = unit_field()
    due_on = DateField(label=_("Due date"), required=False)
    reason = words(_("Reason"))

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = task.units.all()
