"""What supervisors type about work done before, a form for each milestone."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.frame.fields import TextField, wanted
from tasks.ground.sense import Sense
from tasks.past.rules import Entry, What, problems
from tasks.plan.dated_forms import DAYS, AskedAtOnce, DateField

LONGEST = 1000  # letters: of 300 facts more than the server takes at once


class EntryForm(AskedAtOnce, forms.Form):
    """What is to be entered of the milestone ``about``, one of ``open_milestones``; ``known`` is the
    plan's.
    """

    what = forms.ChoiceField(
        label=_("What"),
        choices=[("", "—"), *What.choices],
        required=False,
        error_messages={"invalid_choice": _("“%(value)s” is none of the choices.")},
    )
    day = DateField(
        Sense.ENTERED, label=pgettext_lazy("past", "Day"), required=False, input_formats=DAYS
    )
    new_due_on = DateField(
        Sense.GRANTED, label=_("Approved date"), required=False, input_formats=DAYS
    )
    words = TextField(
        label=pgettext_lazy("past", "Words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, about, known, **kwargs):
        prefix = f"m{about.pk}"
        super().__init__(data, prefix=prefix, about=about, on=known.on, **kwargs)
        self.known = replace(known, due_on=about.due_on)

    def clean(self):
        values = super().clean()
        if self.is_filled and not self.errors:
            self.complain(values)
        return values

    def complain(self, values):
        """What is missing, then what does not fit together."""
        if not values["what"]:
            self.add_error("what", _("Please choose what was done."))
        for name in ("day", "words"):
            if not values[name]:
                self.add_error(name, wanted(self.fields[name].label))
        if not self.errors:
            for name, sentence in problems(self.entry(), self.known).items():
                self.add_error(name, sentence)

    @property
    def is_filled(self):
        """True where anything was typed or chosen."""
        names = ("what", "day", "new_due_on", "words")
        return any(self.data.get(self.add_prefix(name), "").strip() for name in names)

    def entry(self):
        """The Entry of a form without errors; what was odd counts as confirmed."""
        values = self.cleaned_data
        return Entry(
            milestone=self.about,
            seen=values["seen"],
            what=What(values["what"]),
            day=values["day"],
            words=values["words"],
            new_due_on=values["new_due_on"],
            asked=self.answered(),
        )

    def row(self):
        """All that was typed, by field name."""
        names = ("what", "day", "new_due_on", "words")
        return {name: self.data.get(self.add_prefix(name), "") for name in names}
