"""The page on which supervisors enter what was done before, from typing or from a sheet."""

from dataclasses import replace
from io import BytesIO
from operator import attrgetter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from tasks.evidence import keeping as evidence
from tasks.evidence.models import Evidence
from tasks.frame.pages import PlanPage, WordsPage, ids, too_late, typed_before
from tasks.ground.sheet_in import Problem
from tasks.past.acts import enter, undo
from tasks.past.forms import EntryForm
from tasks.past.models import PastBatch
from tasks.past.rows import FIELDS, Draft, effect_of, looked_through, typed, unpacked
from tasks.past.rules import facts_of, open_milestones, told_by, unit_of, what_of
from tasks.past.sheets import is_number, rows_of, template
from tasks.plan.known import known_of_plan
from tasks.plan.phases import why_not
from tasks.plan.recording import Conflict
from tasks.workflow.moves import Action

PAGE = 50  # milestones; a request holds at most 1,000 fields and 100 files
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ForPast(PlanPage):
    """Mixin: who comes here, and what can be entered today."""

    nav = "milestone-list"
    right = "change the plan"
    always_today = True

    @cached_property
    def open_ones(self):
        found = open_milestones(self.plan, self.as_of)
        project = self.request.GET.get("project", "")
        return found.filter(task__project__number=project) if is_number(project) else found


class PastTemplate(ForPast, View):
    """The sheet with a row for each open milestone."""

    def get(self, request, **kwargs):
        stream = BytesIO(template(self.open_ones))
        name = f"补录-{self.plan.slug}-{self.as_of}.xlsx"
        return FileResponse(stream, as_attachment=True, filename=name, content_type=SHEET)


class PastPage(ForPast, View):
    """Rows to fill in or a sheet to send, then a page with all that would be entered, then it is."""

    def get(self, request, **kwargs):
        words = typed_before(request) or {}
        if "rows" in words:
            return self.chosen(self.draft_of(words["rows"]))
        return self.page(self.empty_forms(words))

    def post(self, request, **kwargs):
        if "enter" in request.POST:
            return self.enter(self.draft_of(request.POST.get("rows", "")))
        if "sheet" in request.FILES:
            return self.read_sheet(request.FILES["sheet"])
        if "edit" in request.POST:
            return self.chosen(self.draft_of(request.POST.get("rows", "")))
        self.change_files()
        if "remove" in request.POST:
            return self.page(self.empty_forms(request.POST))
        return self.preview(looked_through(typed(request.POST), self.plan, self.as_of))

    def draft_of(self, packed):
        return looked_through(unpacked(packed), self.plan, self.as_of)

    def read_sheet(self, file):
        """All that the sheet says, or every row of it that cannot be entered."""
        try:
            rows, problems = rows_of(file, self.plan, open_milestones(self.plan, self.as_of))
        except ValidationError as error:
            problems = [Problem("", message) for message in error.messages]
            return self.page(self.empty_forms(), problems)
        draft = looked_through(rows, self.plan, self.as_of) if rows else Draft()
        if problems:  # without those rows nothing of the sheet goes on
            told = sorted(draft.problems + problems, key=attrgetter("line"))
            return self.sheet_again(told)
        return self.preview(draft)

    def sheet_again(self, problems, status=200):
        """What is to be corrected in the sheet, not here."""
        told = [replace(one, link="") for one in problems]
        return self.page(self.empty_forms(), told, status=status)

    def preview(self, draft):
        """What would be entered, to be looked at; or the rows again with what is wrong."""
        draft.problems += [Problem("", sentence) for sentence in self.file_problems]
        if draft.problems:
            if "sheet" in self.request.FILES:
                return self.chosen(draft, draft.problems)
            return self.page(self.with_rest(draft), draft.problems)
        return self.shown(draft)

    def chosen(self, draft, problems=(), status=200):
        """The rows that a sheet or an earlier page gave, to be changed here; too many for a request
        are changed in the sheet.
        """
        if len(draft.forms) > PAGE:
            return self.sheet_again(problems, status)
        return self.page(draft.forms, problems, is_chosen=True, status=status)

    def shown(self, draft, is_unanswered=False):
        files = self.files_of([form.about for form in draft.forms])
        rows = [(form, form.entry(), files.get(form.about.pk, ())) for form in draft.forms]
        context = {
            "draft": draft,
            "rows": [(*row, effect_of(row[1])) for row in rows],
            "is_unanswered": is_unanswered,
            "is_changed_here": len(rows) <= PAGE,
        }
        return render(self.request, "past/preview.html", context)

    def enter(self, draft):
        """Enter all of it at once; what changed meanwhile keeps all of it back."""
        if draft.problems:
            return self.chosen(draft, draft.problems, status=409)
        if draft.is_odd and "meant" not in self.request.POST:
            return self.shown(draft, is_unanswered=True)
        try:
            batch = enter(self.plan, draft.entries(), by=self.request.user, on=self.as_of)
        except Conflict as conflict:
            problems = [Problem("", sentence) for sentence in too_late(self.request, conflict)]
            return self.chosen(draft, problems, status=409)
        words = ngettext("%(n)d fact is entered.", "%(n)d facts are entered.", batch.number)
        messages.success(self.request, words % {"n": batch.number})
        return redirect("past-batch", self.plan.slug, batch.pk)

    def page(self, forms, problems=(), *, is_chosen=False, status=200):
        """The rows to fill in: of a page of the list, or those that were chosen, by a sheet or before."""
        by_pk = self.files_of([form.about for form in forms])
        context = {
            "rows": [(form, by_pk.get(form.about.pk, ())) for form in forms],
            "problems": problems,
            "listed": self.listed,
            "is_chosen": is_chosen,
            "projects": self.plan.projects.order_by("number"),
            "project": self.request.GET.get("project", ""),
            "refused": why_not(self.plan, Action.ENTER_PAST, self.as_of),
            "batches": PastBatch.objects.of_plan(self.plan, self.as_of),
        }
        return render(self.request, "past/past.html", context, status=status)

    @cached_property
    def listed(self):
        """The milestones of the page that is shown."""
        return Paginator(self.open_ones, PAGE).get_page(self.request.GET.get("page"))

    def empty_forms(self, words=None):
        """A form for each milestone of the page, with the ``words`` that were typed before."""
        known = known_of_plan(self.plan, self.as_of)
        return [
            EntryForm(about=one, known=known, initial=self.initial(one, words or {}))
            for one in self.listed
        ]

    def initial(self, milestone, words):
        prefix = f"m{milestone.pk}-"
        found = {name: words[prefix + name] for name in FIELDS if words.get(prefix + name)}
        return {"seen": milestone.version} | found

    def with_rest(self, draft):
        """The forms of ``draft``, with those of the page that were left empty around them."""
        mine = {form.about.pk: form for form in draft.forms}
        return [mine.pop(form.about.pk, form) for form in self.empty_forms()] + list(mine.values())

    file_problems = ()

    def change_files(self):
        """Keep what was chosen beside a milestone, drop what was removed."""
        by, self.file_problems = self.request.user, []
        chosen = {name[1:-6] for name in self.request.FILES if name.endswith("-files")}
        for milestone in self.open_ones.filter(pk__in=ids(chosen)):
            for file in self.request.FILES.getlist(f"m{milestone.pk}-files"):
                try:
                    unit = unit_of(milestone)
                    evidence.keep(milestone, Action.ENTER_PAST, file, by=by, unit=unit)
                except ValidationError as error:
                    self.file_problems += error.messages
        for file in self.staged().filter(pk__in=ids(self.request.POST.getlist("remove"))):
            evidence.discard(file)

    def staged(self):
        mine = {"uploaded_by": self.request.user, "action": Action.ENTER_PAST}
        return Evidence.objects.unsent().filter(**mine)

    def files_of(self, milestones):
        """``{milestone id: files that were chosen for it and not sent}``."""
        found = {}
        for file in self.staged().filter(milestone__in=milestones):
            found.setdefault(file.milestone_id, []).append(file)
        return found


class PastBatchPage(WordsPage):
    """What one batch entered, and the way to undo it."""

    nav = "milestone-list"
    right = "change the plan"
    template_name = "past/batch.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        batches = PastBatch.objects.of_plan(self.plan, self.as_of)
        self.batch = get_object_or_404(batches, pk=pk)

    @property
    def title(self):
        return _("Undo what was entered afterwards")

    @property
    def label(self):
        return _("Why it is undone")

    def get_context_data(self, **kwargs):
        facts = [(what_of(fact), *told_by(fact), fact) for fact in facts_of(self.batch)]
        context = {"batch": self.batch, "facts": facts}
        return super().get_context_data(**kwargs) | context

    def act(self, *, by, on, text):
        undo(self.batch, by=by, on=on, reason=text)

    def landing(self, result):
        return reverse("past", args=[self.plan.slug])
