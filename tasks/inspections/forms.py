"""Forms of inspections and re-checks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import unit_field, words
from tasks.ground.sense import Sense
from tasks.inspections.models import Inspection
from tasks.plan.dated_forms import Dated, DateField

Kind = Inspection.Kind


class InspectionForm(Dated, forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in (Kind.SITE, Kind.COVERT)],
        widget=forms.RadioSelect,
        initial=Kind.SITE,
    )
    visited_on = DateField(
        Sense.DONE, label=_("Day of the visit"), required=False, help_text=_("Empty: today.")
    )
    unit = unit_field()
    findings = words(_("Findings"), rows=4)
    rectify_by = DateField(
        Sense.REPLY,
        label=_("Rectify by"),
        required=False,
        help_text=_("Empty: nothing is to be put right."),
    )

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, about=task.plan, **kwargs)
        self.fields["visited_on"].initial = self.on
        self.fields["unit"].label = _("Inspected unit")
        self.fields["unit"].queryset = task.units.all()


class RecheckForm(forms.Form):
    passed = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("Holds: it is really done")), ("no", _("Does not hold: reopen it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    findings = words(_("Findings"), rows=4)
