"""The filter of the list of differing ratings."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Milestone, SpecialProject, Tenure
from units.models import Unit


class GapFilter(django_filters.FilterSet):
    unit = django_filters.ModelChoiceFilter(
        queryset=Unit.objects.all(), method="by_unit", label=_("Unit"), empty_label=_("All")
    )
    project = django_filters.ModelChoiceFilter(
        "task__project",
        queryset=SpecialProject.objects.order_by("number"),
        label=_("Special project"),
        empty_label=_("All"),
    )

    class Meta:
        model = Milestone
        fields = []

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        had = Tenure.objects.filter(unit=OuterRef("pk"), task__plan=plan)
        self.filters["unit"].queryset = Unit.objects.filter(Exists(had))
        self.filters["project"].queryset = plan.projects.order_by("number")

    def by_unit(self, milestones, name, unit):
        """Those in which ``unit`` has a part on the day."""
        return milestones.of_unit(unit)
