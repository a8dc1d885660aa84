"""The filtered list of milestones as a file."""

import csv
from io import BytesIO, StringIO

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from tasks.browse.filter_bar import FilterBar
from tasks.browse.filters import MilestoneFilter
from tasks.browse.rows import milestones_of
from tasks.frame.pages import PlanPage
from tasks.frame.sheet import Heading
from tasks.frame.table_files import SHEET, asked_of, harmless, question_of
from tasks.ground.clock import today
from tasks.ledger.book import write
from tasks.ledger.columns import COLUMNS, value_of
from tasks.ledger.rules import rows_of, sums_of
from tasks.plan.actors import Actor


class LedgerFile(PlanPage, View):
    """What the list of milestones shows for the same address, all pages of it."""

    def get(self, request, **kwargs):
        bar = FilterBar(MilestoneFilter, request)
        if bar.is_asked and not bar.filterset.is_valid():
            return redirect(reverse("milestone-list", args=[self.plan.slug], query=request.GET))
        self.asked = asked_of(bar)
        self.milestones = bar.filtered(milestones_of(self.plan, self.as_of))
        self.rows = rows_of(self.plan, self.milestones, self.as_of)
        return self.answer()

    @property
    def title(self):
        return _("%(plan)s: supervision ledger") % {"plan": self.plan.label}

    @property
    def question(self):
        """One line: the day, what was asked, how many there are, and who took it."""
        number = ngettext("%(n)d milestone", "%(n)d milestones", len(self.rows))
        return question_of(self.request, self.asked, number % {"n": len(self.rows)})

    def name(self, kind):
        """The name of the file, with the day and what was asked."""
        return "_".join([_("ledger"), str(self.as_of), *self.asked])[:80] + f".{kind}"


class LedgerBook(LedgerFile):
    """An Excel workbook."""

    def answer(self):
        file = BytesIO()
        heading = Heading(self.title, self.question)
        sums = sums_of(self.plan, self.milestones, self.as_of)
        write(file, heading, self.rows, sums, rules(), is_to_write=self.is_to_write)
        file.seek(0)
        name = self.name("xlsx")
        return FileResponse(file, as_attachment=True, filename=name, content_type=SHEET)

    @property
    def is_to_write(self):
        """True where the person's unit can report in it: in that of today."""
        return self.as_of == today() and bool(Actor.of(self.request.user, self.as_of).units)


class LedgerText(LedgerFile):
    """Values with commas between them, for other programs; Excel reads the signs right."""

    def answer(self):
        file = StringIO()
        lines = csv.writer(file)
        lines.writerow([str(column.label) for column in COLUMNS])
        for row in self.rows:
            lines.writerow([harmless(value_of(row, column.key)) for column in COLUMNS])
        answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = content_disposition_header(True, self.name("csv"))
        return answer


def rules():
    """How everything is counted, in the words of the page that explains it."""
    page = strip_tags(render_to_string("browse/about/_counting.html").replace("</li>", "\0"))
    return [" ".join(line.split()) for line in page.split("\0") if line.strip()]
