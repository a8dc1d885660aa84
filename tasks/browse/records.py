"""How milestones were kept: moved to a later date, returned by supervisors, done by the day that their
unit had named. What pages count of it and what the list filters by is the same: docs/counting.md.
"""

import django_filters
from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.ground.days import FOREVER
from tasks.ground.lights import WAITING
from tasks.plan.models import CompletionRequest, ProgressReport
from tasks.plan.models.restriction import NOBODY

# The approved date is later than the document's.
EXTENDED = Q(is_dated=True, due__gt=F("original_due_on"))


def was_returned(day):
    """The condition that supervisors returned a request for completion up to ``day``."""
    returned = CompletionRequest.objects.filter(state="returned", decided_on__lte=day)
    return Q(Exists(returned.filter(milestone=OuterRef("pk"))))


def with_forecast(milestones):
    """Annotate ``forecast``, the day that a unit named last for the completion: before the day of the
    completion, up to the day of ``of``, in a report that everybody may read.
    """
    end = Coalesce(OuterRef("done_on"), Value(FOREVER), output_field=DateField())
    named = ProgressReport.objects.readable_by(NOBODY).filter(
        milestone=OuterRef("pk"),
        forecast_on__isnull=False,
        reported_on__lte=milestones.day,
        reported_on__lt=end,
    )
    latest = named.order_by("-reported_on", "-id").values("forecast_on")
    return milestones.annotate(forecast=Subquery(latest[:1]))


def outcome(kind, day):
    """The condition that a dated milestone ``with_forecast`` was done by the day that was named
    (``kept``), or was not (``missed``): done after it, or open after it at the end of ``day``.
    """
    if kind == "kept":
        return Q(is_dated=True, done_on__lte=F("forecast"))
    late = Q(done_on__gt=F("forecast")) | Q(light__in=WAITING, forecast__lt=day)
    return Q(is_dated=True) & late


class RecordFilter(django_filters.FilterSet):
    """Of a list of milestones as they stood on a day."""

    extended = django_filters.ChoiceFilter(
        method="by_extended",
        label=_("Extended"),
        choices=[("yes", _("Approved date later than the original one"))],
        empty_label=_("All"),
    )
    returned = django_filters.ChoiceFilter(
        method="by_returned",
        label=pgettext_lazy("filter", "Returned"),
        choices=[("yes", _("Completion returned once or more"))],
        empty_label=_("All"),
    )
    forecast = django_filters.ChoiceFilter(
        method="by_forecast",
        label=_("The unit's forecast"),
        choices=[("kept", _("Came in time")), ("missed", _("Did not come in time"))],
        empty_label=_("All"),
    )

    def by_extended(self, queryset, name, value):
        return queryset.filter(EXTENDED)

    def by_returned(self, queryset, name, value):
        return queryset.filter(was_returned(queryset.day))

    def by_forecast(self, queryset, name, value):
        return with_forecast(queryset).filter(outcome(value, queryset.day))
