"""Pages on which somebody writes something about a paper: an order, a reply, a reason."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tasks.frame.fields import WordsForm
from tasks.frame.pages import PlanPage, too_late, way_back
from tasks.ground.clock import today
from tasks.plan.recording import Conflict


class WritingPage(PlanPage, FormView):
    """Who is refused, what two at once see, and the way back.

    A page says its ``title``, who ``is_allowed``, what ``act`` does with the form's values, and
    where one lands after it.
    """

    right = "supervise"

    def get_context_data(self, **kwargs):
        context = {"title": self.title, "button": self.title, "next": self.way_back()}
        return super().get_context_data(**kwargs) | context

    def form_valid(self, form):
        try:
            made = self.act(by=self.request.user, on=today(), **form.cleaned_data)
        except Conflict as conflict:
            form.add_error(None, too_late(self.request, conflict))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("Done and recorded."))
        return redirect(self.way_back(made))

    def way_back(self, made=None):
        return way_back(self.request, self.landing(made))


class WordsPage(WritingPage):
    """One field of words, named by ``label``."""

    form_class = WordsForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": self.label}
