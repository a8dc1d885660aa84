"""The overdue flags: what was overdue, from when until when, and why no longer."""

from django.db.models import Q
from django.views.generic import TemplateView

from tasks.models import Flag
from tasks.views.base import PlanPage


class FlagList(PlanPage, TemplateView):
    template_name = "tasks/flag_list.html"

    def get_context_data(self, **kwargs):
        flags = Flag.objects.filter(milestone__task__plan=self.plan, first_on__lte=self.as_of)
        rows = flags.select_related("milestone__task").order_by("first_on", "milestone__task")
        is_open = Q(closed_on=None) | Q(closed_on__gt=self.as_of)
        context = {"open": rows.filter(is_open), "closed": rows.exclude(is_open)}
        return super().get_context_data(**kwargs) | context
