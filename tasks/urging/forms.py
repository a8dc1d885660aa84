"""The form with which supervisors urge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import words
from units.models import User


class UrgeForm(forms.Form):
    recipients = forms.MultipleChoiceField(
        label=_("Recipients"),
        choices=[
            (User.Role.LIAISON, _("Liaison officers")),
            (User.Role.HEAD, _("Heads of the units")),
            (User.Role.LEADER, _("District leaders of the task")),
        ],
        initial=[User.Role.LIAISON],
        widget=forms.CheckboxSelectMultiple,
    )
    text = words(_("Message"), rows=3)
    reason = words(
        _("Why again"),
        _("Only where a unit was urged about the same milestone within 24 hours."),
        rows=2,
        required=False,
    )
