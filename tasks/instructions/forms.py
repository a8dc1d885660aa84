"""Forms of instructions and of the replies to them."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.frame.fields import words
from tasks.frame.words import unread
from tasks.ground.days import end_of_month
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.models import Assignment


class InstructionForm(Dated, forms.Form):
    """What a leader orders on the day ``on`` from some units of a task, whose ``parts`` are given, each
    with ``is_read``.
    """

    text = words(gettext_lazy("Instruction"), rows=3)
    reply_by = DateField(Sense.REPLY, label=gettext_lazy("Reply by"), required=False)
    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Addressed units"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.addressees = {part.unit_id: part.unit for part in parts}
        lead = [part.unit_id for part in parts if part.role == Assignment.Role.LEAD]
        self.fields["units"].choices = [
            (part.unit_id, part.unit if part.is_read else unread(part.unit)) for part in parts
        ]
        self.fields["units"].initial = lead
        self.fields["reply_by"].widget.attrs["min"] = self.on.isoformat()

    @property
    def days(self):
        """The usual days for a reply, each with its name."""
        return [
            (_("3 days"), self.on + timedelta(days=3)),
            (_("7 days"), self.on + timedelta(days=7)),
            (_("End of the month"), end_of_month(self.on)),
        ]

    def clean_units(self):
        return [self.addressees[pk] for pk in self.cleaned_data["units"]]
