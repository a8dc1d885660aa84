"""Forms by which a task outside the plan is proposed, approved, refused or taken back."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.extra.models import ExtraProposal, Piece
from tasks.extra.rules import MOST, Wanted, problems_of
from tasks.frame.fields import Named, NamedSelect, TextField, wanted, words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.workflow.pieces import TEXT_LENGTH
from units.models import Unit


class UnitSelect(forms.SelectMultiple, NamedSelect):
    """Several units, each found by the first letters of its pinyin too."""


class UnitsField(forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs):
        several = UnitSelect(attrs={"class": "pick", "data-remove": _("Remove")})
        super().__init__(Unit.objects.present(), required=False, widget=several, **kwargs)

    def label_from_instance(self, unit):
        return Named(unit.name, unit.sort_name)


class UnitField(forms.ModelChoiceField):
    def label_from_instance(self, unit):
        return Named(unit.name, unit.sort_name)


SOURCE = _("Source")


class ProposeForm(Dated, forms.Form):
    """Milestones are rows; empty ones are left out."""

    template = "extra/_fields.html"
    PIECES = range(1, MOST + 1)
    LABELS = (_("Milestone {n}: deliverable"), _("Milestone {n}: due date"))
    source = forms.ChoiceField(
        label=SOURCE,
        choices=ExtraProposal.Source,
        widget=forms.RadioSelect,
        error_messages={"required": wanted(SOURCE)},
    )
    source_words = TextField(
        label=_("Which one"),
        max_length=200,
        help_text=_("Such as which meeting of which day, or whose words on which paper."),
    )
    title = TextField(label=_("Title"), max_length=200)
    description = words(_("What is to be done"), rows=4)
    leaders = forms.ModelMultipleChoiceField(
        Leader.objects.all(), label=_("Lead leaders"), widget=forms.CheckboxSelectMultiple
    )
    host = UnitField(
        Unit.objects.present(),
        label=_("Lead unit"),
        help_text=_("The host where several lead."),
        widget=NamedSelect(attrs={"class": "form-select pick"}),
    )
    co_leads = UnitsField(label=_("Further lead units"))
    participating = UnitsField(label=_("Participating units"))
    reason = words(_("Why it is set up now"), rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for n in self.PIECES:
            text, due = (format_lazy(label, n=n) for label in self.LABELS)
            self.fields[f"text{n}"] = TextField(label=text, required=False, max_length=TEXT_LENGTH)
            self.fields[f"due_on{n}"] = DateField(Sense.FORECAST, label=due, required=False)

    def above(self):
        """The fields that stand above the milestones."""
        return [self[name] for name in self.base_fields if name != "reason"]

    def rows(self):
        """(number, its fields with what confirms them) of each milestone, for the page."""
        pairs = {field.name: (field, answers) for field, answers in self.with_answers()}
        for n in self.PIECES:
            yield n, [pairs[f"{name}{n}"] for name in ("text", "due_on")]

    def clean(self):
        """Gather the rows into ``milestones``; what cannot be a task is said beside its field."""
        values = super().clean()
        rows = [
            Piece(values.pop(f"text{n}", ""), values.pop(f"due_on{n}", None)) for n in self.PIECES
        ]
        values["milestones"] = [row for row in rows if any(row)]
        if not self.errors:
            self.look_at_all(values)
        return values

    def look_at_all(self, values):
        units = [values["host"], *values["co_leads"], *values["participating"]]
        wanted = Wanted(values["title"], values["leaders"], units, values["milestones"])
        found = problems_of(wanted, self.about, self.on)
        for field, said in found.items():
            self.add_error(None if field == NON_FIELD_ERRORS else field, said)


class DecideForm(forms.Form):
    """Yes or no of another supervisor. Nothing is chosen beforehand."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            ("approve", _("Approve: set it up as a task")),
            ("refuse", _("Do not approve (with a reason)")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )
    note = words(_("Opinion or reason"), required=False)

    def clean(self):
        values = super().clean()
        if values.get("decision") == "refuse" and not values.get("note"):
            self.add_error("note", _("Please say why it is not approved."))
        return values


class TakeBackForm(forms.Form):
    note = words(_("Why the proposal is taken back"), rows=2)
