"""What pages about the evaluation of a period have in common."""

from functools import cached_property

from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from tasks.evaluation.models import Evaluation, Weights
from tasks.evaluation.period import Period, problem_of, quarter_of
from tasks.evaluation.rules import ranked
from tasks.evaluation.telling import sheet_of
from tasks.frame.addresses import to
from tasks.frame.kept import answer
from tasks.frame.pages import date_of, renew
from tasks.ground.clock import today
from tasks.plan.actors import Actor
from units.models import Unit
from units.roles import may


class OfPeriod:
    """Mixin of a PlanPage about the period ``?from=&to=``, that of the published evaluation where it is
    published on the day shown; without them the quarter of the day.
    """

    nav = "evaluation"

    @cached_property
    def day(self):
        """The day shown; no projection counts what nobody did yet."""
        return min(self.as_of, today())

    @cached_property
    def is_asked(self):
        return bool(self.request.GET.get("from") or self.request.GET.get("to"))

    @cached_property
    def period(self):
        if not self.is_asked:
            return self.usual
        return Period(*(date_of(self.request.GET.get(name, "")) for name in ("from", "to")))

    @property
    def usual(self):
        """The period where none is asked for."""
        return quarter_of(self.day)

    @cached_property
    def problem(self):
        return problem_of(self.plan, self.period, self.day)

    @cached_property
    def evaluation(self):
        """What people added to the period, or None."""
        mine = Evaluation.objects.filter(plan=self.plan, **self.period._asdict())
        return mine.select_related("frozen_by").first()

    @cached_property
    def is_frozen(self):
        return self.evaluation is not None and self.evaluation.is_frozen_on(self.day)

    @cached_property
    def weights(self):
        return Weights.objects.of(self.plan, self.day)

    @property
    def is_supervisor(self):
        return may(self.request.user, "supervise")

    @property
    def query(self):
        """What leads to the same period."""
        return {"from": self.period.begins.isoformat(), "to": self.period.ends.isoformat()}

    def files(self, name, *args):
        """(what it is, its address) of the same as a file."""
        kinds = (("Excel", "book"), ("Word", "paper"))
        return [
            (kind, to(self.request, f"{name}-{end}", *args, **self.query)) for kind, end in kinds
        ]

    def sheets(self, unit=None):
        """[(unit id, sheet)] in the order of the ranking, as published or by trial, asked once an edition;
        those of all units without their lines and lists.
        """
        whose = unit.pk if unit else ""
        edition = (self.plan.pk, self.plan.edition_number, self.day)
        question = ("scores", *edition, *self.period, whose, get_language())
        return answer(question, lambda: self.found(unit) if unit else brief(self.found()))

    def found(self, unit=None):
        if self.is_frozen:
            sheets = self.evaluation.sheets.all()
            told = sheets.filter(unit=unit) if unit else sheets
            return [(row.unit_id, row.words) for row in told]
        rows = ranked(self.plan, self.period, self.weights, self.evaluation, self.day, unit)
        told = self.period.told_by(self.day)
        return [(row.unit.pk, sheet_of(row, told, self.weights)) for row in rows]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "period": self.period,
            "query": self.query,
            "problem": self.problem,
            "evaluation": self.evaluation,
            "is_frozen": self.is_frozen,
            "day": self.day,
            "is_supervisor": self.is_supervisor,
        }


def brief(sheets):
    """``sheets`` without what only the page of one unit tells."""
    lists = ("lines", "counted")
    return [(pk, sheet | {name: [] for name in lists if name in sheet}) for pk, sheet in sheets]


class OfUnit(OfPeriod):
    """Mixin of a PlanPage about the sheet of one unit: once it is published everybody reads it, before
    supervisors and those who act for the unit.
    """

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(Unit.objects.on(self.day), pk=pk)

    def is_allowed(self):
        if not super().is_allowed() or self.is_supervisor:
            return super().is_allowed()
        return self.acts_for_it or (not self.problem and self.is_frozen)

    @cached_property
    def acts_for_it(self):
        return self.unit.pk in Actor.of(self.request.user, today()).units

    @cached_property
    def sheet(self):
        """The sheet, or None where the unit had nothing to do in the period."""
        found = [] if self.problem else self.sheets(self.unit)
        return found[0][1] if found else None

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"unit": self.unit, "sheet": self.sheet}


class Evaluating(OfPeriod):
    """Mixin of a WritingPage about a period, which is told in its address; goes first."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.problem:
            raise BadRequest(self.problem)

    def get_initial(self):
        seen = self.evaluation.version if self.evaluation else 0
        return super().get_initial() | {"seen": seen}

    def form_valid(self, form):
        answer = super().form_valid(form)
        if answer.status_code == 409:
            del self.evaluation
            form.initial |= self.get_initial()
            renew(form)
        return answer


class AboutSheet(Evaluating):
    """Mixin of a WritingPage about the sheet of one unit."""

    template_name = "evaluation/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(Unit, pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"unit": self.unit, "way": self.landing()}

    def landing(self, result=None):
        return to(self.request, "score-sheet", self.unit.pk, **self.query)
