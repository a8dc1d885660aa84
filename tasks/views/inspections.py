"""Inspections, rectification, and the month's re-checks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from tasks import inspections
from tasks.actors import Actor
from tasks.acts import inspections as acts
from tasks.clock import today
from tasks.forms import InspectionForm, InspectionWordsForm, RecheckForm
from tasks.models import Inspection, Milestone
from tasks.views.base import PlanPage
from tasks.workflow import Conflict
from units.roles import may


class InspectionList(PlanPage, TemplateView):
    template_name = "tasks/inspections/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "rows": inspections.for_table(self.plan, self.as_of),
            "proposed": inspections.to_recheck(self.plan, self.as_of),
            "failures": inspections.failures_by_unit(self.plan, self.as_of),
        }


class InspectionDetail(PlanPage, TemplateView):
    template_name = "tasks/inspections/inspection.html"

    def get_context_data(self, *, pk, **kwargs):
        row = get_object_or_404(inspections.for_table(self.plan, today()), pk=pk)
        mine = row.unit_id in Actor.of(self.request.user, today()).units
        return super().get_context_data(**kwargs) | {"row": row, "is_mine": mine}


class InspectionAct(PlanPage, FormView):
    """What the forms share: the refusal, the conflict, the way back."""

    template_name = "tasks/inspections/form.html"
    form_class = InspectionWordsForm

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self):
        return may(self.request.user, "supervise")

    def get_context_data(self, **kwargs):
        context = {"milestone": self.milestone, "title": self.title, "row": getattr(self, "row", None)}  # fmt: skip
        return super().get_context_data(**kwargs) | context

    def form_valid(self, form):
        try:
            row = self.act(by=self.request.user, on=today(), **form.cleaned_data) or self.row
        except Conflict:
            form.add_error(None, _("Somebody else was faster; please look again."))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("Done and recorded."))
        return redirect("inspection", self.plan.slug, row.pk)


class OfMilestone(InspectionAct):
    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = Milestone.objects.filter(task__plan=self.plan).select_related("task__plan")
        self.milestone = get_object_or_404(rows, pk=pk)


class Inspect(OfMilestone):
    form_class = InspectionForm

    @property
    def title(self):
        return _("Write down an inspection")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"task": self.milestone.task, "on": today()}

    def act(self, **said):
        return acts.inspect(self.milestone, **said)


class Recheck(OfMilestone):
    form_class = RecheckForm

    @property
    def title(self):
        return _("Write down the re-check")

    def act(self, **said):
        return acts.recheck(self.milestone, **said)[0]


class OfInspection(InspectionAct):
    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = Inspection.objects.filter(milestone__task__plan=self.plan)
        self.row = get_object_or_404(rows.select_related("milestone__task", "unit"), pk=pk)
        self.milestone = self.row.milestone


class Rectify(OfInspection):
    @property
    def title(self):
        return _("Report the rectification")

    def is_allowed(self):
        return self.row.unit_id in Actor.of(self.request.user, today()).units

    def act(self, **said):
        acts.rectify(self.row, **said)


class CloseInspection(OfInspection):
    @property
    def title(self):
        return _("Close the inspection")

    def act(self, **said):
        acts.close(self.row, **said)


class SendBackRectification(OfInspection):
    @property
    def title(self):
        return _("Send the rectification back")

    def act(self, **said):
        acts.send_back(self.row, **said)
