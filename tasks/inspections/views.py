"""Inspections, rectification, and the month's re-checks."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from tasks.evidence.pages import AnswerWithFiles
from tasks.frame.pages import PlanPage, WordsPage, WritingPage
from tasks.ground.clock import today
from tasks.inspections import acts
from tasks.inspections import rules as inspections
from tasks.inspections.forms import InspectionForm, RecheckForm
from tasks.inspections.models import Inspection
from tasks.plan.actors import Actor
from tasks.plan.models import Milestone
from tasks.workflow.moves import Action


class InspectionList(PlanPage, TemplateView):
    nav = "supervision"
    template_name = "inspections/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "rows": Inspection.objects.of_plan(self.plan).up_to(self.as_of),
            "proposed": inspections.to_recheck(self.plan, self.as_of),
            "failures": inspections.failures_by_unit(self.plan, self.as_of),
        }


class InspectionDetail(PlanPage, TemplateView):
    nav = "supervision"
    template_name = "inspections/inspection.html"

    def get_context_data(self, *, pk, **kwargs):
        row = get_object_or_404(Inspection.objects.of_plan(self.plan), pk=pk)
        mine = row.unit_id in Actor.of(self.request.user, today()).units
        return super().get_context_data(**kwargs) | {"row": row, "is_mine": mine}


class OfMilestone(WritingPage):
    """A visit or a re-check of ``self.milestone`` is written down."""

    nav = "supervision"
    template_name = "inspections/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = Milestone.objects.filter(task__plan=self.plan).select_related("task__plan")
        self.milestone = get_object_or_404(rows, pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"milestone": self.milestone}

    def landing(self, made):
        if made is None:
            return reverse("inspection-list", args=[self.plan.slug])
        return reverse("inspection", args=[self.plan.slug, made.pk])


class Inspect(OfMilestone):
    title = _("Write down an inspection")
    form_class = InspectionForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"task": self.milestone.task, "on": today()}

    def act(self, **said):
        return acts.inspect(self.milestone, **said)


class Recheck(OfMilestone):
    title = _("Write down the re-check")
    form_class = RecheckForm

    def act(self, **said):
        return acts.recheck(self.milestone, **said)[0]


class OfInspection:
    """Mixin: the page is about ``self.row``, and leads back to it."""

    nav = "supervision"
    template_name = "inspections/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.row = get_object_or_404(Inspection.objects.of_plan(self.plan), pk=pk)
        self.unit, self.place = self.row.unit, self.row.milestone

    def get_context_data(self, **kwargs):
        context = {"milestone": self.row.milestone, "row": self.row}
        return super().get_context_data(**kwargs) | context

    def landing(self, made):
        return reverse("inspection", args=[self.plan.slug, self.row.pk])


class Rectify(OfInspection, AnswerWithFiles):
    title, label = _("Report the rectification"), _("Rectification")
    action = Action.RECTIFY

    def is_allowed(self):
        return self.row.unit_id in Actor.of(self.request.user, today()).units

    def act(self, **said):
        acts.rectify(self.row, **said)


class CloseInspection(OfInspection, WordsPage):
    title, label = _("Close the inspection"), _("Opinion")

    def act(self, **said):
        acts.close(self.row, **said)


class SendBackRectification(OfInspection, WordsPage):
    title, label = _("Send the rectification back"), _("Reason")

    def act(self, **said):
        acts.send_back(self.row, **said)
