from django.http import Http404
from django.views.generic import TemplateView

from tasks.document import passages
from tasks.filters import HistoryFilter, TaskFilter
from tasks.frame.pages import PlanPage
from tasks.ground.clock import today
from tasks.implementation.rules import lead_parts
from tasks.models import Instruction, Task
from tasks.plan.actors import Actor
from tasks.task_page import tasks_with_story
from tasks.workflow.moves import available


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
