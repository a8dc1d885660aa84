from itertools import groupby

from django.views.generic import TemplateView

from tasks.filters import TaskFilter
from tasks.frame.pages import PlanPage
from tasks.implementation.rules import steps_by_task
from tasks.models import Task
from tasks.timeline import month_bands, position, row_of


class TimelinePage(PlanPage, TemplateView):
    nav = "timeline"
    template_name = "tasks/timeline.html"

    def get_context_data(self, **kwargs):
        year = self.plan.issued_on.year
        tasks = Task.objects.for_table(self.plan, self.as_of)
        filtered = TaskFilter(self.request.GET, tasks, plan=self.plan, as_of=self.as_of)
        steps = steps_by_task(self.plan, year)
        rows = [row_of(task, year, steps.get(task.pk, ())) for task in filtered.qs]
        by_project = groupby(rows, key=lambda row: row.task.project)
        return super().get_context_data(**kwargs) | {
            "filter": filtered,
            "year": year,
            "months": month_bands(year),
            "projects": [(project, list(group)) for project, group in by_project],
            "row_count": len(rows),
            "today_at": position(self.as_of, year) if self.as_of.year == year else None,
        }
