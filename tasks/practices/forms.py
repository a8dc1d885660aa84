"""The form with which a unit offers good practice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import TextField


class PracticeForm(forms.Form):
    title = TextField(label=_("Title"), max_length=100)
