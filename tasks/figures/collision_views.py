"""The collision map: a page of its own."""

from django.http import Http404
from django.views.generic import TemplateView

from leaders.models import Leader
from tasks.figures.collisions import (
    LEADER,
    UNIT,
    Load,
    listed,
    live,
    loads,
    week_of,
    weeks_from,
)
from tasks.figures.collisions_drawn import map_drawn, rows_drawn
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage, date_of, ids
from tasks.frame.plans import plans_of
from units.models import Unit


class CollisionMap(KeptPage, PlanPage, TemplateView):
    """Weeks × units and leaders; ``?unit=`` or ``?leader=`` and ``?week=`` list what a cell counts."""

    nav = "collision-map"
    template_name = "figures/collisions.html"

    def told_of(self):
        return plans_of(self.request)

    def get_context_data(self, **kwargs):
        plans = live(self.told_of(), self.as_of)
        weeks, found = weeks_from(self.as_of), loads(plans, self.as_of)
        return (
            super().get_context_data(**kwargs)
            | {"last": weeks[-1].last}
            | map_drawn(self.request, weeks, found)
            | self.chosen(plans, weeks)
        )

    def chosen(self, plans, weeks):
        """What is listed: of the owner that the address names, in its week or in all weeks."""
        load = self.load()
        if load is None:
            return {"chosen": None}
        asked = self.request.GET.get("week", "")
        week = week_of(date_of(asked), self.as_of) if asked else None
        first, last = (week.first, week.last) if week else (self.as_of, weeks[-1].last)
        rows = listed(plans, load, self.as_of, first, last)
        own = [row for row in rows if not row["is_extra"]]
        return {
            "chosen": load,
            "chosen_first": first,
            "chosen_last": last,
            "listed": rows,
            "own": len(own),
            "listed_rows": rows_drawn(self.request, plans, own),
            "outside_rows": rows_drawn(self.request, plans, rows[len(own) :]),
        }

    def load(self):
        """Of the owner that the address names; None where it names none."""
        for kind, model in ((UNIT, Unit.objects.on(self.as_of)), (LEADER, Leader.objects.all())):
            if asked := self.request.GET.get(kind, ""):
                owner = model.filter(pk__in=ids([asked])).first()
                if owner is None:
                    raise Http404
                return Load(owner, kind)
        return None
