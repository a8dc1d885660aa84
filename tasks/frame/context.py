"""What the frame of every page shows."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.ground.clock import today
from units.roles import may

# Page, its word, and its picture in the phone's bottom bar. The same for everybody.
NAV = [
    ("desk", gettext_lazy("My desk"), "desk"),
    ("overview", gettext_lazy("Overview"), "overview"),
    ("task-list", gettext_lazy("Tasks"), "tasks"),
    ("milestone-list", gettext_lazy("Milestones"), "milestones"),
    ("timeline", gettext_lazy("Timeline"), ""),
    ("unit-list", gettext_lazy("Units"), ""),
    ("leader-list", gettext_lazy("Leaders"), ""),
    ("supervision", gettext_lazy("Supervision"), ""),
    ("document", gettext_lazy("Document"), ""),
    ("about", gettext_lazy("Rules"), ""),
]


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
        "acts_today": as_of == now and acts_in(plan, request.user, now),
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
    """The navigation's items; ``match`` is None where no page was found."""
    view = getattr(match and match.func, "view_class", None)
    lit = getattr(view, "nav", "")
    return [
        {"name": name, "label": label, "icon": icon, "current": name == lit}
        for name, label, icon in NAV
    ]


def as_of_presets(now):
    """(label, date) pairs; the first is today, written as no date at all."""
    return [
        (_("Today"), None),
        (_("Yesterday"), now - timedelta(days=1)),
        (_("A week ago"), now - timedelta(days=7)),
        (_("End of last month"), now.replace(day=1) - timedelta(days=1)),
    ]
