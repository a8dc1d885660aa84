from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView
from django_tables2 import SingleTableMixin

from tasks.frame.pages import PlanPage
from tasks.ground.tally import Tally
from tasks.models import Assignment, Milestone, Task
from tasks.owners import unit_rows
from tasks.tables import TaskTable, UnitTable
from units.models import Unit


class UnitList(PlanPage, SingleTableMixin, TemplateView):
    nav = "unit-list"
    table_class = UnitTable
    table_pagination = False
    template_name = "units/unit_list.html"

    def get_table_data(self):
        return unit_rows(self.plan, Milestone.objects.of(self.plan, self.as_of))


class UnitPage(PlanPage, TemplateView):
    nav = "unit-list"
    template_name = "units/unit.html"

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
            "parts": [self.part(unit, role, tallies) for role in Assignment.Role],
            "owed": milestones.of_unit(unit, Assignment.Role.LEAD).for_table().urgent(),
        }

    def part(self, unit, role, tallies):
        """One of the two halves of the page: the unit's tasks in ``role`` and their Tally."""
        tasks = Task.objects.for_table(self.plan, self.as_of).of_unit(unit, role)
        table = TaskTable(tasks, orderable=False)
        return {"role": role, "table": table, "tally": tallies.get(role, Tally())}
