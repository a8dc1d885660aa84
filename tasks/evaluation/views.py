"""The ranking of a period and the sheet of a unit, and what people add to them."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from tasks.evaluation import acts
from tasks.evaluation.forms import FreezeForm, LineForm, WeightsForm
from tasks.evaluation.models import Appeal, Evaluation, Weights
from tasks.evaluation.pages import AboutSheet, Evaluating, OfPeriod, OfUnit
from tasks.evaluation.period import DAY, Period, offered, quarter_of
from tasks.evaluation.telling import NUMBERS, counted_of
from tasks.frame.addresses import to
from tasks.frame.pages import PlanPage, WordsPage, WritingPage, renew
from tasks.frame.shown import Shown
from tasks.ground.clock import today
from tasks.plan.actors import Actor

LISTED = 200  # milestones of each kind on the page of a sheet; its files have all
LED, PARTS = "counted-led", "counted-parts"
ANCHORS = {name: PARTS if name == "parts" else LED for name in NUMBERS}


class EvaluationPage(OfPeriod, PlanPage, TemplateView):
    """The ranking of the period: everybody reads it once it is published, supervisors before."""

    template_name = "evaluation/ranking.html"

    def get(self, request, *args, **kwargs):
        status = 400 if self.is_asked and self.problem else 200
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs):
        is_shown = not self.problem and (self.is_frozen or self.is_supervisor)
        rows = [self.row(*sheet) for sheet in self.sheets()] if is_shown else []
        return super().get_context_data(**kwargs) | {
            "is_shown": is_shown,
            "ranked": [row for row in rows if row["rank"]],
            "apart": [row for row in rows if not row["rank"]],
            "rules": rows[0] if rows else None,
            "offered": [self.way(*one) for one in offered(self.day)],
            "published": [
                self.way(one.begins, one.ends)
                for one in Evaluation.objects.published(self.plan, self.day)
            ],
            "own": [] if self.problem else self.own(),
            "appeals": self.appeals(),
            "publish": to(self.request, "publish-evaluation", **self.query),
            "is_over": self.period.ends < today(),
            "files": self.files("evaluation") if rows else [],
        }

    def appeals(self):
        """Those that wait for an answer, for supervisors."""
        if not (self.evaluation and self.is_supervisor and self.as_of == today()):
            return []
        return self.evaluation.appeals.waiting()

    def row(self, pk, sheet):
        """A line of the ranking, which leads to the sheet, and each of its counts to what was counted."""
        address = to(self.request, "score-sheet", pk, **self.query)
        is_told = "counted" in sheet
        counts = [
            (number, f"{address}#{ANCHORS[name]}" if number and is_told else "")
            for name, number in ((name, sheet[name]) for name in NUMBERS)
        ]
        return sheet | {"address": address, "counts": counts}

    def way(self, begins, ends):
        """(period, address of this page, whether it is the one shown)."""
        query = {"from": begins.isoformat(), "to": ends.isoformat()}
        period = Period(begins, ends)
        return period, to(self.request, "evaluation", **query), period == self.period

    def own(self):
        """(unit, its sheet's address) of those for which the person acts."""
        units = Actor.of(self.request.user, today()).own
        return [
            (unit, to(self.request, "score-sheet", unit.pk, **self.query))
            for unit in sorted(units, key=lambda unit: unit.position)
        ]


class ScoreSheetPage(OfUnit, PlanPage, TemplateView):
    template_name = "evaluation/sheet.html"

    def get(self, request, *args, **kwargs):
        status = 400 if self.is_asked and self.problem else 200
        return self.render_to_response(self.get_context_data(), status=status)

    def appeals(self):
        """What the unit did not agree with, for its people and supervisors."""
        if not (self.evaluation and (self.is_supervisor or self.acts_for_it)):
            return []
        told = self.evaluation.appeals.filter(unit=self.unit, on__lte=self.day)
        return told.select_related("person", "answered_by")

    def counted(self):
        """[(anchor, title, Shown)] of the milestones behind the numbers, those that the unit led first."""
        found = []
        for anchor, title, leads in (
            (LED, _("Milestones led"), True),
            (PARTS, _("Takes part in"), False),
        ):
            rows = counted_of(self.sheet or {}, leads=leads)
            listed = [
                row | {"address": to(self.request, "task", row["number"])} for row in rows[:LISTED]
            ]
            if listed:
                found.append((anchor, title, Shown(listed, len(rows))))
        return found

    def get_context_data(self, **kwargs):
        lines = self.sheet["lines"] if self.sheet else []
        for line in lines:
            line["address"] = line["thing"] and to(self.request, *line["thing"])
        return super().get_context_data(**kwargs) | {
            "lines": lines,
            "counted": self.counted(),
            "files": self.files("score-sheet", self.unit.pk) if self.sheet else [],
            "appeals": self.appeals(),
            "may_appeal": self.unit in Actor.of(self.request.user, today()).own,
            "add_line": to(self.request, "add-line", self.unit.pk, **self.query),
            "appeal_way": to(self.request, "appeal", self.unit.pk, **self.query),
            "ranking": to(self.request, "evaluation", **self.query),
        }


class WeightsPage(WritingPage):
    """How many points each rule gives or takes from today on."""

    nav = "evaluation"
    title = gettext_lazy("Weights of the evaluation")
    form_class = WeightsForm
    template_name = "evaluation/weights.html"

    @cached_property
    def present(self):
        return Weights.objects.of(self.plan, today())

    def get_initial(self):
        present = {name: getattr(self.present, name) for name in acts.SETTABLE}
        return super().get_initial() | present | {"seen": self.present.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "present": self.present,
            "history": Weights.objects.history(self.plan, today()),
            "button": _("Save as the next version"),
        }

    def act(self, **values):
        return acts.set_weights(self.plan, **values)

    def form_valid(self, form):
        answer = super().form_valid(form)
        if answer.status_code == 409:
            renew(form)
        return answer

    def said(self, weights):
        return _("From today on version %(n)d counts.") % {"n": weights.version}

    def landing(self, weights):
        return reverse("evaluation", args=[self.plan.slug])


class Publish(Evaluating, WritingPage):
    title = gettext_lazy("Publish the evaluation")
    form_class = FreezeForm
    template_name = "evaluation/publish.html"

    @property
    def usual(self):
        """The last quarter that is over."""
        return quarter_of(quarter_of(self.day).begins - DAY)

    def get_context_data(self, **kwargs):
        waiting = self.evaluation.appeals.waiting() if self.evaluation else ()
        return super().get_context_data(**kwargs) | {"appeals": waiting}

    def act(self, **values):
        return acts.freeze(self.plan, self.period, **values)

    def said(self, evaluation):
        return _("The evaluation is published; everybody reads it.")

    def landing(self, evaluation):
        return to(self.request, "evaluation", **self.query)


class AddLine(AboutSheet, WritingPage):
    title = gettext_lazy("Add a line by hand")
    form_class = LineForm

    def act(self, **values):
        return acts.add_line(self.plan, self.period, self.unit, **values)


class AppealPage(AboutSheet, WordsPage):
    title, label = gettext_lazy("Appeal"), gettext_lazy("What the unit does not agree with")
    right = "report for a unit"

    def is_allowed(self):
        return super().is_allowed() and self.unit in Actor.of(self.request.user, today()).own

    def act(self, **values):
        return acts.appeal(self.plan, self.period, self.unit, **values)

    def said(self, appeal):
        return _("The supervisors answer it before the evaluation is published.")


class AnswerAppeal(WordsPage):
    nav = "evaluation"
    title, label = gettext_lazy("Answer the appeal"), gettext_lazy("Answer")
    template_name = "evaluation/answer.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = Appeal.objects.filter(evaluation__plan=self.plan)
        mine = mine.select_related("evaluation__plan", "unit", "person")
        self.appeal = get_object_or_404(mine, pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"appeal": self.appeal, "way": self.landing()}

    def act(self, **values):
        return acts.answer(self.appeal, **values)

    def landing(self, result=None):
        asked = self.appeal.evaluation
        query = {"from": asked.begins.isoformat(), "to": asked.ends.isoformat()}
        return to(self.request, "score-sheet", self.appeal.unit_id, **query)
