"""The page on which a second person reads a correction, before and after, and decides about it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from tasks.consent import acts
from tasks.consent.forms import AGREE, ConsentForm
from tasks.consent.rules import RIGHT, may_decide
from tasks.frame.pages import PlanPage, WritingPage, way_back
from tasks.ground.clock import today
from tasks.plan.correcting import STALE
from tasks.plan.models import Milestone, Plan, ProposedCorrection


class OfProposal:
    """Mixin of pages about one correction that was proposed."""

    nav = "task-list"
    right = RIGHT

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.pk = pk

    @cached_property
    def proposal(self):
        proposals = ProposedCorrection.objects.filter(plan=self.plan).with_names()
        return get_object_or_404(proposals, pk=self.pk)

    @property
    def is_own(self):
        return self.request.user.pk == self.proposal.proposed_by_id


class Consent(OfProposal, WritingPage):
    """Everybody with the right reads it, also once it is decided; who proposed it decides nothing."""

    title = gettext_lazy("Consent to a correction")
    form_class = ConsentForm
    template_name = "consent/consent.html"

    def is_allowed(self):
        person, is_read = self.request.user, self.request.method != "POST"
        return super().is_allowed() and (is_read or may_decide(person, self.proposal))

    def get_context_data(self, **kwargs):
        shown = {"proposal": self.proposal, "is_own": self.is_own}
        return super().get_context_data(**kwargs) | shown | {"button": _("Decide")}

    def act(self, decision, **words):
        act = acts.agree if decision == AGREE else acts.refuse
        decided = act(self.proposal, **words)
        if decided.state == decided.State.OUTDATED:
            sentence = _("Nothing was changed, and it is closed: it does not fit any more. %(why)s")
            raise ValidationError(sentence % {"why": decided.decision_note}, code=STALE)
        return decided

    def form_invalid(self, form):
        del self.proposal  # it is another one by now, where somebody was faster
        return super().form_invalid(form)

    def said(self, decided):
        if decided.state == decided.State.AGREED:
            return _("The correction holds, and is written down in both names.")
        return _("Nothing changes, and who proposed it is told why.")

    def landing(self, decided):
        return page_of(self.proposal)


class Withdraw(OfProposal, PlanPage, View):
    """Who proposed it takes it back."""

    always_today = True

    def is_allowed(self):
        return super().is_allowed() and self.is_own

    def post(self, request, **kwargs):
        try:
            acts.withdraw(self.proposal, by=request.user, on=today())
            messages.success(request, _("The correction is withdrawn; nothing has changed."))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return redirect(way_back(request, page_of(self.proposal)))


def page_of(proposal):
    """Where what it corrects stands."""
    about, plan = proposal.about, proposal.plan
    if isinstance(about, Plan):
        return reverse("document", args=[plan.slug])
    place = f"#m{about.order}" if isinstance(about, Milestone) else ""
    return reverse("task", args=[plan.slug, proposal.task.number]) + place
