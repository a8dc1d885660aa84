"""Inspections, rectification, and the month's re-checks."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from tasks.burden.pages import limit_of
from tasks.evidence.models import Evidence
from tasks.evidence.pages import AnswerWithFiles, WithFiles
from tasks.frame.pages import Deciding, PlanPage, WritingPage
from tasks.ground.clock import today
from tasks.inspections import acts
from tasks.inspections import rules as inspections
from tasks.inspections.forms import InspectionForm, RecheckForm
from tasks.inspections.models import Inspection, Visit
from tasks.inspections.sheets import sheet_of
from tasks.paper.pages import taken
from tasks.plan.actors import Actor, answering_units
from tasks.plan.lines import addressed
from tasks.plan.models import Milestone
from tasks.plan.reach import unread
from tasks.plan.recording import history
from tasks.workflow.moves import Action


class InspectionList(PlanPage, TemplateView):
    nav = "inspection-list"
    template_name = "inspections/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "inspections": Inspection.objects.of_plan(self.plan).up_to(self.as_of),
            "proposed": inspections.to_recheck(self.plan, self.as_of),
            "failures": inspections.failures_by_unit(self.plan, self.as_of),
        }


class InspectionDetail(PlanPage, TemplateView):
    nav = "inspection-list"
    template_name = "inspections/inspection.html"

    def get_context_data(self, *, pk, **kwargs):
        actor = Actor.of(self.request.user, today())
        inspection = written_down(self, pk, actor)
        context = {
            "inspection": inspection,
            "own_units": actor.units,
            "takes": actor.takes(inspection.receivers),
            "events": history(inspection).up_to(self.as_of).seen_by(actor),
        }
        return super().get_context_data(**kwargs) | context


class InspectionWord(PlanPage, View):
    def get(self, request, pk, **kwargs):
        inspection = written_down(self, pk, Actor.of(request.user, today()))
        name = inspection.reference or f"督查-{inspection.inspected_on}"
        return taken(request.user, inspection, name, sheet_of)


def written_down(page, pk, reader):
    """The inspection of the plan of ``page`` as ``reader`` sees it, if it was there on the day shown;
    else Http404.
    """
    return get_object_or_404(Inspection.objects.for_page(page.plan, page.as_of, reader), pk=pk)


class Seen:
    """Mixin: the files are the supervisor's own, of what he saw."""

    files_label = _("Photographs and files of what was seen")

    @property
    def unit(self):
        return self.request.user.unit


class OfMilestone(Seen, WithFiles, WritingPage):
    """A visit or a re-check of ``self.milestone`` is written down."""

    nav = "inspection-list"
    action = Action.INSPECT
    template_name = "inspections/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        milestones = Milestone.objects.filter(task__plan=self.plan).select_related("task__plan")
        self.milestone = self.place = get_object_or_404(milestones, pk=pk)

    def get_context_data(self, **kwargs):
        context = {"milestone": self.milestone}
        return super().get_context_data(**kwargs) | context

    def landing(self, inspection):
        if inspection is None:
            return reverse("inspection-list", args=[self.plan.slug])
        return reverse("inspection", args=[self.plan.slug, inspection.pk])


class Inspect(OfMilestone):
    """Which unit is inspected is chosen first: the page shows the members of a group, each with
    fields of its own, and says who does not read what is asked of him.
    """

    title = _("Write down an inspection")
    form_class = InspectionForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.choose(request.POST.get("unit", request.GET.get("unit")))

    def choose(self, asked):
        """Take the unit of the id ``asked``, or the only one of the task: who answers for it in a line
        of his own, and who reads nothing.
        """
        units = list(self.milestone.task.present_units())
        chosen = [unit for unit in units if str(unit.pk) == asked] or units[:1] * (len(units) == 1)
        self.chosen = chosen[0] if chosen else None
        self.lines = [unit for unit, group in addressed(chosen).items() if group]
        self.unread = [one for nobody in unread(chosen).values() for one in nobody]

    def get_initial(self):
        return super().get_initial() | {"unit": self.chosen}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "shown" in kwargs["initial"]:  # typed before signing in
            self.choose(kwargs["initial"].get("unit"))
        task, on = self.milestone.task, today()
        limit = limit_of(self.plan, task.present_units(), on)
        return kwargs | {"task": task, "on": on, "lines": self.lines, "limit": limit}

    def get_context_data(self, **kwargs):
        seen = {"chosen": self.chosen, "unread": self.unread}
        return super().get_context_data(**kwargs) | seen

    def post(self, request, *args, **kwargs):
        if "choose" not in request.POST and not self.has_news():
            return super().post(request, *args, **kwargs)
        self.change_files()
        return self.page_with_files()

    def has_news(self):
        """True where the page did not show yet what concerns the unit that was chosen; he is told."""
        was_shown = self.request.POST.get("shown") == str(self.chosen and self.chosen.pk)
        if was_shown or not (self.lines or self.unread):
            return False
        messages.info(
            self.request, _("Nothing is written down yet: please look at this page again.")
        )
        return True

    def act(self, **values):
        return acts.inspect(self.milestone, **values)


class Recheck(OfMilestone):
    title = _("Write down the re-check")
    form_class = RecheckForm

    def get_form_kwargs(self):
        shown = Milestone.objects.of(self.plan, today()).with_units()
        units = list(addressed(answering_units(shown.get(pk=self.milestone.pk))))
        lines = units if len(units) > 1 else []
        return super().get_form_kwargs() | {"on": today(), "lines": lines}

    def act(self, **values):
        return acts.recheck(self.milestone, **values)


class OfVisit:
    """Mixin: the page is about ``self.visit``, one unit's line, and leads back to its inspection."""

    nav = "inspection-list"
    template_name = "inspections/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        visits = Visit.objects.of_plan(self.plan)
        files = Evidence.objects.shown_to(Actor.of(request.user, today()))
        visits = visits.prefetch_related(Prefetch("evidence", files))
        self.visit = get_object_or_404(visits, pk=pk)
        self.place, self.answers = self.visit.inspection.milestone, self.visit.pk

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"milestone": self.place, "visit": self.visit}

    def landing(self, paper):
        return reverse("inspection", args=[self.plan.slug, self.visit.inspection_id])


class Rectify(Deciding, OfVisit, AnswerWithFiles):
    title, label = _("Report the rectification"), _("Rectification")
    action = Action.RECTIFY

    @property
    def unit(self):
        return self.visit.unit

    def is_allowed(self):
        return self.visit.unit_id in Actor.of(self.request.user, today()).units

    def outdated_by(self):
        looked = (Action.RECTIFY, Action.SEND_BACK_RECTIFICATION)
        return history(self.visit.inspection).that(*looked)

    def act(self, **values):
        acts.rectify(self.visit, **values)


class LookAt(Deciding, Seen, OfVisit, AnswerWithFiles):
    """What the unit put right is decided about: another rectification is another matter."""

    def outdated_by(self):
        return history(self.visit.inspection).that(Action.RECTIFY).filter(unit=self.visit.unit)


class CloseInspection(LookAt):
    title, label = _("Close the inspection"), _("Opinion")
    action = Action.CLOSE_INSPECTION

    def act(self, **values):
        acts.close(self.visit, **values)


class SendBackRectification(LookAt):
    title, label = _("Send the rectification back"), _("Reason")
    action = Action.SEND_BACK_RECTIFICATION

    def act(self, **values):
        acts.send_back(self.visit, **values)
