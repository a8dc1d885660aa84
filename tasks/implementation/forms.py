"""The form of a lead unit's own plan and of its dated steps."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.evidence.keeping import checked
from tasks.evidence.kinds import DOCUMENTS
from tasks.frame.fields import TextField, words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.models import Milestone


class ImplementationForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    responsible = TextField(label=_("Responsible person"), max_length=50)
    phone = forms.RegexField(
        r"^[0-9+() -]{5,30}$",
        label=_("Telephone"),
        error_messages={"invalid": _("Please write digits, such as 0755-2999 1234.")},
    )
    working_group = words(_("Working group"), required=False)
    document = forms.FileField(
        label=_("Its document"),
        required=False,
        help_text=_("pdf, docx, wps or ofd, up to 50 MB; the one stored before stays otherwise."),
    )

    def clean_document(self):
        """Looked through here, before anything is locked."""
        file = self.cleaned_data["document"]
        return checked(file, DOCUMENTS) if file else None


class StepForm(Dated, forms.Form):
    text = TextField(label=_("Step"), max_length=200, required=False)
    milestone = forms.ModelChoiceField(
        Milestone.objects.none(), label=_("Milestone"), required=False, empty_label=_("none")
    )
    due_on = DateField(Sense.STEP, label=_("Due date"), required=False)
    done_on = DateField(Sense.DONE, label=_("Done on"), required=False)

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, about=task.plan, **kwargs)
        self.fields["milestone"].queryset = task.milestones.order_by("order")

    def known_for(self, name):
        milestone, is_done = self.cleaned_data.get("milestone"), self.cleaned_data.get("done_on")
        return replace(self.known, due_on=milestone and milestone.due_on, is_done=bool(is_done))

    def clean(self):
        values = super().clean()
        if values.get("text") and not values.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("A step needs a date."))
        return values


class BaseStepFormSet(forms.BaseFormSet):
    def steps(self):
        """The steps that were written, in their order; empty rows are left out."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]


StepFormSet = forms.formset_factory(StepForm, formset=BaseStepFormSet, extra=4, max_num=60)
