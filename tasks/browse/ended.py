"""The filter of both lists for tasks that have ended: docs/changes.md."""

import django_filters
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import TaskChange

Kind = TaskChange.Kind


class EndedFilter(django_filters.FilterSet):
    """Of a list with ``as_of`` and ``task_key``, the way from its rows to the task."""

    ended = django_filters.ChoiceFilter(
        method="by_ended",
        label=_("Task has ended"),
        choices=[
            ("yes", _("Whatever became of it")),
            *(choice for choice in Kind.choices if choice[0] != Kind.RESTORED),
        ],
        empty_label=_("All"),
    )

    def by_ended(self, queryset, name, value):
        ended = TaskChange.objects.ended(self.as_of).order_by()
        ended = ended if value == "yes" else ended.filter(kind=value)
        return queryset.filter(**{f"{self.task_key}__in": ended.values("task")})
