"""Slips: proposed, issued, read, confirmed, answered, withdrawn, referred."""

from itertools import islice

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from tasks.burden.pages import limit_of
from tasks.evidence.pages import AnswerWithFiles
from tasks.frame.pages import (
    Deciding,
    PlanPage,
    WordsPage,
    WritingPage,
    too_late,
    way_back,
)
from tasks.frame.shown import SHOWN
from tasks.ground.clock import today
from tasks.paper.pages import taken, word
from tasks.plan.actors import Actor, answering_units
from tasks.plan.models import Milestone
from tasks.plan.reach import unread
from tasks.plan.recording import Conflict, history
from tasks.slips import acts
from tasks.slips import rules as slips
from tasks.slips.calls import calls_of
from tasks.slips.filters import SlipFilter
from tasks.slips.forms import HandForm
from tasks.slips.models import Receipt, Slip
from tasks.slips.tables import SlipTable
from tasks.workflow.moves import Action


class SupervisionPage(PlanPage, SingleTableMixin, FilterView):
    """Proposals of today, and all slips up to the date shown."""

    nav = "supervision"
    filterset_class = SlipFilter
    table_class = SlipTable
    table_pagination = {"per_page": 100}
    template_name = "slips/supervision.html"

    def get_queryset(self):
        return Slip.objects.for_table(self.plan, self.as_of)

    def get_filterset_kwargs(self, filterset_class):
        return super().get_filterset_kwargs(filterset_class) | {"as_of": self.as_of}

    def get_context_data(self, **kwargs):
        calls = calls_of(self.plan, self.as_of)
        return super().get_context_data(**kwargs) | {
            "proposed": len(calls),
            "levels": self.levels(calls),
            "by_unit": slips.slips_by_unit(self.plan, self.as_of),
        }

    def levels(self, calls):
        """(level, page of its proposals) pairs, the gravest first; each level turns its own pages."""
        by_level = {level: [] for level in reversed(Slip.Level)}
        for call in calls:
            by_level[call.level].append(call)
        pages = {
            level: Paginator(called, SHOWN).get_page(self.request.GET.get(f"page_{level.value}"))
            for level, called in by_level.items()
            if called
        }
        shown = [call for page in pages.values() for call in page]
        proposed = iter(slips.proposals_of(self.plan, self.as_of, shown))
        for page in pages.values():
            page.object_list = list(islice(proposed, len(page)))
        return list(pages.items())


class WriteSlip(WritingPage):
    """A slip that no rule calls for, about ``self.milestone``."""

    nav = "supervision"
    title = gettext_lazy("Write a slip")
    form_class = HandForm
    template_name = "slips/write.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        milestones = Milestone.objects.of(self.plan, today()).with_units()
        self.milestone = get_object_or_404(milestones, pk=pk)

    def get_form_kwargs(self):
        on = today()
        limit = limit_of(self.plan, answering_units(self.milestone), on)
        return super().get_form_kwargs() | {"about": self.milestone, "on": on, "limit": limit}

    def get_context_data(self, **kwargs):
        units = answering_units(self.milestone)
        nobody = unread(units)
        return super().get_context_data(**kwargs) | {
            "milestone": self.milestone,
            "units": units,
            "open_slip": self.milestone.slips.open().first(),
            "unread": [line for unit in units for line in nobody[unit.pk]],
        }

    def act(self, **values):
        return acts.issue_by_hand(self.milestone, **values)

    def landing(self, slip):
        if slip is None:
            return reverse("task", args=[self.plan.slug, self.milestone.task.number])
        return reverse("slip", args=[self.plan.slug, slip.pk])


class SlipPage(PlanPage):
    """Mixin of the pages of one slip."""

    nav = "supervision"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.actor = Actor.of(request.user, today())
        shown = Slip.objects.for_page(self.plan, self.as_of, self.actor)
        self.slip = get_object_or_404(shown, pk=pk)


class SlipSheet(SlipPage, TemplateView):
    """The paper as it prints, and what became of it."""

    template_name = "slips/slip.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "slip": self.slip,
            "mine": [one for one in self.slip.receipts.all() if one.unit_id in self.actor.units],
            "takes": self.actor.takes(self.slip.receivers),
            "events": history(self.slip).up_to(self.as_of).seen_by(self.actor),
        }


class SlipWord(SlipPage, View):
    def get(self, request, **kwargs):
        return taken(request.user, self.slip, self.slip.reference)


class ReferralWord(SlipPage, View):
    def get(self, request, **kwargs):
        if not self.actor.is_supervisor:
            raise PermissionDenied  # it holds what other units said too
        if self.slip.referred_on is None or self.slip.referred_on > self.as_of:
            raise Http404
        return word(self.slip.referral_sheet, f"问责建议-{self.slip.reference}")


class SlipAct:
    """Mixin: the page is about ``self.slip``, and leads back to it."""

    template_name = "slips/act.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"slip": self.slip}

    def landing(self, paper):
        return reverse("slip", args=[self.plan.slug, self.slip.pk])


class DecideOnSlip(Deciding, SlipAct, SlipPage, WordsPage):
    """All that happened to the milestone speaks for or against its slip."""

    def outdated_by(self):
        return self.slip.milestone.events.with_people()


class WithdrawSlip(DecideOnSlip):
    title, label = gettext_lazy("Withdraw the slip"), gettext_lazy("Reason")

    def act(self, **values):
        acts.withdraw(self.slip, **values)


class ReferSlip(DecideOnSlip):
    title, label = gettext_lazy("Suggest accountability"), gettext_lazy("Suggestion")

    def act(self, **values):
        acts.refer(self.slip, **values)


class ReceiptPage(SlipAct, PlanPage):
    """Mixin: one unit's side of a slip; only those who act for the unit."""

    nav = "supervision"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.receipt = get_object_or_404(Receipt.objects.of_plan(self.plan), pk=pk)
        self.slip, self.unit = self.receipt.slip, self.receipt.unit
        self.place, self.answers = self.slip.milestone, self.receipt.pk

    def is_allowed(self):
        return self.receipt.unit_id in Actor.of(self.request.user, today()).units


class AnswerSlip(ReceiptPage, AnswerWithFiles):
    title, label = gettext_lazy("Reply to the slip"), gettext_lazy("Reply")
    action = Action.ANSWER_SLIP

    def act(self, **values):
        acts.answer(self.receipt, **values)


class ReceiveSlip(ReceiptPage, View):
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            acts.receive(self.receipt, by=request.user, on=today())
        except Conflict as conflict:
            sentence = _("The receipt was confirmed already.")
            messages.info(request, " ".join(too_late(request, conflict, sentence)))
        else:
            sentence = _("Receipt confirmed; please reply by %(day)s.")
            messages.success(request, sentence % {"day": self.slip.reply_by})
        return redirect(way_back(request, self.landing(None)))
