"""What is uploaded, chosen and typed while people are set up."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.models import Unit
from units.people.columns import Row
from units.people.comparing import compare
from units.people.entries import Kind
from units.people.known_units import NEW
from units.people.reading import read, tidy
from units.rights import roles_given


class SheetForm(forms.Form):
    """A filled sheet; ``rows`` are what it says."""

    file = forms.FileField(
        label=gettext_lazy("The filled sheet (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("Please choose the filled sheet.")},
    )
    rows = ()

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.rows = read(file.name, file)
        return file


class UnitsForm(forms.Form):
    """What the names of units mean that the ledger does not know: ``answers``."""

    def __init__(self, *args, names, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = dict(enumerate(names))
        choices = answers_offered()
        for number, name in self.names.items():
            self.fields[f"unit-{number}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, initial=answers.get(name, "")
            )

    @property
    def answers(self):
        chosen = {name: self.cleaned_data[f"unit-{number}"] for number, name in self.names.items()}
        return {name: answer for name, answer in chosen.items() if answer}


def answers_offered():
    """Every unit, or a new one of some kind; groups are made with the plan."""
    bodies = (
        Unit.objects.present()
        .select_related(None)
        .exclude(kind=Unit.Kind.GROUP)
        .order_by("sort_name")
    )
    known = [(str(pk), name) for pk, name in bodies.values_list("pk", "name")]
    kinds = [(f"{NEW}{kind}", kind.label) for kind in Unit.Kind if kind != Unit.Kind.GROUP]
    return [
        ("", _("Please choose")),
        (_("A new unit"), [(value, _("New: %(kind)s") % {"kind": kind}) for value, kind in kinds]),
        (_("The same as"), known),
    ]


class InviteForm(forms.Form):
    """One new person; the rules are those of a sheet with one row: ``preview``."""

    name = forms.CharField(label=gettext_lazy("Name of the person"), max_length=50)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit"), required=False, empty_label="—"
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("May stay empty: the pinyin of the name is taken."),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.preview = by, None
        self.fields["unit"].queryset = (
            Unit.objects.present().select_related(None).order_by("sort_name")
        )
        self.fields["role"].choices = [(role.value, role.label) for role in roles_given(by)]

    def clean(self):
        if self.errors:
            return
        said = {key: tidy(str(value or "")) for key, value in self.cleaned_data.items()}
        self.preview = compare([Row(1, **said)], {}, self.by)
        (entry,) = self.preview.entries
        for fault in entry.faults:
            self.add_error(fault.column, fault.text)
        if entry.kind in (Kind.CHANGED, Kind.UNCHANGED):
            sentence = _("%(name)s has an account already: %(account)s.")
            words = {"name": entry.person.name, "account": entry.person.username}
            self.add_error("name", sentence % words)


class WayForm(forms.Form):
    """Whether a code goes by mail, where there is an address; else it is printed."""

    by_mail = forms.BooleanField(
        required=False,
        initial=True,
        help_text=gettext_lazy("Otherwise you print an account notice."),
    )

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        label = _("Send it by mail to %(address)s") % {"address": address}
        self.fields["by_mail"].label = label
        if not address:
            del self.fields["by_mail"]
