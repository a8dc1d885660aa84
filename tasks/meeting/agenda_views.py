"""The page on which the agenda is ordered, shortened, and given its questions."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from tasks.ground.clock import today
from tasks.meeting import acts
from tasks.meeting.forms import ItemForm
from tasks.meeting.views import WritesMeeting


class SeenForm(forms.Form):
    """The version of the meeting that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class AgendaPage(WritesMeeting):
    """A row for each item, those that were left out too; all are saved, or none."""

    title = gettext_lazy("Order the agenda")
    form_class = SeenForm
    template_name = "meeting/agenda.html"

    @cached_property
    def rows(self):
        """(item, its form) pairs, those on the agenda first."""
        data = self.request.POST if self.request.method == "POST" else None
        items = self.meeting.items.select_related("task", "milestone")
        items = sorted(items, key=lambda item: (item.left_out_on is not None, item.position))
        return [(item, self.form_of(item, place, data)) for place, item in enumerate(items, 1)]

    def form_of(self, item, place, data):
        """What stands there; an item that came since the page was opened is as it is."""
        initial = {"position": place, "is_kept": not item.left_out_on, "asked": item.asked}
        prefix = f"i{item.pk}"
        was_shown = data is not None and f"{prefix}-position" in data
        typed = self.typed_in(prefix) if data is None else {}
        return ItemForm(
            data if was_shown else None,
            prefix=prefix,
            initial=initial | typed,
            auto_id=f"{prefix}-%s",
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"rows": self.rows}

    def form_valid(self, form):
        """Every row that was shown has to be right."""
        wrong = [row for _item, row in self.rows if row.is_bound and not row.is_valid()]
        if wrong:
            return self.form_invalid(form)
        return super().form_valid(form)

    def perform(self, form):
        rows = {item.pk: acts.Row(**row.cleaned_data) for item, row in self.rows if row.is_bound}
        seen = form.cleaned_data["seen"]
        return acts.save_agenda(
            self.meeting, by=self.request.user, on=today(), seen=seen, rows=rows
        )
