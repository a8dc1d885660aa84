"""The form with which supervisors urge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.burden.pages import SaysWhy
from tasks.frame.fields import words
from tasks.frame.words import names, unread
from units.models import User


class UrgeForm(SaysWhy, forms.Form):
    """``reached`` are (unit, people who read what it gets) pairs, of whom ``chosen`` are ticked."""

    units = forms.TypedMultipleChoiceField(
        label=_("Units"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one unit.")},
    )
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

    def __init__(self, *args, reached, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = [(unit.pk, said(unit, people)) for unit, people in reached]
        self.fields["units"].initial = [unit.pk for unit, _people in reached if unit.pk in chosen]


def said(unit, people):
    """A unit with those who read what it gets; where nobody does, one has to telephone."""
    if not people:
        return unread(unit)
    named = names(f"{person.get_role_display()} {person}" for person in people)
    return _("%(unit)s: %(people)s") % {"unit": unit, "people": named}
