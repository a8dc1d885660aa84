from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.reminders import DAYS


class ReminderForm(forms.Form):
    """On which days before a due date the person wants a mail."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Remind me by mail"),
        choices=lambda: [(day, _("%(n)d days before") % {"n": day}) for day in DAYS],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("All that is due comes in one mail a day. Slips are always mailed."),
    )
