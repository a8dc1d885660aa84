"""Self-assessment rounds: the list, one round, answering and reviewing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from tasks.frame.pages import PlanPage, too_late
from tasks.ground.clock import today
from tasks.plan.actors import Actor
from tasks.plan.recording import Conflict
from tasks.rounds.acts import answer, open_round, review
from tasks.rounds.forms import AnswerForm, AssessmentReviewForm, RoundForm
from tasks.rounds.rules import by_unit, parts_of
from units.roles import may

WORDS = ("progress", "problems", "measures", "own_score")


class RoundList(PlanPage, FormView):
    """All rounds; supervisors open new ones here."""

    nav = "desk"
    form_class = RoundForm
    template_name = "rounds/list.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"on": today()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "rounds": self.plan.rounds.filter(opened_on__lte=self.as_of)
        }

    def post(self, request, *args, **kwargs):
        if not may(request.user, "review"):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        made = open_round(self.plan, by=self.request.user, on=today(), **form.cleaned_data)
        messages.success(self.request, _("The round is open; the lead units can answer."))
        return redirect("round", self.plan.slug, made.pk)


class RoundPage(PlanPage, TemplateView):
    """Who has answered, who has not, and what was said."""

    nav = "desk"
    template_name = "rounds/round.html"

    def get_context_data(self, pk, **kwargs):
        asked = get_object_or_404(self.plan.rounds, pk=pk)
        actor = Actor.of(self.request.user, today())
        parts = list(parts_of(asked))
        rows = by_unit(parts)
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "missing": [row for row in rows if not row["is_complete"]],
            "units": [row for row in rows if row["answered"]],
            "can_answer": any(part.unit_id in actor.units for part in parts),
            "is_over": asked.deadline_on < self.as_of,
        }


class FormsOfRound(PlanPage, View):
    """Many small forms on one page; each is sent by itself, and those left empty wait."""

    nav = "desk"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.asked = get_object_or_404(self.plan.rounds, pk=pk)

    def get(self, request, **kwargs):
        return self.page([(row, self.form(row)) for row in self.rows()])

    def post(self, request, **kwargs):
        """Store every form that was filled in; what could not be stored comes back."""
        shown, stored, is_late = [], 0, False
        for row in self.rows():
            form = self.form(row, request.POST)
            if not form.is_begun:
                form = self.form(row)
            elif form.is_valid():
                try:
                    self.store(row, form.cleaned_data)
                    stored += 1
                    continue
                except Conflict as conflict:
                    first = _("It changed while this page was open.")
                    form.add_error(None, too_late(request, conflict, first))
                    is_late = True
            shown.append((row, form))
        if stored:
            said = ngettext("%(n)d answer saved.", "%(n)d answers saved.", stored)
            messages.success(request, said % {"n": stored})
        if any(form.errors for _row, form in shown):
            return self.page(shown, status=409 if is_late else 200)
        return redirect("round", self.plan.slug, self.asked.pk)

    def page(self, rows, status=200):
        context = {"asked": self.asked, "rows": rows, "title": self.title}
        return render(self.request, "rounds/forms.html", context, status=status)


class AnswerPage(FormsOfRound):
    @property
    def title(self):
        return _("Answer for our tasks")

    def rows(self):
        """The parts that are the person's units' and have no score yet."""
        units = Actor.of(self.request.user, today()).units
        parts = [part for part in parts_of(self.asked) if part.unit_id in units]
        if not parts:
            raise PermissionDenied
        return [part for part in parts if not part.answers or part.answers[0].score is None]

    def form(self, part, data=None):
        said = part.answers[0] if part.answers else None
        initial = {name: getattr(said, name) for name in WORDS} if said else {}
        initial["seen"] = said.version if said else 0
        return AnswerForm(data, prefix=f"p{part.pk}", initial=initial)

    def store(self, part, words):
        answer(self.asked, part, by=self.request.user, on=today(), **words)


class ReviewRound(FormsOfRound):
    @property
    def title(self):
        return _("Score the answers")

    def rows(self):
        if not may(self.request.user, "review"):
            raise PermissionDenied
        return [part for part in parts_of(self.asked) if part.answers]

    def form(self, part, data=None):
        said = part.answers[0]
        initial = {"seen": said.review_version, "score": said.score, "comment": said.comment}
        return AssessmentReviewForm(data, prefix=f"a{said.pk}", initial=initial)

    def store(self, part, words):
        review(part.answers[0], by=self.request.user, on=today(), **words)
