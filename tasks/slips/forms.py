"""Forms of slips."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.burden.pages import SaysWhy
from tasks.frame.fields import words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.slips.models import Slip


class SlipForm(SaysWhy, Dated, forms.Form):
    """What a slip asks of the units, and by when."""

    requirement = words(_("Requirement"), rows=3)
    reply_by = DateField(Sense.REPLY, label=_("Reply by"))


class IssueForm(SlipForm):
    """One of the slips to be issued; ``proposal`` says what it begins with, unless ``typed``, asked
    by its prefix, gives other words.
    """

    def __init__(self, *args, proposal, typed=lambda _prefix: {}, **kwargs):
        prefix = f"m{proposal.milestone.pk}"
        begin = {"requirement": proposal.requirement, "reply_by": proposal.reply_by}
        super().__init__(*args, prefix=prefix, initial=begin | typed(prefix), **kwargs)
        self.proposal = proposal


class HandForm(SlipForm):
    """A slip with the supervisor's own grounds."""

    level = forms.TypedChoiceField(
        label=_("Colour"), choices=Slip.Level, coerce=int, widget=forms.RadioSelect
    )
    grounds = words(_("Grounds"), rows=3)
    field_order = ("level", "grounds", "requirement", "reply_by")
