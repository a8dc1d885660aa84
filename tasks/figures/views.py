"""The overview."""

from datetime import timedelta

from django.views.generic import TemplateView

from tasks.figures.coming import DAYS_AHEAD, coming
from tasks.figures.comparing import ComparingPage
from tasks.figures.curve import Curve
from tasks.figures.curve_drawn import curve_drawn
from tasks.figures.overview import (
    Counts,
    attention,
    months,
    projects,
    units_behind,
    untold,
)
from tasks.figures.overview_rows import drawn
from tasks.figures.scope import EVERYTHING
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage
from tasks.ground.clock import today
from tasks.ground.tally import Tally
from tasks.plan.models import Milestone
from tasks.plan.outside import apart


class Overview(ComparingPage, KeptPage, PlanPage, TemplateView):
    nav = "overview"
    template_name = "figures/overview.html"

    def get_context_data(self, **kwargs):
        milestones = Milestone.objects.of(self.plan, self.as_of)
        counts = Counts(milestones, since=self.as_of - timedelta(days=7))
        standing, rhythm = self.standing(counts), self.rhythm(counts)
        shown = (
            standing
            | rhythm
            | {
                "attention": attention(milestones, self.as_of),
                "untold": untold(self.plan, self.as_of, standing["tally"].whole.total),
                "coming": coming(self.plan, counts, self.as_of),
                "coming_to": self.as_of + timedelta(days=DAYS_AHEAD),
                "units": units_behind(milestones),
            }
        )
        pictures = drawn(self.request, shown) | curve_drawn(self.request, shown["curve"], today())
        compared = self.compared(EVERYTHING)
        return super().get_context_data(**kwargs) | shown | pictures | compared

    def standing(self, counts):
        """Where the plan and its projects stand, and what moved since a week ago."""
        every = projects(self.plan, counts, self.as_of)
        rows = [row for row in every if not row["project"].is_extra]
        tally = sum((row["tally"] for row in every), Tally())
        outside = sum(row["tasks"] for row in every if row["project"].is_extra)
        return {
            "projects": rows,
            "tally": tally,
            "outside": apart(outside, tally),
            "ended_tasks": sum(row["ended"] for row in rows),
            "movement": counts.movement(),
            "since": counts.since,
            "since_day": counts.since + timedelta(days=1),
        }

    def rhythm(self, counts):
        """How the year's promises were kept."""
        curve = Curve(counts.rows, self.as_of, self.plan.issued_on)
        return {
            "curve": curve,
            "year": curve.year,
            "months": months(counts, curve),
            "month_now": self.as_of.month if self.as_of.year == curve.year else None,
        }
