"""Forms about tasks and people that change hands."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import words
from tasks.ground.sense import Sense
from tasks.handover.acts import check_span, may_act_as_head, successors
from tasks.plan.actors import UNIT_STAFF
from tasks.plan.dated_forms import Dated, DateField
from units.models import Deputy, Unit, User


class ReliefForm(forms.Form):
    reason = words(_("Why this is not your unit's business"))


class MoveForm(forms.Form):
    """Another unit takes the task over; without one, the request is refused."""

    unit = forms.ModelChoiceField(
        Unit.objects.present(),
        label=_("New unit"),
        required=False,
        empty_label=_("None: the unit keeps it"),
    )
    reason = words(_("Reason"))


class HostForm(forms.Form):
    reason = words(_("Reason"))


class DeputySpan(Dated, forms.ModelForm):
    """The days of a deputy, wherever one is named."""

    from_on = DateField(Sense.SPAN, label=_("From"))
    until_on = DateField(Sense.SPAN, label=_("Until"))

    def clean(self):
        days = super().clean()
        if days.get("from_on") and days.get("until_on"):
            check_span(days["from_on"], days["until_on"])
        return days


class DeputyForm(DeputySpan):
    class Meta:
        model = Deputy
        fields = ("deputy", "from_on", "until_on")
        labels = {"deputy": _("Deputy")}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.person = person
        staff = User.objects.active().filter(role__in=UNIT_STAFF)
        self.fields["deputy"].queryset = staff.exclude(pk=person.pk)
        self.fields["deputy"].label_from_instance = named_with_unit


class ActingHeadForm(Dated, forms.Form):
    person = forms.ModelChoiceField(User.objects.none(), label=_("Acting head"))
    from_on = DateField(Sense.SPAN, label=_("From"))
    until_on = DateField(Sense.SPAN, label=_("Until"), help_text=_("At most 60 days."))

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = may_act_as_head(unit)


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label=_("Successor"))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = successors(person)


def named_with_unit(person):
    return f"{person.unit} {person}"
