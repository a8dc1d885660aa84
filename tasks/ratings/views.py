"""Where units and supervisors think differently, and who was right."""

from django.utils.translation import gettext as _
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from tasks.frame.pages import PlanPage
from tasks.ratings.filters import GapFilter
from tasks.ratings.rules import FEWEST, gaps, records
from tasks.ratings.tables import GapTable

PAGE = 100  # rows


class RatingList(PlanPage, SingleTableMixin, FilterView):
    nav = "rating-list"
    filterset_class = GapFilter
    table_class = GapTable
    table_pagination = {"per_page": PAGE}
    template_name = "ratings/list.html"

    def get_queryset(self):
        return gaps(self.plan, self.as_of)

    def get_filterset_kwargs(self, filterset_class):
        return super().get_filterset_kwargs(filterset_class) | {"plan": self.plan}

    def get_context_data(self, **kwargs):
        found = records(self.plan, self.as_of)
        sides = {"unit": _("Units"), "own": _("Supervisors")}
        return super().get_context_data(**kwargs) | {
            "records": [(label, found[side]) for side, label in sides.items()],
            "fewest": FEWEST,
        }
