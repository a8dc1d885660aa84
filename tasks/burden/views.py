from django.views.generic import TemplateView

from tasks.burden.models import Ask
from tasks.burden.rules import reports_in, sums, table
from tasks.frame.pages import PlanPage, date_of, ids
from tasks.frame.shown import first_of
from tasks.ground.days import month_of
from units.models import Unit

MONTHS = 12  # that are offered


class BurdenPage(PlanPage, TemplateView):
    """What units were asked in a month, of this plan or of all; with ``unit``, and ``kind``, each time."""

    nav = "burden"
    template_name = "burden/burden.html"

    @property
    def tells_of_all(self):
        return self.plan.is_one_of_many and self.request.GET.get("plans") == "all"

    def get_context_data(self, **kwargs):
        asks = Ask.objects.all() if self.tells_of_all else Ask.objects.filter(plan=self.plan)
        month = self.month()
        shown = asks.of_month(month, self.as_of)
        plan = None if self.tells_of_all else self.plan
        rows = table(shown, reports_in(month, self.as_of, plan))
        context = super().get_context_data(**kwargs) | self.chosen(shown)
        return context | {
            "month": month,
            "months": asks.filter(on__lte=self.as_of).by_month()[:MONTHS],
            "kinds": Ask.Kind.choices,
            "rows": rows,
            "sums": sums(rows),
            "tells_of_all": self.tells_of_all,
        }

    def month(self):
        """The one asked for, else that of the day shown."""
        asked = self.request.GET.get("month", "")
        return month_of(date_of(f"{asked}-01") if asked else self.as_of)

    def chosen(self, shown):
        """The unit that was asked for, and each time that it was asked, for that kind."""
        unit = Unit.objects.filter(pk__in=ids([self.request.GET.get("unit", "")])).first()
        kind = self.request.GET.get("kind", "")
        mine = shown.filter(unit=unit).for_list() if unit else shown.none()
        if kind in Ask.Kind.values:
            mine = mine.filter(kind=kind)
        return {"unit": unit, "kind": kind, "asks": first_of(mine)}
