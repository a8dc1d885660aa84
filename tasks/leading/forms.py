"""Forms with which a leader is replaced, and somebody stands in for him."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.frame.fields import words
from tasks.frame.previewing import LookedAt
from tasks.ground.sense import Sense
from tasks.leading.rules import open_tasks
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.models import Task


class ReplaceForm(Dated, LookedAt):
    to = forms.ModelChoiceField(Leader.objects.none(), label=_("New lead leader"))
    tasks = forms.ModelMultipleChoiceField(
        Task.objects.none(), label=_("Tasks handed on"), widget=forms.CheckboxSelectMultiple
    )
    orders_go = forms.TypedChoiceField(
        label=_("Open instructions"),
        choices=[("yes", _("go to the new leader")), ("no", _("stay with who gave them"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    since = DateField(
        Sense.DONE,
        label=_("Holds from"),
        help_text=_("Days before keep what they show now."),
    )
    field_order = ("to", "tasks", "orders_go", "since", "reason")

    def __init__(self, *args, leader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Leader.objects.exclude(pk=leader.pk)
        self.fields["tasks"].queryset = open_tasks(self.about, leader, self.on)


class BackForm(forms.Form):
    reason = words(_("Reason"), rows=2)


class AbsenceForm(Dated, forms.Form):
    stand_in = forms.ModelChoiceField(
        Leader.objects.none(), label=_("Who stands in"), help_text=_("Only who has an account.")
    )
    from_on = DateField(Sense.SPAN, label=_("From"))
    until_on = DateField(Sense.SPAN, label=_("Until"), help_text=_("At most 60 days."))
    reason = words(_("Reason"), rows=2)

    def __init__(self, *args, leader, **kwargs):
        super().__init__(*args, **kwargs)
        others = Leader.objects.exclude(pk=leader.pk).filter(user__is_active=True)
        self.fields["stand_in"].queryset = others
