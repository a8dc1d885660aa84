from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView
from django_tables2 import SingleTableMixin

from leaders.models import Leader
from tasks.frame.pages import PlanPage
from tasks.models import Milestone, Task
from tasks.owners import leader_rows
from tasks.tables import LeaderTable, TaskTable


class LeaderList(PlanPage, SingleTableMixin, TemplateView):
    nav = "leader-list"
    table_class = LeaderTable
    table_pagination = False
    template_name = "leaders/leader_list.html"

    def get_table_data(self):
        return leader_rows(self.plan, Milestone.objects.of(self.plan, self.as_of))


class LeaderPage(PlanPage, TemplateView):
    nav = "leader-list"
    template_name = "leaders/leader.html"

    def get_context_data(self, pk, **kwargs):
        leader = get_object_or_404(Leader, pk=pk)
        tasks = Task.objects.for_table(self.plan, self.as_of).led_by(leader)
        milestones = Milestone.objects.of(self.plan, self.as_of).led_by(leader)
        return super().get_context_data(**kwargs) | {
            "leader": leader,
            "row": {"query": {"leader": leader.pk}},
            "table": TaskTable(tasks, orderable=False),
            "tally": milestones.tally(),
            "owed": milestones.for_table().urgent(),
        }
