"""Forms of slips."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import DateField, words


class IssueForm(forms.Form):
    """One of the slips to be issued; ``proposal`` says what it begins with."""

    requirement = words(_("Requirement"), rows=3)
    reply_by = DateField(label=_("Reply by"))

    def __init__(self, *args, proposal, on, **kwargs):
        begin = {"requirement": proposal.requirement, "reply_by": proposal.reply_by}
        super().__init__(*args, prefix=f"m{proposal.milestone.pk}", initial=begin, **kwargs)
        self.proposal, self.on = proposal, on

    def clean_reply_by(self):
        day = self.cleaned_data["reply_by"]
        if day < self.on:
            raise forms.ValidationError(_("This day has passed already."))
        return day
