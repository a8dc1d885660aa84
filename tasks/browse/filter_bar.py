"""The form above a list. What was drawn once is remembered, for it changes with the address, the
units, leaders and projects only; where the address asks nothing, nothing is read.
"""

from functools import lru_cache

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import get_language

from tasks.browse.choices import choices_of
from tasks.frame.addresses import to
from tasks.frame.kept import SEARCH


class FilterBar:
    """What ``request`` asks of a list, through ``filterset_class``, a LedgerFilter."""

    def __init__(self, filterset_class, request):
        self.filterset_class = filterset_class
        self.request = request
        self.is_asked = filterset_class.is_asked(request.GET)

    @cached_property
    def choices(self):
        choices = choices_of(self.request.plan, self.request.as_of)
        return tuple((name, tuple(rows)) for name, rows in choices.items())

    @cached_property
    def filterset(self):
        asked, plan, as_of = self.request.GET, self.request.plan, self.request.as_of
        return self.filterset_class(asked, plan=plan, as_of=as_of, choices=dict(self.choices))

    @property
    def form(self):
        """The form as it was sent; None where nothing was asked."""
        return self.filterset.form if self.is_asked else None

    def filtered(self, queryset):
        """Those of ``queryset`` that fit; none where the question cannot be read."""
        if not self.is_asked:
            return queryset
        if not self.filterset.is_valid():
            return queryset.none()
        return self.filterset.filter_queryset(queryset)

    def __str__(self):
        request = self.request
        draw = form.__wrapped__ if SEARCH in request.GET else form
        rules, day = to(request, "about"), request.day_asked.get("as_of", "")
        where = (rules, day, request.path, request.GET.urlencode())
        return draw(self.filterset_class, self.choices, *where, get_language())


@lru_cache(maxsize=128)
def form(filterset_class, choices, rules, day, path, query, _language):
    """The form as ``query`` fills it, and a chip for each value that narrows the list; ``rules`` is
    the page that explains the lights.
    """
    filterset = filterset_class(QueryDict(query), choices=dict(choices))
    context = {"filter": filterset, "rules": rules, "day": day, "path": path, "query": query}
    return render_to_string("browse/_filter.html", context)
