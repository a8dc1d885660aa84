"""What the pages of a unit, a leader and a special project tell alike."""

from tasks.figures.comparing import ComparingPage
from tasks.figures.scope import EVERYTHING
from tasks.figures.trend import trend
from tasks.figures.trend_drawn import trend_drawn
from tasks.figures.year import Year, record_of
from tasks.figures.year_drawn import year_drawn
from tasks.frame import kept


class YearPage(ComparingPage):
    """Mixin of a PlanPage."""

    def told(self, scope):
        """The year of ``scope``, its record and its trend, drawn, beside the trend of the plan, which is
        kept. Six queries.
        """
        milestones = scope.on(self.plan, self.as_of)
        year = Year(milestones, self.plan.issued_on)
        points = trend(scope, self.plan, year.curve)
        asked = ("trend", self.plan.pk, self.plan.edition_number, self.as_of)
        whole = kept.answer(asked, lambda: trend(EVERYTHING, self.plan, year.curve))
        return {
            "year": year,
            "record": record_of(milestones),
            "month_now": self.as_of.month if self.as_of.year == year.number else None,
            **self.compared(scope),
            **year_drawn(self.request, year, scope.query),
            **trend_drawn(self.request, year, points, whole, scope.query),
        }
