"""The page of a special project."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from tasks.browse.rows import tasks_of_ids
from tasks.browse.tables import PAGE, TaskTable
from tasks.figures.owner_views import OWED, OWED_ROWS, pressing
from tasks.figures.scope import of_project
from tasks.figures.year_page import YearPage
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage


class ProjectPage(YearPage, KeptPage, PlanPage, TemplateView):
    nav = "overview"
    template_name = "figures/project.html"

    def get_context_data(self, number, **kwargs):
        own = self.plan.projects.filter(is_extra=False)
        project = get_object_or_404(own, number=number)
        scope = of_project(project)
        tasks = list(project.tasks.order_by("number").values_list("pk", flat=True))
        rows = tasks_of_ids(self.plan, self.as_of, tasks[:PAGE])
        urgent = scope.on(self.plan, self.as_of).urgent().values(*OWED)
        told = self.told(scope)
        return super().get_context_data(**kwargs) | {
            **told,
            "project": project,
            "row": {"query": scope.query},
            "number": len(tasks),
            "rest": len(tasks[PAGE:]),
            "table": TaskTable(rows, orderable=False, request=self.request),
            "owed": urgent[:OWED_ROWS],
            "pressing": pressing(told["year"].tally),
        }
