"""Forms with which a task ends and goes on; each is looked at once more before it is done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.endings.rules import ENDS, may_take_in
from tasks.frame.fields import wanted
from tasks.frame.previewing import LookedAt
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.models import Task

KIND = _("What becomes of it")


class RestoreForm(Dated, LookedAt):
    since = DateField(
        Sense.DONE,
        label=_("Holds from"),
        help_text=_("Days before keep what they show now."),
    )
    field_order = ("kind", "into", "since", "reason")


class EndForm(RestoreForm):
    kind = forms.ChoiceField(
        label=KIND,
        choices=[(kind, kind.label) for kind in ENDS],
        widget=forms.RadioSelect,
        error_messages={"required": wanted(KIND)},
    )
    into = forms.ModelChoiceField(
        Task.objects.none(),
        label=_("Merged into"),
        required=False,
        help_text=_("Only where it is merged: its page then links here, and this one there."),
    )

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = may_take_in(task, self.on)
