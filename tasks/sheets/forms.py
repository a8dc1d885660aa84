"""One report that a row of a sheet tells."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import wanted, words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import DAYS, AskedAtOnce, DateField
from tasks.plan.models.reporting import WORRIED, Outlook


class RowForm(AskedAtOnce, forms.Form):
    """A report on the milestone ``about``; the labels are those of the sheet's columns. ``known`` is the
    plan's.
    """

    done = words(_("New: done so far"))
    difficulties = words(_("New: difficulties"), required=False)
    next_steps = words(_("New: next steps"), required=False)
    forecast_on = DateField(
        Sense.FORECAST,
        label=_("New: expected completion"),
        required=False,
        input_formats=DAYS,
    )
    rating = forms.ChoiceField(
        label=_("New: will it be done in time?"),
        choices=Outlook,
        error_messages={
            "required": wanted(_("New: will it be done in time?")),
            "invalid_choice": _("“%(value)s” is none of the choices."),
        },
    )
    rating_cause = words(_("New: cause of the rating"), required=False)

    def __init__(self, data, *, about, known, **kwargs):
        super().__init__(data, about=about, on=known.on, **kwargs)
        self.known = replace(known, due_on=about.due_on)

    def clean(self):
        values = super().clean()
        if values.get("rating") in WORRIED and not values.get("rating_cause"):
            self.add_error("rating_cause", _("Please say why."))
        return values
