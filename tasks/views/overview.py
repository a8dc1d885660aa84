from datetime import timedelta

from django.views.generic import TemplateView

from tasks.frame.pages import PlanPage
from tasks.ground.lights import BAR_LIGHTS
from tasks.ground.tally import Tally
from tasks.models import Milestone
from tasks.overview import attention, months, movement, projects, units_behind


class Overview(PlanPage, TemplateView):
    nav = "overview"
    template_name = "tasks/overview.html"

    def get_context_data(self, **kwargs):
        milestones = Milestone.objects.of(self.plan, self.as_of)
        week_ago = self.as_of - timedelta(days=7)
        rows = projects(self.plan, milestones)
        return super().get_context_data(**kwargs) | {
            "projects": rows,
            "tally": sum((row["tally"] for row in rows), Tally()),
            "movement": movement(milestones, since=week_ago),
            "since": week_ago,
            "since_day": week_ago + timedelta(days=1),
            "legend": BAR_LIGHTS,
            "attention": attention(milestones, self.as_of),
            "months": months(milestones, self.as_of),
            "units": units_behind(milestones),
        }
