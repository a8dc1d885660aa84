"""Yes or no to a correction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import words

AGREE, REFUSE = "agree", "refuse"


class ConsentForm(forms.Form):
    """Nothing is chosen beforehand."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (AGREE, _("Agree: the correction holds at once")),
            (REFUSE, _("Do not agree (with a reason)")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )
    reason = words(_("Opinion or reason"), rows=3, required=False)

    def clean(self):
        values = super().clean()
        if values.get("decision") == REFUSE and not values.get("reason"):
            self.add_error("reason", _("Please say why you do not agree."))
        return values
