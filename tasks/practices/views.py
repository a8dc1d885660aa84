"""Good practice: what units offer and supervisors publish."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from tasks.frame.pages import PlanPage, too_late
from tasks.ground.clock import today
from tasks.plan.actors import Actor
from tasks.plan.models import ProgressReport
from tasks.plan.models.restriction import NOBODY
from tasks.plan.recording import Conflict
from tasks.practices.acts import propose, publish
from tasks.practices.forms import PracticeForm
from tasks.practices.models import GoodPractice


class PracticeList(PlanPage, TemplateView):
    nav = "practice-list"
    template_name = "practices/practice_list.html"

    def get_context_data(self, **kwargs):
        reader = Actor.of(self.request.user, today())
        practices = GoodPractice.objects.of_plan(self.plan, reader)
        return super().get_context_data(**kwargs) | {
            "published": practices.published_by(self.as_of),
            "offered": practices.offered_on(self.as_of),
        }


class ProposePractice(PlanPage, FormView):
    nav = "practice-list"
    always_today = True
    form_class = PracticeForm
    template_name = "practices/practice_form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        everybody_s = ProgressReport.objects.readable_by(NOBODY)
        reports = everybody_s.filter(milestone__task__plan=self.plan)
        self.report = get_object_or_404(reports.select_related("milestone__task", "unit"), pk=pk)

    def is_allowed(self):
        return self.report.unit_id in Actor.of(self.request.user, today()).units

    def get_context_data(self, **kwargs):
        task = self.report.milestone.task
        return super().get_context_data(**kwargs) | {"report": self.report, "task": task}

    def form_valid(self, form):
        try:
            propose(self.report, by=self.request.user, on=today(), **form.cleaned_data)
        except Conflict as conflict:
            first = _("This report was offered before.")
            messages.info(self.request, " ".join(too_late(self.request, conflict, first)))
        else:
            messages.success(self.request, _("Offered; a supervisor decides about publishing."))
        return redirect("task", self.plan.slug, self.report.milestone.task.number)


class PublishPractice(PlanPage, View):
    def post(self, request, pk, **kwargs):
        practice = get_object_or_404(GoodPractice.objects.of_plan(self.plan), pk=pk)
        try:
            publish(practice, by=request.user, on=today())
        except Conflict as conflict:
            first = _("It is published already.")
            messages.info(request, " ".join(too_late(request, conflict, first)))
        else:
            messages.success(request, _("Published: everybody can read it."))
        return redirect("practice-list", self.plan.slug)
