"""Forms of inspections and re-checks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import DateField, unit_field, words
from tasks.inspections.models import Inspection

Kind = Inspection.Kind


class InspectionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in (Kind.SITE, Kind.COVERT)],
        widget=forms.RadioSelect,
        initial=Kind.SITE,
    )
    unit = unit_field()
    findings = words(_("Findings"), rows=4)
    rectify_by = DateField(
        label=_("Rectify by"),
        required=False,
        help_text=_("Empty: nothing is to be put right."),
    )

    def __init__(self, *args, task, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["unit"].label = _("Inspected unit")
        self.fields["unit"].queryset = task.units.all()

    def clean_rectify_by(self):
        day = self.cleaned_data["rectify_by"]
        if day and day < self.on:
            raise forms.ValidationError(_("This day has passed already."))
        return day


class RecheckForm(forms.Form):
    passed = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("Holds: it is really done")), ("no", _("Does not hold: reopen it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    findings = words(_("Findings"), rows=4)
