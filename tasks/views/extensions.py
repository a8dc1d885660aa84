"""The extension ledger: who asked for how many days, why, and what was decided."""

from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from tasks.filters import ExtensionFilter
from tasks.frame.pages import PlanPage
from tasks.models import Extension
from tasks.tables import ExtensionTable
from units.models import Unit


class ExtensionList(PlanPage, SingleTableMixin, FilterView):
    nav = "desk"
    filterset_class = ExtensionFilter
    table_class = ExtensionTable
    table_pagination = False
    template_name = "tasks/extension_list.html"

    def get_queryset(self):
        return Extension.objects.for_table(self.plan, self.as_of)

    def get_context_data(self, **kwargs):
        sums = self.object_list.sums_by_unit()
        units = Unit.objects.in_bulk(sums)
        rows = [row | {"unit": units.get(pk)} for pk, row in sums.items()]
        worst = sorted(rows, key=lambda row: (-row["days"], -row["refused"]))
        return super().get_context_data(**kwargs) | {"sums": worst}
