"""Score sheets and rankings as files."""

from io import BytesIO

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.generic import View

from tasks.evaluation.book import write_ranking, write_sheet
from tasks.evaluation.pages import OfPeriod, OfUnit
from tasks.evaluation.sheets import ranking_paper, score_paper
from tasks.frame.pages import PlanPage
from tasks.frame.sheet import Heading
from tasks.ground.official import in_chinese
from tasks.paper.pages import word

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class EvaluationFile(OfPeriod, PlanPage, View):
    """A file of what the page of the same address shows, for whoever reads that page."""

    def get(self, request, **kwargs):
        if self.problem:
            raise BadRequest(self.problem)
        if not self.is_readable():
            raise PermissionDenied
        sheets = self.told()
        if not sheets:
            raise Http404
        return self.answer(sheets)

    def is_readable(self):
        return self.is_frozen or self.is_supervisor

    def told(self):
        return [sheet for _pk, sheet in self.sheets()]

    @property
    def name(self):
        return "_".join([self.title, str(self.period.begins), str(self.period.ends)])

    @property
    def title(self):
        return _("Evaluation")

    @property
    def signer(self):
        """(whose office issues it, on which day)."""
        if self.is_frozen:
            return self.evaluation.frozen_by, self.evaluation.frozen_on
        return self.request.user, self.day


class Book(EvaluationFile):
    """An Excel workbook."""

    def answer(self, sheets):
        file = BytesIO()
        self.write(
            file, Heading(f"{self.title} {self.plan.label}", self.question(sheets[0])), sheets
        )
        file.seek(0)
        return FileResponse(
            file, as_attachment=True, filename=f"{self.name}.xlsx", content_type=EXCEL
        )

    def question(self, sheet):
        """One line: the period, whether it is a trial, by which rules, and who took it."""
        trial = _("Trial calculation, as of %(day)s") % {"day": self.day}
        said = [
            f"{self.period.begins} – {self.period.ends}",
            "" if self.is_frozen else trial,
            _("Version %(n)s") % {"n": sheet["version"]},
            _("Exported by %(person)s") % {"person": self.request.user},
        ]
        return "　".join(filter(None, said))


class Paper(EvaluationFile):
    """A Word file, in the language of papers."""

    told = in_chinese(EvaluationFile.told)

    def answer(self, sheets):
        return word(self.paper(sheets, *self.signer, is_trial=not self.is_frozen).kept(), self.name)


class RankingBook(Book):
    def write(self, file, heading, sheets):
        write_ranking(file, heading, sheets)


class RankingPaper(Paper):
    def paper(self, sheets, by, on, *, is_trial):
        return ranking_paper(self.plan, sheets, by, on, is_trial=is_trial)


class OfOneUnit(OfUnit):
    """Mixin of a file; goes first."""

    def is_readable(self):
        return True

    def told(self):
        return [sheet for _pk, sheet in self.sheets(self.unit)]

    @property
    def title(self):
        return _("Score sheet of %(unit)s") % {"unit": self.unit.name}


class ScoreSheetBook(OfOneUnit, Book):
    def write(self, file, heading, sheets):
        write_sheet(file, heading, sheets[0])


class ScoreSheetPaper(OfOneUnit, Paper):
    told = in_chinese(OfOneUnit.told)

    def paper(self, sheets, by, on, *, is_trial):
        return score_paper(self.plan, sheets[0], by, on, is_trial=is_trial)
