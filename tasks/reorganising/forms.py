"""Forms with which units are changed; each is looked at once more before it is done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import TextField, wanted
from tasks.frame.previewing import LookedAt
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.models import Assignment
from tasks.reorganising.rules import parts_of
from units.models import Unit, User


class ChangeForm(Dated, LookedAt):
    since = DateField(
        Sense.DONE,
        label=_("Holds from"),
        help_text=_("Days before keep what they show now."),
    )
    field_order = ("since", "name", "into", "parts", "people", "reason")


def name_field():
    label = _("New name")
    return TextField(label=label, max_length=100, error_messages={"required": wanted(label)})


class RenameForm(ChangeForm):
    name = name_field()


class MergeForm(ChangeForm):
    into = forms.ModelChoiceField(
        Unit.objects.present().exclude(kind=Unit.Kind.GROUP).order_by("sort_name"),
        label=_("Into which unit"),
    )


class SplitForm(ChangeForm):
    name = name_field()
    parts = forms.ModelMultipleChoiceField(
        Assignment.objects.none(),
        label=_("Parts that go to the new unit"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("People who go to the new unit"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parts"].queryset = parts_of(unit, self.on)
        self.fields["parts"].label_from_instance = told
        self.fields["people"].queryset = unit.staff.active()


def told(part):
    """A part in words, with its plan: several can live side by side."""
    return f"{part.task} · {part.get_role_display()} · {part.task.plan}"


class MoveForm(LookedAt):
    to = forms.ModelChoiceField(
        Unit.objects.present().exclude(kind=Unit.Kind.GROUP).order_by("sort_name"),
        label=_("To which unit"),
    )
    field_order = ("to", "reason")
