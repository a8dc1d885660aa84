"""Forms of slips."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField


class IssueForm(Dated, forms.Form):
    """One of the slips to be issued; ``proposal`` says what it begins with."""

    requirement = words(_("Requirement"), rows=3)
    reply_by = DateField(Sense.REPLY, label=_("Reply by"))

    def __init__(self, *args, proposal, **kwargs):
        begin = {"requirement": proposal.requirement, "reply_by": proposal.reply_by}
        super().__init__(*args, prefix=f"m{proposal.milestone.pk}", initial=begin, **kwargs)
        self.proposal = proposal
