"""The page of forecasts: what they say this week, and what came of earlier ones."""

from django.views.generic import TemplateView

from tasks.figures.forecasts_drawn import legend, said_and_came
from tasks.forecast.models import FEWEST, Forecast
from tasks.forecast.scores import bins_of, record_of, scored
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage
from tasks.frame.shown import first_of
from tasks.ground.days import monday_of


class ForecastPage(KeptPage, PlanPage, TemplateView):
    """What is said of the plan's open milestones, and what came of what was said of those of all plans."""

    nav = "milestone-list"
    template_name = "forecast/forecast.html"

    def get_context_data(self, **kwargs):
        rows = scored(self.as_of)
        bins = bins_of(rows)
        said = Forecast.objects.of_week(self.as_of).spoken().of_plan(self.plan, self.as_of)
        return super().get_context_data(**kwargs) | {
            "monday": monday_of(self.as_of),
            "fewest": FEWEST,
            "record": record_of(rows),
            "bins": bins,
            "picture": said_and_came(bins),
            "legend": legend(),
            "forecasts": first_of(said),
        }
