"""Which program may read the plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import TextField, wanted


class ClientForm(forms.Form):
    name = TextField(
        label=_("Name of the program"),
        help_text=_("Such as the office's portal; it stands beside every use."),
        max_length=80,
        error_messages={"required": wanted(_("Name of the program"))},
    )
