"""What supervisors type before, at and after a stocktake."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from leaders.models import Leader
from tasks.burden.pages import SaysWhy
from tasks.frame.fields import Named, NamedSelect, TextField, wanted, words
from tasks.ground.days import end_of_month
from tasks.ground.sense import Sense
from tasks.meeting.models import MeetingDecision
from tasks.plan.dated_forms import Dated, DateField
from units.models import Unit

Kind = MeetingDecision.Kind
KIND = gettext_lazy("What is decided")


class UnitSelect(forms.SelectMultiple, NamedSelect):
    """Several units, each found by the first letters of its pinyin too."""


class UnitsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, unit):
        return Named(unit.name, unit.sort_name)


class MeetingForm(Dated, forms.Form):
    """When a meeting is, who chairs it and of whose work it is."""

    title = TextField(label=gettext_lazy("Title"), max_length=100)
    held_on = DateField(Sense.MEETING, label=gettext_lazy("Day of the meeting"))
    place = TextField(label=gettext_lazy("Place"), max_length=100, required=False)
    chair = forms.ModelChoiceField(
        Leader.objects.all(),
        label=gettext_lazy("Leader who chairs"),
        help_text=gettext_lazy("Instructions are written down in his name, if he has an account."),
        required=False,
    )
    chair_words = TextField(
        label=gettext_lazy("Or who else chairs, in words"), max_length=100, required=False
    )
    leaders = forms.ModelMultipleChoiceField(
        Leader.objects.all(),
        label=gettext_lazy("Only what these leaders lead"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    units = UnitsField(
        queryset=Unit.objects.present(),
        label=gettext_lazy("Only what these units lead"),
        help_text=gettext_lazy("Without any unit or leader it is about the whole plan."),
        widget=UnitSelect(attrs={"class": "pick", "data-remove": gettext_lazy("Remove")}),
        required=False,
    )


class ChangeMeetingForm(MeetingForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class PickForm(forms.Form):
    numbers = TextField(
        label=gettext_lazy("Numbers of tasks"),
        help_text=gettext_lazy("Such as 11, 37-2: the second milestone of task 37."),
        max_length=300,
        error_messages={"required": gettext_lazy("Please write the number of a task.")},
    )


class ItemForm(forms.Form):
    """Where one item stands, whether it stays, and what is to be decided."""

    position = forms.IntegerField(
        label=pgettext_lazy("on the agenda", "Place"), min_value=1, max_value=999
    )
    is_kept = forms.BooleanField(label=gettext_lazy("On the agenda"), required=False)
    asked = words(gettext_lazy("Decision asked for"), rows=2, required=False)


class CloseForm(forms.Form):
    attended = words(
        gettext_lazy("Who attended"),
        gettext_lazy("One line for each unit or group of people."),
        rows=4,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(SaysWhy, Dated, forms.Form):
    """One decision about the item of ``page``; only ``kinds`` that can be carried out are offered."""

    kind = forms.ChoiceField(
        label=KIND,
        widget=forms.RadioSelect,
        error_messages={"required": wanted(KIND), "invalid_choice": wanted(KIND)},
    )
    text = words(gettext_lazy("Decision"), rows=2, required=False)
    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who sees to it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    owner = TextField(label=gettext_lazy("Who else (of a note)"), max_length=100, required=False)
    reply_by = DateField(Sense.REPLY, label=gettext_lazy("By when"), required=False)
    reason = words(
        gettext_lazy("Why again"),
        gettext_lazy("Only where a unit was urged about the same milestone within 24 hours."),
        rows=2,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, page, kinds, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.addressees = {part.unit_id: part.unit for part in parts}
        self.fields["kind"].choices = [(kind, kind.label) for kind in kinds]
        self.fields["units"].choices = [(pk, unit) for pk, unit in self.addressees.items()]
        self.fields["units"].initial = [unit.pk for unit in page.units]
        self.fields["version"].initial = page.milestone.version
        self.fields["reply_by"].widget.attrs["min"] = self.on.isoformat()
        if "why_more" in self.fields:
            self.order_fields([*(name for name in self.fields if name != "why_more"), "why_more"])

    @property
    def days(self):
        """The usual days, each with its name."""
        return [
            (_("3 days"), self.on + timedelta(days=3)),
            (_("7 days"), self.on + timedelta(days=7)),
            (_("End of the month"), end_of_month(self.on)),
        ]

    @property
    def rare(self):
        """Fields that are wanted seldom: shown where something is wrong with them or stands in them."""
        names = ("reason", "why_more")
        return [self[one] for one in names if one in self.fields and self.is_wanted(one)]

    def is_wanted(self, name):
        return name in self.errors or bool(self.data.get(name))

    def clean_units(self):
        return [self.addressees[pk] for pk in self.cleaned_data["units"]]

    def clean(self):
        """All but a granted extension needs words."""
        values = super().clean()
        if values.get("kind") not in (None, Kind.GRANT) and not values.get("text"):
            self.add_error("text", wanted(self.fields["text"].label))
        return values
