"""The slips that are proposed, issued together."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.generic import View

from tasks.burden.pages import limit_of
from tasks.frame.pages import PlanPage, ids, too_late
from tasks.ground.clock import today
from tasks.plan.models import Event, Milestone
from tasks.plan.reach import unread
from tasks.plan.recording import Conflict, answering
from tasks.slips import acts
from tasks.slips import rules as slips
from tasks.slips.forms import IssueForm
from tasks.slips.rules import references


class IssueSlips(PlanPage, View):
    """The chosen proposals on one page: the words can be changed, then all are issued."""

    nav = "supervision"
    right = "supervise"
    always_today = True

    def get(self, request, **kwargs):
        return self.page(self.forms(request.GET.getlist("m")))

    def post(self, request, **kwargs):
        chosen = request.POST.getlist("m")
        forms = self.forms(chosen, request.POST)
        if len(forms) < len(chosen):
            first = _("Some of these are no longer proposed; please look again.")
            messages.error(request, " ".join(too_late(request, self.what_happened(forms), first)))
            return self.page(forms, status=409, lost=self.lost_words(forms))
        valid = [form for form in forms if form.is_valid()]
        if not forms or len(valid) < len(forms):
            return self.page(forms)
        try:
            issued = self.issue(forms)
        except Conflict as conflict:
            messages.error(request, " ".join(too_late(request, conflict)))
            return self.page(forms, status=409)
        except ValidationError:
            return self.page(forms)
        sentence = ngettext(
            "%(n)d slip issued: %(all)s.", "%(n)d slips issued: %(all)s.", len(issued)
        )
        numbers = pgettext("list", ", ").join(references(issued))
        messages.success(request, sentence % {"n": len(issued), "all": numbers})
        return redirect("supervision", self.plan.slug)

    def forms(self, chosen, data=None):
        """The forms of those of the ``chosen`` milestones that are proposed today."""
        on = today()
        return [
            IssueForm(
                data,
                typed=self.typed_in,
                proposal=proposal,
                about=self.plan,
                on=on,
                limit=limit_of(self.plan, proposal.units, on),
            )
            for proposal in slips.proposals(self.plan, on)
            if str(proposal.milestone.pk) in chosen
        ]

    def what_happened(self, forms):
        """The Conflict about the chosen milestones that are not among ``forms`` any more."""
        milestones = Milestone.objects.filter(task__plan=self.plan)
        chosen = milestones.filter(pk__in=ids(self.request.POST.getlist("m")))
        gone = chosen.exclude(pk__in=[form.proposal.milestone.pk for form in forms])
        return Conflict(Event.objects.with_people().filter(milestone__in=gone))

    def lost_words(self, forms):
        """What was typed for the chosen milestones that are not among ``forms`` any more."""
        left = {form.prefix for form in forms}
        gone = [f"m{pk}" for pk in self.request.POST.getlist("m") if f"m{pk}" not in left]
        return [self.request.POST.get(f"{prefix}-requirement", "") for prefix in gone]

    @transaction.atomic
    def issue(self, forms):
        who = {"by": self.request.user, "on": today()}
        issued = []
        for form in forms:
            one = form.proposal
            try:
                with answering(form.answered()):
                    issued.append(acts.issue(one.milestone, one.level, **who, **form.cleaned_data))
            except ValidationError as refused:
                form.add_error(None, refused)
                raise
        return issued

    def page(self, forms, status=200, lost=()):
        nobody = unread(unit for form in forms for unit in form.proposal.units)
        for form in forms:
            form.unread = [line for unit in form.proposal.units for line in nobody[unit.pk]]
        context = {"forms": forms, "lost": lost}
        return render(self.request, "slips/issue.html", context, status=status)
