"""Pages of supervisors on which a task outside the plan is proposed and decided."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from tasks.extra import acts
from tasks.extra.forms import DecideForm, ProposeForm, TakeBackForm
from tasks.extra.models import ExtraProposal
from tasks.extra.rules import is_alone
from tasks.frame.pages import PlanPage, WritingPage
from tasks.ground.clock import today
from tasks.plan.models import Event
from tasks.plan.phases import why_not

DECISIONS = {"approve": acts.approve, "refuse": acts.refuse, "withdraw": acts.withdraw}


class ProposalList(PlanPage, TemplateView):
    nav = "task-list"
    right = "supervise"
    always_today = True
    template_name = "extra/list.html"

    def get_context_data(self, **kwargs):
        proposals = list(ExtraProposal.objects.of_plan(self.plan))
        return super().get_context_data(**kwargs) | {
            "waiting": [one for one in proposals if one.is_waiting][::-1],
            "decided": [one for one in proposals if not one.is_waiting],
            "refused": why_not(self.plan, Event.Action.APPROVE_EXTRA, today()),
        }


class Propose(WritingPage):
    nav = "task-list"
    right = "change the plan"
    title = gettext_lazy("Propose a task outside the plan")
    form_class = ProposeForm
    template_name = "extra/propose.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"on": today(), "about": self.plan}

    def get_context_data(self, **kwargs):
        context = {
            "is_alone": is_alone(self.request.user),
            "refused": why_not(self.plan, Event.Action.APPROVE_EXTRA, today()),
        }
        return super().get_context_data(**kwargs) | context

    def act(self, **values):
        return acts.propose(self.plan, **values)

    def said(self, proposal):
        return _("It is proposed; another supervisor decides.")

    def landing(self, proposal):
        return reverse("extra-list", args=[self.plan.slug])


class ProposalPage(WritingPage):
    """What is proposed; another supervisor decides, and who proposed it can take it back."""

    nav = "task-list"
    right = "change the plan"
    template_name = "extra/proposal.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        proposals = ExtraProposal.objects.of_plan(self.plan).select_related("host")
        self.proposal = get_object_or_404(proposals, pk=pk)

    @property
    def title(self):
        return self.proposal.title

    @property
    def is_own(self):
        return self.proposal.proposed_by_id == self.request.user.pk

    def get_form_class(self):
        return TakeBackForm if self.is_own else DecideForm

    def get_context_data(self, **kwargs):
        proposal = self.proposal
        return super().get_context_data(**kwargs) | {
            "proposal": proposal,
            "leaders": proposal.leaders.order_by("position", "pk"),
            "parts": list(proposal.parts()),
            "button": _("Take the proposal back") if self.is_own else _("Decide on the proposal"),
            "is_own": self.is_own,
            "is_alone": self.is_own and is_alone(self.request.user),
            # What came too late stands on the page with all words.
            "is_open": proposal.is_waiting or self.request.method == "POST",
        }

    def act(self, *, decision="withdraw", **values):
        return DECISIONS[decision](self.proposal, **values)

    def landing(self, result):
        return reverse("extra-list", args=[self.plan.slug])
