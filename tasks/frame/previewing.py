"""Acts that are looked at before they are done: the form, then what it would touch, then it is done."""

from hashlib import sha256

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.frame.fields import TextField, words
from tasks.frame.pages import Deciding, WritingPage


class LookedAt(forms.Form):
    """``previewed`` says which preview the person confirms; empty before there was one."""

    reason = words(
        gettext_lazy("Reason"),
        gettext_lazy("Such as the document that orders it; everybody can read it."),
        rows=2,
    )
    previewed = TextField(widget=forms.HiddenInput, required=False)


class NotPreviewed(Exception):
    """Nothing was done: what would be has to be looked at first."""


def token_of(sent, numbers):
    """Stands for what was typed, ``{name: texts}``, and what it would touch."""
    told = repr((sorted(sent.items()), sorted(numbers.items())))
    return sha256(told.encode()).hexdigest()


class Previewed(Deciding, WritingPage):
    """A change is done and undone first, so that its page shows what it touches; what is confirmed is
    just this. A page says what ``change`` does, which returns a row with ``numbers``, and puts these
    into ``sentences``.
    """

    preview = None

    def form_valid(self, form):
        self.form = form
        try:
            return super().form_valid(form)
        except NotPreviewed:
            return self.render_to_response(self.get_context_data(form=form))

    def act(self, *, previewed, **values):
        with transaction.atomic():
            change = self.change(**values)
            token = token_of(self.sent, change.numbers)
            if previewed == token:
                return change
            transaction.set_rollback(True)
        self.preview = self.sentences(change.numbers)
        self.form.data = self.form.data.copy()
        self.form.data["previewed"] = token
        raise NotPreviewed

    @property
    def sent(self):
        names = self.form.fields.keys() - {"previewed"}
        return {name: self.form.data.getlist(name) for name in names}

    def get_context_data(self, **kwargs):
        context = {"preview": self.preview}
        if self.preview is not None:
            context["button"] = _("Confirm")
        return super().get_context_data(**kwargs) | context
