"""What the frame of every page shows."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.clock import today

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
# Pages below another one light up that one in the navigation.
ABOVE = {
    "review": "desk",
    "extension-list": "desk",
    "practice-list": "desk",
    "flag-list": "supervision",
    "digest-preview": "supervision",
    "urge": "supervision",
    "inspection-list": "supervision",
    "inspection": "supervision",
    "rectify": "supervision",
    "close-inspection": "supervision",
    "send-back-rectification": "supervision",
    "inspect": "supervision",
    "recheck": "supervision",
    "issue-slips": "supervision",
    "slip": "supervision",
    "withdraw-slip": "supervision",
    "refer-slip": "supervision",
    "answer-slip": "supervision",
    "round-list": "desk",
    "round": "desk",
    "round-answer": "desk",
    "round-review": "desk",
    "implementation-list": "desk",
    "implementation": "desk",
    "task": "task-list",
    "unit": "unit-list",
    "leader": "leader-list",
}


def page(request):
    """The plan, the date shown and whether it is today; presets for the date control."""
    now = today()
    as_of = getattr(request, "as_of", now)
    return {
        "plan": getattr(request, "plan", None),
        "as_of": as_of,
        "is_today": as_of == now,
        "as_of_presets": as_of_presets(now),
        "kept_filters": [pair for pair in request.GET.lists() if pair[0] not in ("as_of", "page")],
        "nav": nav(request.resolver_match),
        "version": settings.VERSION,
    }


def nav(match):
    """The navigation's items; ``match`` is None where no page was found."""
    name = (match and match.url_name) or ""  # the admin's own redirects have none
    current = "task-list" if name.startswith("act-") else ABOVE.get(name, name)
    return [
        {"name": name, "label": label, "icon": icon, "current": name == current}
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
