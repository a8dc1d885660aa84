"""The forms by which a plan is begun, and by which it takes over what another one leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import TextField, words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.models import Milestone, Plan


class BeginPlanForm(Dated, forms.Form):
    title = TextField(label=_("Title"), max_length=200)
    short_title = TextField(
        label=_("Short title"), max_length=100, help_text=_("Pages and mails call it so.")
    )
    issuer = TextField(label=_("Issuer"), max_length=100)
    issued_on = DateField(
        Sense.ISSUE, label=_("Issued on"), help_text=_("Its year is the year of the plan.")
    )


class CarryForm(forms.Form):
    """``m`` are the milestones that the person chose on the page before, ``to`` the plan."""

    m = forms.ModelMultipleChoiceField(
        Milestone.objects.none(), widget=forms.MultipleHiddenInput, label=_("Milestones")
    )
    to = forms.ModelChoiceField(Plan.objects.none(), widget=forms.HiddenInput, label=_("Plan"))
    reason = words(_("Reason"), _("Everybody can read it in the history of both tasks."))

    def __init__(self, *args, plan, takers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["m"].queryset = Milestone.objects.filter(task__plan=plan)
        self.fields["to"].queryset = Plan.objects.filter(pk__in=[one.pk for one in takers])
