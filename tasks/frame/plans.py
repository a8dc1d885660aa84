"""The plans beside the one that a page shows, and the way to them: docs/plans.md."""

from django.urls import reverse

from tasks.plan.models import Plan

# The pages that each plan has; from all others one comes to the other plan's overview.
SHARED = frozenset(
    {
        "desk",
        "inbox",
        "overview",
        "task-list",
        "milestone-list",
        "timeline",
        "calendar",
        "extension-list",
        "implementation-list",
        "unit-list",
        "unit",
        "leader-list",
        "leader",
        "collision-map",
        "round-list",
        "practice-list",
        "supervision",
        "inspection-list",
        "flag-list",
        "burden",
        "evaluation",
        "review",
        "digest-preview",
        "document",
        "about",
        "search",
        "setup",
    }
)
Phase = Plan.Phase
ORDER = (Phase.IN_USE, Phase.CLOSING, Phase.PREPARING, Phase.ARCHIVED)


def plans_of(request):
    """All plans, the newest first: asked once for a request, and not where there is only one."""
    if not request.plan.is_one_of_many:
        return [request.plan]
    if not hasattr(request, "all_plans"):
        request.all_plans = list(Plan.objects.for_page().defer("source_text"))
    return request.all_plans


def switch(request, on):
    """(phase, [(plan, the address of this page in it)]) of each phase in which plans are."""
    ways = [(plan.phase(on), plan, way_to(request, plan)) for plan in plans_of(request)]
    groups = [(phase, [way[1:] for way in ways if way[0] == phase]) for phase in ORDER]
    return [(phase.label, found) for phase, found in groups if found]


def way_to(request, plan):
    """The page of ``plan`` that shows what this one shows, on the same day."""
    match = request.resolver_match  # None at an address that leads nowhere
    if match and match.url_name in SHARED:
        page = reverse(match.url_name, kwargs=match.kwargs | {"slug": plan.slug})
    else:
        page = reverse("overview", args=[plan.slug])
    day = request.GET.get("as_of", "")
    return f"{page}?as_of={day}" if day else page
