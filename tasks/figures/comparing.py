"""Pages that compare their day with an earlier one: ``?since=YYYY-MM-DD`` beside ``as_of``."""

from datetime import timedelta

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from tasks.figures.compare import Comparison
from tasks.figures.compare_drawn import compare_drawn
from tasks.frame.pages import date_of
from tasks.ground.days import month_of

DAY, WEEK = timedelta(days=1), timedelta(days=7)


class ComparingPage:
    """Mixin of a PlanPage."""

    def compared(self, scope):
        """The comparison of what ``scope`` counts, drawn; ``comparison`` is None where no day is asked."""
        since = since_of(self.request.GET.get("since", ""), self.as_of)
        kept = {
            name: self.request.GET[name]
            for name in ("as_of", "plans")
            if self.request.GET.get(name)
        }
        shown = {
            "since_asked": since,
            "since_kept": kept.items(),
            "since_presets": presets(self.plan, self.as_of),
            "comparison": None,
        }
        if since is None:
            return shown
        comparison = Comparison(self.plan, scope, since, self.as_of)
        return shown | compare_drawn(self.request, comparison)


def since_of(text, as_of):
    """The date that ``?since=`` names, None without one. Raises BadRequest for a bad one, and for one
    that is no earlier than ``as_of``.
    """
    if not text:
        return None
    since = date_of(text)
    if since >= as_of:
        sentence = _(
            "The page shows %(as_of)s; it can be compared with an earlier day only, and %(since)s is none."
        )
        raise BadRequest(sentence % {"as_of": as_of.isoformat(), "since": since.isoformat()})
    return since


def presets(plan, as_of):
    """``(name, day)`` of the days that are often compared with, as far as they lie before ``as_of``."""
    this_month = month_of(as_of)
    days = [
        (_("a week before"), as_of - WEEK),
        (_("the end of last month"), this_month - DAY),
        (_("the end of last year"), this_month.replace(month=1) - DAY),
        (_("the issue of the plan"), plan.issued_on),
    ]
    return [(name, day) for name, day in days if plan.issued_on <= day < as_of]
