"""Forms of bulletins: the period, the head, a section, the readers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tasks.bulletin.models import Bulletin
from tasks.bulletin.rules import ALWAYS_READ, wrong_with
from tasks.frame.fields import TextField, wanted
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from units.models import User

LENGTH = 20000  # letters of a section
CHOSEN = [role for role in User.Role if role != ALWAYS_READ]


class PeriodForm(Dated, forms.Form):
    first_on = DateField(Sense.PERIOD, label=_("From"))
    last_on = DateField(Sense.PERIOD, label=_("To"))
    layout = forms.ChoiceField(label=_("Layout"), choices=Bulletin.Layout, widget=forms.RadioSelect)

    def clean(self):
        values = super().clean()
        first, last = self.cleaned_data.get("first_on"), self.cleaned_data.get("last_on")
        if first and last and (sentence := wrong_with(self.about, first, last, self.on)):
            raise ValidationError(sentence)
        return values


class HeadForm(PeriodForm):
    title = TextField(
        label=_("Title"), max_length=200, error_messages={"required": wanted(_("Title"))}
    )
    addressees = TextField(
        label=_("Addressees"), max_length=200, error_messages={"required": wanted(_("Addressees"))}
    )
    field_order = ("title", "addressees")


class WordingForm(forms.Form):
    """Words of a section, or with ``generated`` those of the records again."""

    text = TextField(
        label=_("Words"),
        required=False,
        max_length=LENGTH,
        help_text=_("A paragraph to a line. A section without words is left out."),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    generated = forms.BooleanField(required=False, widget=forms.HiddenInput)


class IssueForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Readers beside supervisors"),
        choices=[(role.value, role.label) for role in CHOSEN],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[role.value for role in CHOSEN],
    )
