from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from tasks.acts.dates import confirm_dates
from tasks.acts.reports import acknowledge
from tasks.acts.splitting import add_milestone
from tasks.document import passages
from tasks.filters import HistoryFilter, TaskFilter
from tasks.forms import AddMilestoneForm
from tasks.frame.pages import PlanPage, too_late, way_back
from tasks.ground.clock import today
from tasks.implementation import lead_parts
from tasks.models import Assignment, Instruction, Milestone, Task
from tasks.plan.actors import Actor
from tasks.plan.recording import Conflict
from tasks.task_page import tasks_with_story
from tasks.workflow import available


class TaskPage(PlanPage, TemplateView):
    nav = "task-list"
    template_name = "tasks/task.html"

    def get_context_data(self, number, **kwargs):
        tasks = tasks_with_story(self.plan, self.as_of)
        task = tasks.filter(number=number).first()
        if task is None:
            raise Http404
        earlier, later = self.neighbours(number)
        now = today()
        actor = Actor.of(self.request.user, now)
        history = HistoryFilter(
            self.request.GET, task.events.for_history(self.as_of), task=task, prefix="history"
        )
        for milestone in task.milestones.all():
            milestone.actions = available(milestone, actor) if self.as_of == now else []
        return super().get_context_data(**kwargs) | {
            "task": task,
            "wording": passages(self.plan, [task], task.source_start, task.source_end),
            "earlier": earlier,
            "later": later,
            "history": history,
            "instructions": Instruction.objects.for_page(task, self.as_of),
            "implementations": lead_parts(self.plan).filter(task=task),
            **self.own_parts(actor, task, now),
        }

    def own_parts(self, actor, task, now):
        """The person's own parts in ``task``, and those to acknowledge; none in the past."""
        own = actor.assignments(task) if self.as_of == now else []
        return {
            "own_parts": own,
            "own_units": {part.unit_id for part in own},
            "to_acknowledge": [part for part in own if part.acknowledged_on is None],
        }

    def neighbours(self, number):
        """The numbers before and after this one in the list the reader came from."""
        filtered = TaskFilter(
            self.request.GET,
            Task.objects.of(self.plan, self.as_of),
            plan=self.plan,
            as_of=self.as_of,
        )
        numbers = list(filtered.qs.order_by("number").values_list("number", flat=True))
        before = [other for other in numbers if other < number]
        after = [other for other in numbers if other > number]
        return (before[-1] if before else None), (after[0] if after else None)


class Acknowledge(PlanPage, View):
    """A unit says that it has the task."""

    def post(self, request, pk, **kwargs):
        parts = Assignment.objects.of_plan(self.plan)
        part = get_object_or_404(parts, pk=pk)
        try:
            acknowledge(part, by=request.user, on=today())
        except Conflict as conflict:
            first = _("This task was acknowledged before.")
            messages.info(request, " ".join(too_late(request, conflict, first)))
        else:
            messages.success(request, _("Acknowledged. Please report progress before it is due."))
        task = reverse("task", args=[self.plan.slug, part.task.number])
        return redirect(way_back(request, task))


class ConfirmDate(PlanPage, View):
    """A supervisor says that the document's date was read rightly."""

    def post(self, request, pk, **kwargs):
        milestones = Milestone.objects.filter(task__plan=self.plan)
        milestone = get_object_or_404(milestones.select_related("task"), pk=pk)
        confirm_dates(milestones.filter(pk=pk), by=request.user, on=today())
        messages.success(request, _("The date is confirmed."))
        address = reverse("task", args=[self.plan.slug, milestone.task.number])
        return redirect(f"{address}#m{milestone.order}")


class AddMilestone(PlanPage, FormView):
    """A supervisor adds what the document does not have."""

    nav = "task-list"
    right = "change the plan"
    form_class = AddMilestoneForm
    template_name = "tasks/add_milestone.html"

    def setup(self, request, *args, number, **kwargs):
        super().setup(request, *args, **kwargs)
        self.task = get_object_or_404(self.plan.tasks, number=number)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"task": self.task}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"task": self.task}

    def form_valid(self, form):
        add_milestone(self.task, by=self.request.user, on=today(), **form.cleaned_data)
        messages.success(self.request, _("The milestone is added."))
        return redirect("task", self.plan.slug, self.task.number)
