"""Inspections, rectification, and the month's re-checks."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from tasks.evidence.pages import AnswerWithFiles, WithFiles
from tasks.frame.pages import PlanPage, WritingPage
from tasks.ground.clock import today
from tasks.inspections import acts
from tasks.inspections import rules as inspections
from tasks.inspections.forms import InspectionForm, RecheckForm
from tasks.inspections.models import Inspection, Visit
from tasks.paper.pages import taken
from tasks.plan.actors import Actor
from tasks.plan.models import Milestone
from tasks.plan.recording import history
from tasks.workflow.moves import Action


class InspectionList(PlanPage, TemplateView):
    nav = "supervision"
    template_name = "inspections/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "inspections": Inspection.objects.of_plan(self.plan).up_to(self.as_of),
            "proposed": inspections.to_recheck(self.plan, self.as_of),
            "failures": inspections.failures_by_unit(self.plan, self.as_of),
        }


class InspectionDetail(PlanPage, TemplateView):
    nav = "supervision"
    template_name = "inspections/inspection.html"

    def get_context_data(self, *, pk, **kwargs):
        inspection = written_down(self, pk)
        actor = Actor.of(self.request.user, today())
        context = {
            "inspection": inspection,
            "own_units": actor.units,
            "takes": actor.takes(inspection.receivers),
            "events": history(inspection).up_to(self.as_of),
        }
        return super().get_context_data(**kwargs) | context


class InspectionWord(PlanPage, View):
    def get(self, request, pk, **kwargs):
        inspection = written_down(self, pk)
        return taken(request.user, inspection, f"督查-{inspection.inspected_on}")


def written_down(page, pk):
    """The inspection of the plan of ``page``, if it was there on the day shown; else Http404."""
    return get_object_or_404(Inspection.objects.for_page(page.plan, page.as_of), pk=pk)


class Seen:
    """Mixin: the files are the supervisor's own, of what he saw."""

    files_label = _("Photographs and files of what was seen")

    @property
    def unit(self):
        return self.request.user.unit


class OfMilestone(Seen, WithFiles, WritingPage):
    """A visit or a re-check of ``self.milestone`` is written down."""

    nav = "supervision"
    action = Action.INSPECT
    template_name = "inspections/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        milestones = Milestone.objects.filter(task__plan=self.plan).select_related("task__plan")
        self.milestone = self.place = get_object_or_404(milestones, pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"milestone": self.milestone}

    def landing(self, inspection):
        if inspection is None:
            return reverse("inspection-list", args=[self.plan.slug])
        return reverse("inspection", args=[self.plan.slug, inspection.pk])


class Inspect(OfMilestone):
    title = _("Write down an inspection")
    form_class = InspectionForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"task": self.milestone.task, "on": today()}

    def act(self, **values):
        return acts.inspect(self.milestone, **values)


class Recheck(OfMilestone):
    title = _("Write down the re-check")
    form_class = RecheckForm

    def act(self, **values):
        return acts.recheck(self.milestone, **values)


class OfVisit:
    """Mixin: the page is about ``self.visit``, one unit's line, and leads back to its inspection."""

    nav = "supervision"
    template_name = "inspections/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.visit = get_object_or_404(Visit.objects.of_plan(self.plan), pk=pk)
        self.place, self.answers = self.visit.inspection.milestone, self.visit.pk

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"milestone": self.place, "visit": self.visit}

    def landing(self, paper):
        return reverse("inspection", args=[self.plan.slug, self.visit.inspection_id])


class Rectify(OfVisit, AnswerWithFiles):
    title, label = _("Report the rectification"), _("Rectification")
    action = Action.RECTIFY

    @property
    def unit(self):
        return self.visit.unit

    def is_allowed(self):
        return self.visit.unit_id in Actor.of(self.request.user, today()).units

    def act(self, **values):
        acts.rectify(self.visit, **values)


class CloseInspection(Seen, OfVisit, AnswerWithFiles):
    title, label = _("Close the inspection"), _("Opinion")
    action = Action.CLOSE_INSPECTION

    def act(self, **values):
        acts.close(self.visit, **values)


class SendBackRectification(Seen, OfVisit, AnswerWithFiles):
    title, label = _("Send the rectification back"), _("Reason")
    action = Action.SEND_BACK_RECTIFICATION

    def act(self, **values):
        acts.send_back(self.visit, **values)
