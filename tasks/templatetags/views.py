"""The views that people saved of the list that is shown."""

from django import template

from tasks.saved.models import SavedView
from tasks.saved.ready import PAGE, ready_views
from tasks.saved.rules import cleaned, shown

register = template.Library()


@register.inclusion_tag("saved/_line.html", takes_context=True)
def saved_views(context):
    """The ready-made views of this list, the person's and those that are shared, with their numbers on
    the day, and whether its filter can be saved; nothing on a page that is no such list.
    """
    request = context.request
    page, plan = request.resolver_match.url_name, request.plan
    if page not in SavedView.Page:
        return {}
    views = SavedView.objects.shown_to(request.user, plan).filter(page=page)
    found = shown(list(views), plan, request.user, request.as_of)
    query = cleaned(page, request.GET.urlencode())
    day = request.day_asked.get("as_of", "")
    return {
        "ready": ready_views(plan, request.as_of) if page == PAGE else [],
        "views": found,
        "page": page,
        "query": query,
        "is_saved": any(one.view.query == query for one in found),
        "day": f"&as_of={day}" if day else "",
        "request": request,
    }
