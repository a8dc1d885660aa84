"""Pages on which a task ends and goes on: the form, then what it would do, then it is done."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from tasks.endings.acts import end_task, restore_task
from tasks.endings.forms import EndForm, RestoreForm
from tasks.endings.rules import DECISIONS, sentences
from tasks.frame.previewing import Previewed
from tasks.ground.clock import today


class ChangeOfTask(Previewed):
    nav = "task-list"
    right = "change the plan"
    template_name = "endings/change.html"
    sentences = staticmethod(sentences)

    def setup(self, request, *args, number, **kwargs):
        super().setup(request, *args, **kwargs)
        self.task = get_object_or_404(self.plan.tasks, number=number)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"on": today(), "about": self.plan}

    def get_initial(self):
        return {"since": today()}

    def get_context_data(self, **kwargs):
        context = {"task": self.task, "explained": self.explained}
        return super().get_context_data(**kwargs) | context

    def outdated_by(self):
        return self.task.events.that(*DECISIONS)

    def landing(self, change):
        return reverse("task", args=[self.plan.slug, self.task.number])


class EndTask(ChangeOfTask):
    title = gettext_lazy("Withdraw, merge or no longer pursue the task")
    explained = gettext_lazy(
        "What of it is open stops, and asks nothing of anybody; what is done stays done. It stays in "
        "all lists, with its mark, and can go on again."
    )
    form_class = EndForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"task": self.task}

    def change(self, **values):
        return end_task(self.task, **values)


class RestoreTask(ChangeOfTask):
    title = gettext_lazy("The task goes on")
    explained = gettext_lazy(
        "The milestones that stopped when it ended go on with their dates; slips and requests that "
        "ended then stay so."
    )
    form_class = RestoreForm

    def change(self, **values):
        return restore_task(self.task, **values)
