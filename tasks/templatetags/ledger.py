"""Addresses, lights, bars and dates in templates."""

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext, pgettext

from tasks.desk.count import has_duties, known_count, plans_of_desk
from tasks.frame import addresses, printed, words
from tasks.frame.marks import bar, light_mark, rule_mark
from tasks.frame.plans import plans_of
from tasks.frame.words import chinese_number, days_late, days_to, names, rate, waits_since
from tasks.ground.clock import today
from tasks.ground.lights import BY_SLUG, Light
from tasks.plan.actors import answering_units
from tasks.plan.models import Event, Plan
from tasks.plan.models.reporting import Outlook
from tasks.rhythm.words import told_report_of
from tasks.workflow.hints import is_checkable
from tasks.workflow.moves import AWAITED, decision_page, label_of

register = template.Library()


@register.simple_tag
def opened_plan():
    return Plan.objects.opened()


@register.simple_tag(takes_context=True)
def to(context, name, *args, **query):
    return addresses.to(context.request, name, *args, **query)


@register.simple_tag(takes_context=True)
def to_task(context, number):
    return addresses.to_task(context.request, number)


@register.simple_tag(takes_context=True)
def to_list(context, owner, **query):
    """The milestones that the Tally of an owner (a unit's or leader's entry in a list) counts."""
    return to(context, "milestone-list", **owner["query"], **query)


@register.simple_tag(takes_context=True)
def to_tasks(context, owner):
    """The tasks of an owner's entry in a list."""
    return to(context, "task-list", **owner["query"])


@register.simple_tag(takes_context=True)
def to_view(context, query):
    """The milestone list with a ready-made filter."""
    return to(context, "milestone-list", **query)


@register.simple_tag(takes_context=True)
def to_act(context, milestone, action, way_back=""):
    """The page of one action on a milestone; ``way_back`` is where its end leads."""
    page = decision_page(action)
    name = f"decide-{page}" if page else f"act-{action}"
    return to(context, name, milestone.pk, next=way_back)


@register.inclusion_tag("desk/_count.html", takes_context=True)
def desk_count(context):
    """How much waits for the person, if that is known."""
    request, number, on = context.request, 0, today()
    if has_duties(request.user):
        joined = plans_of_desk(plans_of(request), request.plan, on)
        number = known_count(joined, request.user, on)
    return {"number": number, "plan": request.plan}


@register.simple_tag(takes_context=True)
def looked(context):
    """When the page with a form was opened: who comes too late is told what happened since. And
    by whom, so that words sent too late to be his come back to him alone. Where something is decided
    (tasks.frame.pages), also the last event that the page knew of.
    """
    known = {"looked": timezone.now().timestamp(), "by": context.request.user.pk}
    if "last_event" in context:
        known["seen"] = context["last_event"]
    hidden = '<input type="hidden" name="{}" value="{}">'
    return format_html_join("", hidden, known.items())


@register.simple_tag(takes_context=True)
def here(context, **changes):
    """This page's address with some query keys changed; an empty value takes a key away."""
    query = context.request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = value
    return f"{context.request.path}?{query.urlencode()}" if query else context.request.path


@register.simple_tag(takes_context=True)
def page_of(context, level, number):
    """This page's address with another page of the proposals of one level of slips."""
    return here(context, **{f"page_{level.value}": number})


@register.simple_tag
def chosen(form):
    """The filter of a list in words, for its printed sheets; empty where nothing was asked."""
    asked = printed.chosen(form) if form else []
    comma, colon = pgettext("list", ", "), gettext(": ")
    words = comma.join(f"{field}{colon}{value}" for field, value in asked)
    return f" · {words}" if words else ""


@register.simple_tag
def field_id(field):
    """Where a link to ``field`` leads: of several boxes or points to the first."""
    choices = [choice.id_for_label for choice in field.subwidgets]
    return field.id_for_label or next(iter(choices), field.auto_id)


@register.simple_tag
def without(path, query, key, value):
    """The address of a list at ``path`` without one value of a filter."""
    data = QueryDict(query, mutable=True)
    data.setlist(key, [kept for kept in data.getlist(key) if kept != str(value)])
    data.pop("page", None)
    return f"{path}?{data.urlencode()}"


@register.simple_tag(takes_context=True)
def back_to_list(context):
    """The list the reader came from, with its filter."""
    query = context.request.GET.urlencode()
    address = reverse("task-list", args=[context.request.plan.slug])
    return f"{address}?{query}" if query else address


@register.filter
def light_slug(value):
    return Light(value).slug


@register.simple_tag
def light_of(slug):
    """The light of a filter's value, such as ``red``."""
    return light_mark(BY_SLUG[slug])


@register.inclusion_tag("frame/_why.html", takes_context=True)
def why_light(context, milestone):
    """The light of a milestone, which says when opened why it is lit; by the document's date too,
    where that gives another light.
    """
    return explained(context, milestone.light, words.reasons(milestone, *context.request.measure))


@register.inclusion_tag("frame/_why.html", takes_context=True)
def why_task(context, light, next_due):
    """The light of a task, which says when opened why it is lit."""
    return explained(context, light, [words.why_task(light, next_due, *context.request.measure)])


def explained(context, light, reasons):
    return {"light": light, "reasons": reasons, "rules": f"{to(context, 'about')}#lights"}


@register.simple_tag(takes_context=True)
def rule(context, anchor):
    """A quiet mark beside a number that leads to how it is counted."""
    return rule_mark(f"{to(context, 'about')}#{anchor}")


register.simple_tag(light_mark, name="light")
register.simple_tag(bar)
register.filter(chinese_number)
register.filter(days_to)
register.filter(waits_since)
register.filter(days_late)
register.filter(names)
register.filter("outlook", lambda value: Outlook(value).label)
register.filter(rate)


@register.filter
def day(value, shown=None):
    return words.day(value, shown or today())


@register.filter
def is_hollow(report):
    """True for a report that names nothing that can be checked, as far as the reader may know."""
    if report.is_hidden:
        return False
    return report.kind == report.Kind.REPORT and not is_checkable(report.done)


@register.filter
def act_style(action):
    """The button's class: what a milestone waits for stands out, all else is quiet."""
    return "btn-primary" if action in AWAITED else "btn-outline-secondary"


@register.filter
def is_one_click(action):
    """True for an action that needs no words: its button acts at once."""
    return action == Event.Action.NO_CHANGE


@register.filter
def days_long(days):
    """A number of days, in words."""
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


@register.filter
def late_on(owed, as_of):
    """True when what a unit owes, a reply or a rectification, was overdue on ``as_of``."""
    return owed.is_late(as_of)


@register.filter
def answered_by(owed, as_of):
    """True when a unit had answered by the end of ``as_of``."""
    return owed.is_answered_by(as_of)


@register.filter
def replied(paper, as_of):
    """The Lines of a slip: who had answered it by the end of ``as_of``."""
    return paper.replied(as_of)


@register.filter
def rectified(inspection, as_of):
    """The Lines of an inspection: who had put right by the end of ``as_of`` what it asks for."""
    return inspection.rectified(as_of)


@register.filter
def looked_at_by(visit, as_of):
    """True when supervisors had looked at a unit's rectification by the end of ``as_of``."""
    return visit.is_looked_at_by(as_of)


@register.filter
def closed_by(inspected, as_of):
    """True when the supervisors had closed an inspection, or a unit's line, by the end of ``as_of``."""
    return inspected.is_closed_by(as_of)


@register.filter
def open_on(slip, as_of):
    """True when the slip was not lifted yet at the end of ``as_of``."""
    return slip.is_open_on(as_of)


@register.filter
def act_label(action):
    return Event.Action(action).label


register.filter(label_of)


register.filter(words.month_short)


@register.filter
def whose_turn(milestone, as_of):
    """Who holds a milestone and for how long, in words; needs ``with_holder``."""
    holder = Event.Holder(milestone.holder).label
    days = (as_of - milestone.held_since).days
    sentence = ngettext(
        "waiting on %(holder)s for %(n)d day", "waiting on %(holder)s for %(n)d days", days
    )
    return sentence % {"holder": holder, "n": days}


@register.filter
def report_words(milestone, as_of):
    """That its report is due or late, and since when; needs ``with_reports``."""
    return told_report_of(milestone, as_of)


@register.filter
def answering(milestone):
    """The names of the units that answer for a milestone; needs ``with_units``."""
    return names(answering_units(milestone))


@register.filter
def with_role(assignments, role):
    """The prefetched assignments that have ``role``."""
    return [assignment for assignment in assignments if assignment.role == role]
