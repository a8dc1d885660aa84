"""The filter of the list of extensions."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.plan.models import Extension, Tenure
from units.models import Unit


def units_of_plan(request):
    """Those that have, or had, a part in the plan that is shown."""
    had = Tenure.objects.filter(unit=OuterRef("pk"), task__plan=request.plan)
    return Unit.objects.filter(Exists(had))


class ExtensionFilter(django_filters.FilterSet):
    unit = django_filters.ModelChoiceFilter(
        queryset=units_of_plan,
        label=_("Unit"),
        empty_label=_("All"),
    )
    task = django_filters.NumberFilter("milestone__task__number", label=_("Task no."))
    decision = django_filters.ChoiceFilter(
        "decision_then",
        choices=Extension.Decision.choices,
        label=pgettext_lazy("extension", "Decision"),
        empty_label=_("All"),
    )

    class Meta:
        model = Extension
        fields = []
