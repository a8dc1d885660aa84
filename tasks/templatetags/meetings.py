"""Decisions of stocktakes in words, and the meetings that a leader goes to."""

from django import template

from tasks.meeting import words
from tasks.plan.models import Meeting

register = template.Library()

register.filter(words.owners)
register.filter("state", words.state_of)
register.filter("turn", words.turn_of)


@register.inclusion_tag("meeting/_coming.html", takes_context=True)
def coming_meetings(context):
    """One small line of the stocktakes to which the leader who is signed in goes."""
    request = context.request
    leader = getattr(request.user, "leader", None)
    meetings = Meeting.objects.of_plan(request.plan, request.as_of).coming(request.as_of)
    mine = meetings.of_leader(leader, request.as_of) if leader else ()
    return {"meetings": mine, "as_of": request.as_of, "request": request}
