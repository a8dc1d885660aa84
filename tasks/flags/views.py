"""The overdue flags: what was overdue, from when until when, and why no longer."""

from django.views.generic import TemplateView

from tasks.flags.models import Flag
from tasks.flags.rules import by_kind
from tasks.frame.pages import PlanPage


class FlagList(PlanPage, TemplateView):
    nav = "flag-list"
    template_name = "flags/flag_list.html"

    def get_context_data(self, **kwargs):
        flags = Flag.objects.for_list(self.plan, self.as_of)
        return super().get_context_data(**kwargs) | by_kind(flags, self.as_of)
