"""Setting how often units report: on all of a plan, on one kind of milestones, on one task."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.frame.pages import WritingPage, renew
from tasks.plan.models import Milestone, Task
from tasks.rhythm.acts import RIGHT, RIGHT_OF_TASKS, set_rhythm
from tasks.rhythm.forms import RhythmForm
from tasks.rhythm.models import Rhythm
from tasks.rhythm.rules import name_of_scope, told_rhythm


class RhythmPage(WritingPage):
    """The rhythm of one scope of the plan."""

    title = gettext_lazy("Reporting rhythm")
    form_class = RhythmForm
    template_name = "rhythm/form.html"
    task, kind = None, ""

    @cached_property
    def present(self):
        """The Rhythm that holds, or None."""
        mine = Rhythm.objects.of_scope(self.plan, self.task, self.kind)
        return mine.filter(since__lte=self.as_of).first()

    def get_initial(self):
        present = self.present
        initial = {"seen": present.pk if present else 0}
        if present:
            initial |= {"every": present.every, "day": present.day, "grace": present.grace}
        return super().get_initial() | initial

    def get_form_kwargs(self):
        is_general = not (self.task or self.kind)
        return super().get_form_kwargs() | {"is_general": is_general}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "button": _("Save the rhythm"),
            "scope": self.task or name_of_scope(self.kind),
            "task": self.task,
            "told": told_rhythm(self.present),
        }

    def act(self, **values):
        return set_rhythm(self.plan, task=self.task, kind=self.kind, **values)

    def form_valid(self, form):
        answer = super().form_valid(form)
        if answer.status_code == 409:
            renew(form)
        return answer

    def said(self, result):
        return _("Set from today on: %(rhythm)s.") % {"rhythm": told_rhythm(result)}


class PlanRhythm(RhythmPage):
    nav = "supervision"
    right = RIGHT

    def setup(self, request, *args, kind="", **kwargs):
        super().setup(request, *args, **kwargs)
        if kind and kind not in Milestone.Kind.values:
            raise Http404
        self.kind = kind

    def landing(self, result):
        return reverse("plan-settings", args=[self.plan.slug])


class TaskRhythm(RhythmPage):
    nav = "task-list"
    right = RIGHT_OF_TASKS

    def setup(self, request, *args, number, **kwargs):
        super().setup(request, *args, **kwargs)
        self.task = get_object_or_404(Task.objects.filter(plan=self.plan), number=number)

    def landing(self, result):
        return reverse("task", args=[self.plan.slug, self.task.number])
