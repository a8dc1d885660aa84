"""What the frame of every page shows."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.ground.clock import today
from units.roles import may


class Entry(NamedTuple):
    """An entry of the navigation: the page it leads to, its word, its picture in the phone's bottom
    bar, and the pages of its group, of which the first is where it leads.
    """

    name: str
    label: str
    icon: str = ""
    pages: tuple["Entry", ...] = ()


# The same for everybody.
NAV = (
    Entry("desk", gettext_lazy("My desk"), "desk"),
    Entry("overview", gettext_lazy("Overview"), "overview"),
    Entry(
        "task-list",
        gettext_lazy("Ledgers"),
        "tasks",
        (
            Entry("task-list", gettext_lazy("Tasks")),
            Entry("milestone-list", gettext_lazy("Milestones")),
            Entry("timeline", gettext_lazy("Timeline")),
            Entry("calendar", gettext_lazy("Calendar")),
            Entry("extension-list", gettext_lazy("Extension ledger")),
            Entry("implementation-list", gettext_lazy("Implementation plans")),
        ),
    ),
    Entry(
        "unit-list",
        gettext_lazy("Units and leaders"),
        "units",
        (
            Entry("unit-list", gettext_lazy("Units")),
            Entry("leader-list", gettext_lazy("Leaders")),
            Entry("collision-map", gettext_lazy("Crowded weeks")),
            Entry("round-list", gettext_lazy("Self-assessment")),
            Entry("practice-list", gettext_lazy("Good practice")),
        ),
    ),
    Entry(
        "supervision",
        gettext_lazy("Supervision"),
        pages=(
            Entry("supervision", gettext_lazy("Slips")),
            Entry("inspection-list", gettext_lazy("Inspections")),
            Entry("meeting-list", gettext_lazy("Stocktakes")),
            Entry("bulletin-list", gettext_lazy("Bulletins")),
            Entry("flag-list", gettext_lazy("Overdue flags")),
            Entry("rating-list", gettext_lazy("Differing ratings")),
            Entry("burden", gettext_lazy("Burden of units")),
            Entry("evaluation", gettext_lazy("Evaluation")),
        ),
    ),
    Entry("document", gettext_lazy("Document")),
)


def page(request):
    """The plan, the date shown and what kind of day it is; presets for the date control."""
    now = today()
    plan, as_of = getattr(request, "plan", None), getattr(request, "as_of", now)
    return {
        "plan": plan,
        "as_of": as_of,
        "chosen_day": getattr(request, "chosen_day", as_of),
        "is_today": as_of == now,
        "phase": plan and plan.phase(now),
        "acts_today": as_of == now and acts_in(plan, getattr(request, "user", None), now),
        "is_projection": as_of > now,
        "is_before_issue": plan is not None and not plan.is_issued_by(as_of),
        "as_of_presets": as_of_presets(now),
        "kept_filters": [pair for pair in request.GET.lists() if pair[0] not in ("as_of", "page")],
        "nav": nav(request.resolver_match),
        "version": settings.VERSION,
    }


def acts_in(plan, user, now):
    """True where the plan's pages have buttons for ``user`` today: docs/plans.md."""
    if plan is None:
        return False
    is_put_right = plan.phase(now) == plan.Phase.PREPARING and may(user, "change the plan")
    return plan.is_live(now) or is_put_right


def nav(match):
    """The navigation's entries; ``match`` is None where no page was found."""
    view = getattr(match and match.func, "view_class", None)
    return entries(NAV, getattr(view, "nav", ""))


def entries(among, lit):
    """Each of ``among`` for templates: ``current`` where it, or a page of its group, is ``lit``."""
    shown = []
    for entry in among:
        pages = entries(entry.pages, lit)
        current = any(page["current"] for page in pages) if pages else entry.name == lit
        shown.append(entry._asdict() | {"pages": pages, "current": current})
    return shown


def as_of_presets(now):
    """(label, date) pairs; the first is today, written as no date at all."""
    return [
        (_("Today"), None),
        (_("Yesterday"), now - timedelta(days=1)),
        (_("A week ago"), now - timedelta(days=7)),
        (_("End of last month"), now.replace(day=1) - timedelta(days=1)),
    ]
