"""How the duty calendar of a leader is drawn: a row for each week."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.figures.collisions import DAY, WEEK
from tasks.figures.duty_calendar import COMPLETION, EXTENSION, MEETING, REPLY
from tasks.figures.overview_rows import joined, link
from tasks.frame.addresses import to
from tasks.frame.html import html
from tasks.frame.marks import light_mark
from tasks.frame.words import day, days_to, week
from tasks.ground.lights import Light
from tasks.plan.models.numbered import SERIES

HEADINGS = {
    REPLY: gettext_lazy("Reply due to the leader"),
    COMPLETION: gettext_lazy("Decision owed: completion"),
    EXTENSION: gettext_lazy("Decision owed: extension"),
    MEETING: gettext_lazy("Stocktake"),
}


def calendar_drawn(request, calendar, query):
    """The rows of ``calendar``; numbers narrow the list of ``query``."""
    return joined(week_row(request, duties, query) for duties in calendar)


def week_row(request, duties, query):
    first = duties.week.monday
    return html(
        '<div class="coming-row"><p><strong class="coming-day">{}</strong>{}</p><div>{}</div></div>',
        week(first),
        when(first, request.as_of),
        joined(html("<p>{}</p>", line) for line in lines(request, duties, query)),
    )


def when(first, as_of):
    """Whether the week has passed, or is that of the day shown."""
    if first + WEEK - DAY < as_of:
        return html('<span class="quiet">{}</span>', _("has passed"))
    return html('<span class="quiet">{}</span>', _("this week")) if first <= as_of else ""


def lines(request, duties, query):
    """What the week holds: the numbers first, then what asks for an answer."""
    first = duties.week.monday
    span = {"due_from": first, "due_to": first + WEEK - DAY, "by": "approved"}

    def counted(name, number, css, **asked):
        at = to(request, "milestone-list", **query | span | asked)
        return html("{}{}{}", name, _(": "), link(at, number, css))

    if duties.overdue:
        red = light_mark(Light.RED)
        yield counted(red, duties.overdue, "count count-red", light="red")
    if duties.due:
        yield counted(_("Falls due"), duties.due, "count", dated="yes", light="amber,green")
    for entry in duties.entries:
        yield entry_line(request, entry)


def entry_line(request, entry):
    """What is asked, where it stands, and how long there is."""
    address, named = place_of(request, entry)
    return html(
        '{}{}<a href="{}">{}</a> <span class="quiet">{} · {}</span>',
        HEADINGS[entry.kind],
        _(": "),
        address,
        named,
        day(entry.day, request.as_of),
        days_to(entry.day, request.as_of),
    )


def place_of(request, entry):
    """The address where it stands, and how that is named."""
    if entry.kind == MEETING:
        return to(request, "meeting", entry.key), entry.title
    anchor = f"#m{entry.order}" if entry.order else ""
    named = _("Task %(n)s") % {"n": entry.task}
    if entry.number:
        named = f"{SERIES['instruction']}〔{entry.year}〕{entry.number}号 · {named}"
    return f"{to(request, 'task', entry.task)}{anchor}", named
