"""Forms of instructions and of the replies to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from units.models import Unit


class InstructionForm(Dated, forms.Form):
    text = words(_("Instruction"), rows=4)
    reply_by = DateField(Sense.REPLY, label=_("Reply by"), required=False)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Addressed units"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, about=task.plan, **kwargs)
        self.fields["units"].queryset = task.units.all()
        self.fields["units"].initial = task.units.filter(assignments__role="lead")
