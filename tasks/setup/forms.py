"""Forms with which a plan is set up; each knows what its page had shown."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import TextField, words
from tasks.frame.pages import ids
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.models import Plan
from tasks.setup.rules import GROUPS, SETTINGS
from units.models import Unit, User


class TurnForm(forms.Form):
    """``seen`` is the id of the latest correction of the plan that the page knew of."""

    reason = words(_("Reason"), _("Everybody can read it in the history of the plan."))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PutInUseForm(Dated, TurnForm):
    day = DateField(
        Sense.IN_USE,
        label=_("In use from"),
        help_text=_("Before this day nobody is asked for anything."),
    )
    field_order = ("day", "reason", "seen")


class SettingsForm(forms.ModelForm):
    reason = words(
        _("Reason"),
        _("Only where you change something; everybody can read it below."),
        rows=2,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Plan
        fields = SETTINGS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        issuers = User.objects.active().filter(role=User.Role.SUPERVISOR)
        self.fields["auto_blue"].queryset = issuers

    def groups(self):
        """(name, heading, fields) of each part of the page."""
        return [
            (name, heading, [self[field] for field in fields])
            for name, (heading, fields) in GROUPS.items()
        ]

    def clean(self):
        values = super().clean()
        if not values.get("reason") and set(self.changed_data) & set(SETTINGS):
            self.add_error("reason", ValidationError(_("Please say why you change this.")))
        return values


class MembersForm(forms.Form):
    """``seen`` are the ids of those who were members when the page was shown."""

    members = forms.ModelMultipleChoiceField(
        Unit.objects.present().exclude(kind=Unit.Kind.GROUP),
        label=_("Members"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seen = TextField(widget=forms.HiddenInput, required=False)

    def clean_seen(self):
        """The ids; what is none is nobody's."""
        return ids(self.cleaned_data["seen"].split(","))
