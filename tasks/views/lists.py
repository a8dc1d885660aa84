"""The two lists: tasks and milestones."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from tasks.filters import MilestoneFilter, TaskFilter
from tasks.frame.pages import PlanPage
from tasks.ground.days import end_of_month, month_of
from tasks.models import Milestone, Task
from tasks.tables import MilestoneTable, TaskTable


class WholeListPaginator(Paginator):
    """Fetches all rows at once: of tens of tasks that is cheaper than counting them first."""

    def __init__(self, rows, *args, **kwargs):
        len(rows.data.data)
        super().__init__(rows, *args, **kwargs)


def ready_views(as_of):
    """(label, query) of what supervisors look for every day."""
    first = month_of(as_of)
    return [
        (_("All"), {}),
        (_("Overdue"), {"light": "red"}),
        (_("Due this month"), {"dated": "yes", "due_from": first, "due_to": end_of_month(first)}),
        (_("Done late"), {"light": "late"}),
        (_("Stale"), {"stale": "yes"}),
        (_("Unscheduled"), {"light": "unscheduled"}),
        (_("Key focus"), {"key": "yes"}),
    ]


class LedgerList(PlanPage, SingleTableMixin, FilterView):
    """A filtered, sorted table; a filter that cannot be read lists nothing and says why."""

    table_pagination = {"per_page": 100, "paginator_class": WholeListPaginator}
    strict = True

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        return kwargs | {"plan": self.plan, "as_of": self.as_of}


class TaskList(LedgerList):
    nav = "task-list"
    filterset_class = TaskFilter
    table_class = TaskTable
    template_name = "tasks/task_list.html"

    def get_queryset(self):
        return Task.objects.for_table(self.plan, self.as_of)


class MilestoneList(LedgerList):
    nav = "milestone-list"
    filterset_class = MilestoneFilter
    table_class = MilestoneTable
    template_name = "tasks/milestone_list.html"

    def get_queryset(self):
        return Milestone.objects.of(self.plan, self.as_of).for_table()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"ready_views": ready_views(self.as_of)}
