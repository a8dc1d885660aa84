"""The page on which a unit sends the ledger back with its reports in it."""

from operator import attrgetter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.generic import View

from tasks.evidence.checking import shown
from tasks.frame.pages import PlanPage, typed_before
from tasks.ground.sheet_in import Problem
from tasks.plan.actors import Actor
from tasks.plan.phases import why_not
from tasks.sheets.acts import report_all
from tasks.sheets.files import keep_files, unmatched
from tasks.sheets.reading import MOST, sheet_of
from tasks.sheets.rows import Draft, looked_through, renewed, unpacked
from tasks.workflow.moves import Action


class ReportSheet(PlanPage, View):
    """A sheet to send, then a page with all that it reports, then it is reported."""

    nav = "milestone-list"
    right = "report for a unit"
    always_today = True

    @cached_property
    def actor(self):
        return Actor.of(self.request.user, self.as_of)

    def get(self, request, **kwargs):
        words = typed_before(request) or {}
        rows = unpacked(words.get("rows", ""))
        return self.shown(self.draft_of(rows)) if rows else self.page()

    def post(self, request, **kwargs):
        if "report" in request.POST:
            return self.report(unpacked(request.POST.get("rows", "")))
        if "sheet" in request.FILES:
            return self.read(request.FILES["sheet"], request.FILES.getlist("files"))
        return self.page()

    def read(self, file, files):
        """All that the sheet reports, or every row of it that cannot be."""
        try:
            sheet = sheet_of(file, self.plan, self.as_of)
            draft = (
                looked_through(sheet.rows, self.plan, self.as_of, self.actor)
                if sheet.rows
                else Draft()
            )
            names = [shown(one.name) for one in files]
            problems = [*sheet.problems, *draft.problems, *unmatched(draft, names)]
            if not problems:
                keep_files(draft, files, self.actor)
                return self.shown(draft)
        except ValidationError as error:
            problems = [Problem("", message) for message in error.messages]
        return self.page(sorted(problems, key=attrgetter("line")))

    def draft_of(self, rows):
        """What the rows of a preview say now; what they name and nobody kept is a problem too."""
        present = renewed(rows, self.plan, self.as_of)
        draft = looked_through(present, self.plan, self.as_of, self.actor)
        draft.problems += unmatched(draft, [])
        return draft

    def report(self, rows):
        """Report all of it at once; what changed meanwhile keeps all of it back."""
        draft = self.draft_of(rows)
        late = {line.row.milestone for line in draft.lines if line.row.is_late}
        is_changed = any(row.milestone in late and not row.is_late for row in rows)
        if draft.problems:
            return self.shown(draft, status=409)
        if is_changed or (draft.is_asking and "meant" not in self.request.POST):
            return self.shown(draft, is_unanswered=True, status=409 if is_changed else 200)
        try:
            told = [line.told() for line in draft.lines]
            made = report_all(told, by=self.request.user, on=self.as_of)
        except ValidationError as refused:
            problems = [Problem("", message) for message in refused.messages]
            return self.page(problems, status=409)
        words = ngettext("%(n)d report is filed.", "%(n)d reports are filed.", len(made))
        messages.success(self.request, words % {"n": len(made)})
        return redirect("desk", self.plan.slug)

    def shown(self, draft, *, is_unanswered=False, status=200):
        """What would be reported, to be looked at; or why nothing can be."""
        if draft.problems:
            return self.page(draft.problems, status)
        context = {"draft": draft, "is_unanswered": is_unanswered}
        return render(self.request, "sheets/preview.html", context, status=status)

    def page(self, problems=(), status=200):
        context = {
            "problems": problems,
            "refused": why_not(self.plan, Action.REPORT, self.as_of),
            "unit": self.request.user.unit,
            "most": MOST,
        }
        return render(self.request, "sheets/sheet.html", context, status=status)
