"""Pages on which somebody writes something about a paper: an order, a reply, a reason."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tasks.forms import WordsForm
from tasks.ground.clock import today
from tasks.plan.recording import Conflict
from tasks.views.base import PlanPage, too_late, way_back
from tasks.views.files import StagedFiles, is_fetched


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


class AnswerWithFiles(StagedFiles, WordsPage):
    """Words of a unit, and the files that prove them."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(takes_files=True, **self.staged_files(), **kwargs)

    def post(self, request, *args, **kwargs):
        self.change_files()
        if {"upload", "remove"} & set(request.POST):
            return self.page_with_files()
        form = self.get_form()
        is_good = form.is_valid() and not self.file_problems
        return self.form_valid(form) if is_good else self.form_invalid(form)

    def page_with_files(self):
        """The form as it was typed, not judged yet; for a script the files alone."""
        if is_fetched(self.request):
            return render(self.request, "tasks/act/_files.html", self.staged_files())
        form = self.form_class(initial=self.request.POST.dict(), label=self.label)
        return self.render_to_response(self.get_context_data(form=form))
