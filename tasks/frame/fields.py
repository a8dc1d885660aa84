"""Fields that several forms share, and the form that has but one."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tasks.ground.characters import clean
from units.models import Unit
from units.pinyin import initials

WORDS_LENGTH = 5000


class TextField(forms.CharField):
    """Every text that people write, as they see it; also where it comes from no page."""

    def to_python(self, value):
        return super().to_python(value and clean(value))


def wanted(label):
    """What is said where a required field was left empty."""
    return format_lazy(_("Please fill in “{label}”."), label=label)


def says_something(text):
    """Raise ValidationError for a text of signs alone, such as 。 or …"""
    if not any(map(str.isalnum, text)):
        raise ValidationError(_("Please write words; signs alone say nothing."))


def words(label, help_text="", *, rows=3, required=True):
    """A text field that says what belongs into it."""
    return TextField(
        label=label,
        error_messages={"required": wanted(label)},
        help_text=help_text,
        required=required,
        max_length=WORDS_LENGTH,
        validators=[says_something],
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def unit_field(**fields):
    """A choice among units; ``prepare`` narrows it to those of the task."""
    label = fields.pop("label", _("Answering unit"))
    return forms.ModelChoiceField(Unit.objects.none(), label=label, **fields)


class WordsForm(forms.Form):
    """A reply, a reason, an opinion: ``label`` says which."""

    text = words("", rows=5)

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = wanted(label)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")

    def format_value(self, value):
        """A native date field can only hold a date; other text stands on its chip."""
        try:
            return str(date.fromisoformat(str(value)))
        except ValueError:
            return None


class Named(str):
    """The label of a choice that knows how it is sorted."""

    def __new__(cls, label, sort_name=""):  # a copy is made of the label alone
        named = super().__new__(cls, label)
        named.initials = initials(sort_name)
        return named


class NamedSelect(forms.Select):
    """Its options are found by the first letters of their pinyin too: static/select.js."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if isinstance(label, Named):
            option["attrs"]["data-initials"] = label.initials
        return option
