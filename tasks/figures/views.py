from datetime import timedelta
from itertools import groupby

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView
from django_tables2 import SingleTableMixin

from leaders.models import Leader
from tasks.browse.filters import TaskFilter
from tasks.browse.tables import TaskTable
from tasks.figures.overview import attention, months, movement, projects, units_behind
from tasks.figures.owners import leader_rows, unit_rows
from tasks.figures.tables import LeaderTable, UnitTable
from tasks.figures.timeline import month_bands, position, row_of
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage
from tasks.ground.lights import BAR_LIGHTS
from tasks.ground.tally import Tally
from tasks.implementation.rules import steps_by_task
from tasks.plan.models import Assignment, Milestone, Task
from units.models import Unit


class Overview(KeptPage, PlanPage, TemplateView):
    nav = "overview"
    template_name = "figures/overview.html"

    def get_context_data(self, **kwargs):
        milestones = Milestone.objects.of(self.plan, self.as_of)
        week_ago = self.as_of - timedelta(days=7)
        rows = projects(self.plan, milestones)
        return super().get_context_data(**kwargs) | {
            "projects": rows,
            "tally": sum((row["tally"] for row in rows), Tally()),
            "movement": movement(milestones, since=week_ago),
            "since": week_ago,
            "since_day": week_ago + timedelta(days=1),
            "legend": BAR_LIGHTS,
            "attention": attention(milestones, self.as_of),
            "months": months(milestones, self.as_of),
            "units": units_behind(milestones),
        }


class UnitList(KeptPage, PlanPage, SingleTableMixin, TemplateView):
    nav = "unit-list"
    table_class = UnitTable
    table_pagination = False
    template_name = "figures/unit_list.html"

    def get_table_data(self):
        return unit_rows(self.plan, Milestone.objects.of(self.plan, self.as_of))


class UnitPage(KeptPage, PlanPage, TemplateView):
    nav = "unit-list"
    template_name = "figures/unit.html"

    def get_context_data(self, pk, **kwargs):
        unit = get_object_or_404(Unit.objects.select_related("parent"), pk=pk)
        milestones = Milestone.objects.of(self.plan, self.as_of)
        tallies = milestones.of_unit(unit).tally_by_role()
        return super().get_context_data(**kwargs) | {
            "unit": unit,
            "row": {"query": {"unit": unit.pk, "role": Assignment.Role.LEAD.value}},
            "aliases": unit.aliases.all(),
            "members": unit.members.all(),
            "groups": unit.groups.all(),
            "staff": unit.staff.active(),
            "halves": [self.half(unit, role, tallies) for role in Assignment.Role],
            "owed": milestones.of_unit(unit, Assignment.Role.LEAD).for_table().urgent(),
        }

    def half(self, unit, role, tallies):
        """One of the two halves of the page: the unit's tasks in ``role`` and their Tally."""
        tasks = Task.objects.for_table(self.plan, self.as_of).of_unit(unit, role)
        table = TaskTable(tasks, orderable=False)
        return {"role": role, "table": table, "tally": tallies.get(role, Tally())}


class LeaderList(KeptPage, PlanPage, SingleTableMixin, TemplateView):
    nav = "leader-list"
    table_class = LeaderTable
    table_pagination = False
    template_name = "figures/leader_list.html"

    def get_table_data(self):
        return leader_rows(self.plan, Milestone.objects.of(self.plan, self.as_of))


class LeaderPage(KeptPage, PlanPage, TemplateView):
    nav = "leader-list"
    template_name = "figures/leader.html"

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


class TimelinePage(KeptPage, PlanPage, TemplateView):
    nav = "timeline"
    template_name = "figures/timeline.html"

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
