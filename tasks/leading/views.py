"""Pages on which a leader is replaced, or somebody stands in for him."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from leaders.models import Leader, LeaderAbsence
from tasks.frame.pages import WritingPage
from tasks.frame.previewing import Previewed
from tasks.ground.clock import today
from tasks.leading.acts import end_absence, name_stand_in, replace_leader
from tasks.leading.forms import AbsenceForm, BackForm, ReplaceForm
from tasks.leading.rules import open_tasks, replacements, sentences


class OfLeader:
    """Mixin of a page about one leader."""

    nav = "leader-list"
    right = "change the plan"
    template_name = "leading/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.leader = get_object_or_404(Leader, pk=pk)

    def get_form_kwargs(self):
        more = {"leader": self.leader, "on": today(), "about": self.plan}
        return super().get_form_kwargs() | more

    def get_context_data(self, **kwargs):
        context = {"leader": self.leader, "explained": self.explained}
        return super().get_context_data(**kwargs) | context

    def landing(self, result):
        return reverse("leader", args=[self.plan.slug, self.leader.pk])


class ReplaceLeader(OfLeader, Previewed):
    title = gettext_lazy("Replace the lead leader")
    explained = gettext_lazy(
        "Days before show the former leader. Tasks that are done or have ended stay with him."
    )
    form_class = ReplaceForm
    sentences = staticmethod(sentences)

    def get_initial(self):
        tasks = open_tasks(self.plan, self.leader, today())
        return {"since": today(), "tasks": tasks, "orders_go": "yes"}

    def outdated_by(self):
        return replacements(self.plan, self.plan.tasks.all())

    def change(self, **values):
        return replace_leader(self.plan, self.leader, **values)


class NameStandIn(OfLeader, WritingPage):
    title = gettext_lazy("Name who stands in")
    explained = gettext_lazy(
        "On these days the tasks and instructions of the leader stand on the page of who stands in, "
        "too, and in the digest."
    )
    form_class = AbsenceForm

    def get_initial(self):
        return {"from_on": today(), "until_on": today() + timedelta(days=13)}

    def act(self, **values):
        return name_stand_in(self.plan, self.leader, **values)


class EndAbsence(WritingPage):
    """The leader is back before the days are over."""

    nav = "leader-list"
    right = "change the plan"
    title = gettext_lazy("The leader is back")
    form_class = BackForm
    template_name = "leading/form.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        absences = LeaderAbsence.objects.select_related("leader", "stand_in")
        self.absence = get_object_or_404(absences, pk=pk)

    def get_context_data(self, **kwargs):
        context = {"leader": self.absence.leader, "absence": self.absence}
        return super().get_context_data(**kwargs) | context

    def act(self, **values):
        return end_absence(self.plan, self.absence, **values)

    def landing(self, result):
        return reverse("leader", args=[self.plan.slug, self.absence.leader_id])
