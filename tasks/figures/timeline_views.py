"""The year as a picture."""

from itertools import groupby
from operator import attrgetter

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from tasks.browse.filter_bar import FilterBar
from tasks.browse.filters import TaskFilter
from tasks.browse.tables import PAGE
from tasks.figures.timeline import month_bands, position, row_of
from tasks.figures.timeline_row import TimelineRow, grid
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage
from tasks.implementation.rules import steps_by_task
from tasks.plan.models import Milestone

TASK_COLUMNS = ("pk", "number", "title", "project__number", "project__title", "project__is_extra")
MILESTONE_COLUMNS = (
    "task",
    "order",
    "text",
    "is_key",
    "light",
    "due",
    "original_due_on",
    "done_on",
)


class TimelinePage(KeptPage, PlanPage, TemplateView):
    nav = "timeline"
    template_name = "figures/timeline.html"

    def get_context_data(self, **kwargs):
        year = self.plan.issued_on.year
        bar = FilterBar(TaskFilter, self.request)
        known = self.plan.tasks.known_on(self.as_of)
        tasks = bar.filtered(known.order_by("project__number", "number"))
        outside = tasks.outside().count() if self.plan.has_extra else 0
        page = Paginator(tasks.values_list(*TASK_COLUMNS, named=True), PAGE).get_page(
            self.request.GET.get("page")
        )
        today_at = position(self.as_of, year) if self.as_of.year == year else None
        months = month_bands(year)
        behind = grid(months, today_at)
        rows = [TimelineRow(row, self.request, behind) for row in self.rows(page, year)]
        by_project = groupby(rows, key=lambda drawn: drawn.row.task[3:])
        return super().get_context_data(**kwargs) | {
            "filter": bar,
            "year": year,
            "months": months,
            "projects": [(project, list(group)) for project, group in by_project],
            "row_count": page.paginator.count - outside,
            "outside": outside,
            "page": page,
            "today_at": today_at,
        }

    def rows(self, tasks, year):
        """A Row for each of the page's ``tasks``."""
        ids = [task.pk for task in tasks]
        milestones = Milestone.objects.of(self.plan, self.as_of).filter(task__in=ids)
        found = milestones.in_order().values_list(*MILESTONE_COLUMNS, named=True)
        by_task = {task: list(group) for task, group in groupby(found, key=attrgetter("task"))}
        steps = steps_by_task(self.plan, year, self.as_of)
        return [
            row_of(task, by_task.get(task.pk, ()), year, steps.get(task.pk, ())) for task in tasks
        ]
