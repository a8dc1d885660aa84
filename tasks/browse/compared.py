"""What changed of milestones between the ends of two days: docs/counting.md, "Two days compared".

Pages count by it, and the list filters by the same conditions; both days are read from the standings,
so that a past pair of days always gives the same answer.
"""

from datetime import timedelta

import django_filters
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import DateInput
from tasks.ground.days import ALWAYS
from tasks.ground.lights import CLOSED, Light, light_case
from tasks.plan.dated_forms import ShownDateField

WEEK = timedelta(days=7)
DONE, SLIPPED, EXTENDED, RED, ADDED = "done", "slipped", "extended", "red", "added"
LABELS = {
    DONE: _("Newly done"),
    RED: _("Newly overdue"),
    SLIPPED: _("Missed their date"),
    EXTENDED: _("Extended"),
    ADDED: _("Newly added"),
}


def with_then(milestones, plan, since):
    """Annotate how they stood at the end of ``since``: ``then_due`` and ``then_light``, and ``then``, the
    standing of that day, null of those that nobody knew yet. Comes after ``of`` a later day.
    """
    day = since if plan.is_issued_by(since) else ALWAYS
    that_day = Q(standings__since__lte=day, standings__until__gt=day)
    return milestones.annotate(
        then=FilteredRelation("standings", condition=that_day),
        then_due=F("then__due"),
        then_light=light_case(day, "then__settled", "then__due", plan.amber_days),
    )


def changes(since):
    """``{kind: condition}`` over milestones ``with_then``: of those that count in rates on the later day
    which were done, turned overdue, had their date pass without being done by it (whatever became of
    them afterwards), had their date moved to a later one, and were not known on ``since``.
    """
    known = Q(then__isnull=False)
    kinds = {
        DONE: Q(light__in=CLOSED) & ~Q(known, then_light__in=CLOSED),
        RED: Q(light=Light.RED) & ~Q(known, then_light=Light.RED),
        SLIPPED: Q(light__in=(Light.RED, Light.LATE), due__gte=since),
        EXTENDED: known & Q(due__gt=F("then_due")),
        ADDED: ~known,
    }
    return {kind: Q(is_dated=True) & condition for kind, condition in kinds.items()}


class DayFilter(django_filters.DateFilter):
    field_class = ShownDateField


class ComparedFilter(django_filters.FilterSet):
    """Of a list of milestones as they stood on a day."""

    changed = django_filters.ChoiceFilter(
        method="by_changed",
        label=_("What changed"),
        choices=list(LABELS.items()),
        empty_label=_("All"),
    )
    since = DayFilter(
        method="as_given", label=_("Changed since (else for a week)"), widget=DateInput
    )

    def by_changed(self, queryset, name, value):
        since = self.form.cleaned_data.get("since") or queryset.day - WEEK
        if since >= queryset.day:
            return queryset.none()
        return with_then(queryset, self.plan, since).filter(changes(since)[value])
