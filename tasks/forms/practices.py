"""The form with which a unit offers good practice."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PracticeForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=100)
