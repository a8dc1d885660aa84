"""Self-assessment rounds: the list, one round, answering and reviewing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from tasks.frame.pages import PlanPage, renew, too_late
from tasks.ground.clock import today
from tasks.plan.actors import Actor
from tasks.plan.recording import Conflict
from tasks.rounds.acts import answer, open_round, review
from tasks.rounds.forms import AnswerForm, AssessmentReviewForm, RoundForm
from tasks.rounds.rules import by_unit, parts_of
from units.roles import may

FIELDS = ("progress", "problems", "measures", "own_score")


class RoundList(PlanPage, FormView):
    """All rounds; supervisors open new ones here."""

    nav = "round-list"
    form_class = RoundForm
    template_name = "rounds/list.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"about": self.plan, "on": today()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "rounds": self.plan.rounds.filter(opened_on__lte=self.as_of)
        }

    def post(self, request, *args, **kwargs):
        if not may(request.user, "review"):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        words = form.cleaned_data | {"asked": form.answered()}
        opened = open_round(self.plan, by=self.request.user, on=today(), **words)
        messages.success(self.request, _("The round is open; the lead units can answer."))
        return redirect("round", self.plan.slug, opened.pk)


class RoundPage(PlanPage, TemplateView):
    """Who has answered, who has not, and the answers."""

    nav = "round-list"
    template_name = "rounds/round.html"

    def get_context_data(self, pk, **kwargs):
        assessment_round = get_object_or_404(self.plan.rounds, pk=pk)
        actor = Actor.of(self.request.user, today())
        assignments = list(parts_of(assessment_round, self.as_of))
        rows = by_unit(assignments)
        return super().get_context_data(**kwargs) | {
            "round": assessment_round,
            "missing": [row for row in rows if not row["is_complete"]],
            "units": [row for row in rows if row["answered"]],
            "can_answer": any(one.unit_id in actor.units for one in assignments),
            "is_over": assessment_round.deadline_on < self.as_of,
        }


class FormsOfRound(PlanPage, View):
    """Many small forms on one page; each is sent by itself, and those left empty wait."""

    nav = "round-list"
    always_today = True

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.round = get_object_or_404(self.plan.rounds, pk=pk)

    def get(self, request, **kwargs):
        return self.page([(one, self.form(one)) for one in self.assignments()])

    def post(self, request, **kwargs):
        """Store every form that was filled in; what could not be stored comes back."""
        shown, stored, is_late = [], 0, False
        for assignment in self.assignments():
            form = self.form(assignment, request.POST)
            if not form.is_begun:
                form = self.form(assignment)
            elif form.is_valid():
                try:
                    self.store(assignment, form.cleaned_data)
                    stored += 1
                    continue
                except Conflict as conflict:
                    first = _("It changed while this page was open.")
                    renew(form)
                    form.add_error(None, too_late(request, conflict, first))
                    is_late = True
            shown.append((assignment, form))
        if stored:
            sentence = ngettext("%(n)d answer saved.", "%(n)d answers saved.", stored)
            messages.success(request, sentence % {"n": stored})
        if any(form.errors for _assignment, form in shown):
            return self.page(shown, status=409 if is_late else 200)
        return redirect("round", self.plan.slug, self.round.pk)

    def page(self, rows, status=200):
        context = {"round": self.round, "rows": rows, "title": self.title}
        return render(self.request, "rounds/forms.html", context, status=status)


class AnswerPage(FormsOfRound):
    @property
    def title(self):
        return _("Answer for our tasks")

    def assignments(self):
        """The assignments of the person's units that have no score yet."""
        units = Actor.of(self.request.user, today()).units
        own = [one for one in parts_of(self.round, self.as_of) if one.unit_id in units]
        if not own:
            raise PermissionDenied
        return [one for one in own if not one.answers or one.answers[0].score is None]

    def form(self, assignment, data=None):
        stored = assignment.answers[0] if assignment.answers else None
        initial = {name: getattr(stored, name) for name in FIELDS} if stored else {}
        initial["seen"] = stored.version if stored else 0
        prefix = f"p{assignment.pk}"
        return AnswerForm(data, prefix=prefix, initial=initial | self.typed_in(prefix))

    def store(self, assignment, words):
        answer(self.round, assignment, by=self.request.user, on=today(), **words)


class ReviewRound(FormsOfRound):
    @property
    def title(self):
        return _("Score the answers")

    def assignments(self):
        if not may(self.request.user, "review"):
            raise PermissionDenied
        return [one for one in parts_of(self.round, self.as_of) if one.answers]

    def form(self, assignment, data=None):
        stored = assignment.answers[0]
        initial = {"answer": stored.version, "seen": stored.review_version}
        initial |= {"score": stored.score, "comment": stored.comment}
        prefix = f"a{stored.pk}"
        initial |= self.typed_in(prefix)
        return AssessmentReviewForm(data, prefix=prefix, initial=initial)

    def store(self, assignment, words):
        review(assignment.answers[0], by=self.request.user, on=today(), **words)
