"""Who may read it, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.frame.fields import WordsForm


class AdmitForm(WordsForm):
    """One of ``leaders``, and why."""

    leader = forms.ModelChoiceField(Leader.objects.none(), label=_("Lead leader"))
    field_order = ("leader", "text")

    def __init__(self, *args, leaders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders
