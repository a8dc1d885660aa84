"""Evidence: kept as soon as it is chosen, and handed out to those who may read it.

It is never shown in the browser.
"""

from csp.decorators import csp
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy

from tasks.evidence import keeping as evidence
from tasks.frame.pages import WordsPage, ids
from tasks.plan.dated_forms import Dated

inert = method_decorator(csp({"default-src": ["'none'"], "sandbox": True}), name="dispatch")


class StagedFiles:
    """Mixin: files are kept as soon as they are chosen, whatever becomes of the words.

    A page says the ``place`` of its form (a milestone or a task), its ``action``, the row of the
    paper that it ``answers``, and the ``unit`` in whose name the files are kept.
    """

    answers = None
    file_problems = ()
    files_label = gettext_lazy("Evidence")

    def change_files(self):
        """Keep what was chosen, drop what was removed."""
        by = self.request.user
        form = {"by": by, "unit": self.unit, "answers": self.answers}
        self.file_problems = []
        for file in self.request.FILES.getlist("files"):
            try:
                evidence.keep(self.place, self.action, file, **form)
            except ValidationError as error:
                self.file_problems += error.messages
        for file in self.files().filter(pk__in=ids(self.request.POST.getlist("remove"))):
            evidence.discard(file)

    def files(self):
        return evidence.staged(self.place, self.action, self.request.user, self.answers)

    def staged_files(self):
        """What the template of the files shows."""
        return {
            "files": self.files(),
            "file_problems": self.file_problems,
            "files_label": self.files_label,
        }


def is_fetched(request):
    """True where a script asks for the part of the page that changed."""
    return request.headers.get("X-Requested-With") == "fetch"


def attachment(file, name):
    """An answer that the browser saves and never shows or runs."""
    return FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )


class WithFiles(StagedFiles):
    """Mixin of a WritingPage: files go with its form."""

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
        """The form as it was typed; for a script the files alone."""
        if is_fetched(self.request):
            return render(self.request, "workflow/_files.html", self.staged_files())
        return self.render_to_response(self.get_context_data(form=self.as_typed()))

    def as_typed(self):
        """The form as it was typed, not judged yet."""
        typed = {"data": None, "files": None, "initial": self.request.POST.dict()}
        form = self.form_class(**self.get_form_kwargs() | typed)
        if isinstance(form, Dated):
            form.recall()
        return form


class AnswerWithFiles(WithFiles, WordsPage):
    """Words, and the files that prove them."""
