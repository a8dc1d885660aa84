"""The form above a list. Where the address asks nothing, nothing is read and an empty form stands
there as it was drawn before: it changes with units, leaders and projects only.
"""

from functools import lru_cache

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import get_language

from tasks.browse.filters import choices_of


class FilterBar:
    """What ``request`` asks of a list, through ``filterset_class``, a LedgerFilter."""

    def __init__(self, filterset_class, request):
        self.filterset_class = filterset_class
        self.request = request
        self.is_asked = filterset_class.is_asked(request.GET)

    @cached_property
    def filterset(self):
        request = self.request
        return self.filterset_class(request.GET, plan=request.plan, as_of=request.as_of)

    def filtered(self, queryset):
        """Those of ``queryset`` that fit; none where the question cannot be read."""
        if not self.is_asked:
            return queryset
        if not self.filterset.is_valid():
            return queryset.none()
        return self.filterset.filter_queryset(queryset)

    def __str__(self):
        day = self.request.day_asked.get("as_of", "")
        if self.is_asked:
            context = {"filter": self.filterset, "day": day}
            return render_to_string("browse/_filter.html", context, self.request)
        choices = tuple((name, tuple(rows)) for name, rows in choices_of(self.request.plan).items())
        return empty_form(self.filterset_class, choices, day, get_language())


@lru_cache(maxsize=64)
def empty_form(filterset_class, choices, day, _language):
    form = filterset_class(QueryDict(), choices=dict(choices))
    return render_to_string("browse/_filter.html", {"filter": form, "day": day})
