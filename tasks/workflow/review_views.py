"""Deciding what units ask: one request with all that speaks for it, or several on one page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from tasks.frame.pages import PlanPage, ids, renew, too_late
from tasks.frame.shown import SHOWN
from tasks.ground.clock import today
from tasks.plan.actors import Actor
from tasks.plan.models import CompletionRequest, Extension
from tasks.plan.recording import Conflict
from tasks.workflow.decision_forms import DECISION_FORMS
from tasks.workflow.moves import DECISIONS, PAGES, REFUSALS, waiting_on
from tasks.workflow.review import (
    decision_of,
    reviews,
    signatures,
    suggested_reasons,
    tell_cases,
)
from tasks.workflow.views import ActPage
from units.roles import may


class DecisionPage(ActPage):
    """What a unit asks about a milestone, with all that speaks for it, and yes or no to it: by its
    head or by the supervisors, as ``kind`` says, one of DECISIONS.
    """

    kind = None
    template_name = "workflow/decide.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.action = waiting_on(self.kind, self.milestone)

    @property
    def form_class(self):
        return DECISION_FORMS[self.action]

    def context(self, form):
        context = super().context(form)
        asked = context["request_shown"] or context["extension_shown"]
        reasons = suggested_reasons(asked, self.request.user, REFUSALS[self.action])
        return (
            context
            | decision_of(self.milestone, asked, self.day, self.actor)
            | {"button": _("Submit the decision"), "suggestions": reasons}
        )


class ReviewPage(PlanPage, View):
    """What waits for the supervisors, or for the signature of a head, each with yes and no.

    Supervisors also see what waited on a past day; only today's is decided.
    """

    nav = "desk"

    @property
    def always_today(self):
        return self.kind == "sign"

    @cached_property
    def kind(self):
        return "review" if may(self.request.user, "review") else "sign"

    @cached_property
    def actor(self):
        return Actor.of(self.request.user, today())

    @property
    def signs_for(self):
        return self.actor.signs_for

    def is_allowed(self):
        return self.kind == "review" or self.signs_for is not None

    def get(self, request, **kwargs):
        page = Paginator(self.waiting(), SHOWN).get_page(request.GET.get("page"))
        tell_cases(page.object_list, self.plan, self.as_of, self.actor)
        return self.page([(one, self.form(one)) for one in page], page=page)

    def post(self, request, **kwargs):
        """Decide what was marked; what could not be decided comes back with its words."""
        shown = self.shown()
        tell_cases(shown, self.plan, today(), self.actor)
        pairs = [(one, self.form(one, request.POST)) for one in shown]
        marked = [(one, form) for one, form in pairs if form.is_marked]
        later = [
            (one, self.unmarked(one, form))
            for one, form in pairs
            if not form.is_marked and one.decided_on is None
        ]
        if not marked:
            messages.warning(request, _("Nothing is done: please choose a decision first."))
            return self.page(later)
        outcomes = [self.decide(one, form) for one, form in marked]
        done = outcomes.count("done")
        if done == len(marked):
            sentence = ngettext("%(n)d request decided.", "%(n)d requests decided.", done)
            messages.success(request, sentence % {"n": done})
            return redirect(request.get_full_path())
        left = [pair for pair, outcome in zip(marked, outcomes, strict=True) if outcome != "done"]
        status = 409 if "late" in outcomes else 200
        return self.page([*left, *later], status=status, wrong=left, done=done)

    def decide(self, one, form):
        """``done``, ``wrong`` or ``late``; ``form`` then says what is wrong."""
        try:
            is_done = form.is_valid() and form.perform(
                one.milestone, by=self.request.user, on=today()
            )
        except Conflict as conflict:
            first = _("It changed while this page was open; please look again.")
            renew(form)
            form.add_error(None, too_late(self.request, conflict, first))
            return "late"
        return "done" if is_done else "wrong"

    def waiting(self):
        if self.kind == "review":
            return reviews(self.plan, self.as_of)
        return signatures(self.plan, self.signs_for)

    def shown(self):
        """What the sent page showed, decided by others meanwhile or not, in its order."""
        names = [name.removesuffix("-seen") for name in self.request.POST if name.endswith("-seen")]
        found = {}
        for model, letter in LETTERS.items():
            numbers = ids(name[1:] for name in names if name.startswith(letter))
            rows = model.objects.filter(milestone__task__plan=self.plan, pk__in=numbers)
            if self.kind == "sign":
                rows = rows.filter(unit=self.signs_for)
            rows = rows.select_related("milestone__task", "unit", "requested_by")
            found |= {f"{letter}{row.pk}": row for row in rows}
        return [found[name] for name in names if name in found]

    def form(self, one, data=None, **typed):
        """The form of the decision about ``one``, tied to it by its name on the page."""
        action = DECISIONS[self.kind][isinstance(one, Extension)]
        initial = {"seen": one.milestone.version} | typed
        if isinstance(one, CompletionRequest):
            initial = {"completed_on": one.completed_on} | initial
        prefix = f"{LETTERS[type(one)]}{one.pk}"
        initial |= self.typed_in(prefix)
        form = DECISION_FORMS[action](
            data, prefix=prefix, initial=initial, about=one.milestone, on=today()
        )
        form.fields["decision"].required = False
        one.action = action
        return form

    def unmarked(self, one, form):
        """The form of what was left for later, with what was typed and without complaints."""
        return self.form(one, reason=form.data.get(form.add_prefix("reason"), ""))

    def page(self, requests, status=200, **context):
        context |= {"requests": requests, "title": PAGES[self.kind], "kind": self.kind}
        return render(self.request, "workflow/review.html", context, status=status)


# A letter before the number of a request names its form on the page.
LETTERS = {CompletionRequest: "r", Extension: "x"}
