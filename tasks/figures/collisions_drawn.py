"""How the collision map is drawn: a table of numbers whose shade, shape and word say where much falls
together.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tasks.figures.collisions import CROWDED, LEADER, MANY, UNIT
from tasks.figures.overview_rows import joined, link
from tasks.frame.addresses import address, to
from tasks.frame.html import html
from tasks.frame.marks import light_mark
from tasks.frame.words import day, days_to

LEVELS = (
    (CROWDED, "load-crowded", "■■", gettext_lazy("crowded")),
    (MANY, "load-many", "■", gettext_lazy("many")),
)
PAGES = {UNIT: "unit", LEADER: "leader"}


def map_drawn(request, weeks, loads):
    """The weeks and the rows of both tables, and how many owners have much in one week."""
    busy = {kind: sum(load.most >= MANY for load in found) for kind, found in loads.items()}
    return {
        "week_heads": [week_head(week, request.as_of) for week in weeks],
        "unit_rows": joined(load_row(request, load, weeks) for load in loads[UNIT]),
        "leader_rows": joined(load_row(request, load, weeks) for load in loads[LEADER]),
        "unit_number": len(loads[UNIT]),
        "leader_number": len(loads[LEADER]),
        "busy": busy,
        "fullest": fullest(request, [*loads[UNIT], *loads[LEADER]], weeks),
        "many": MANY,
        "legend": [html("{} {}", shape, said) for shape, said in legend()],
    }


def legend():
    yield "■", _("many: %(n)s or more in a week") % {"n": MANY}
    yield "■■", _("crowded: %(n)s or more in a week") % {"n": CROWDED}


def week_head(week, as_of):
    title = _("%(first)s to %(last)s") % {
        "first": day(week.first, as_of),
        "last": day(week.last, as_of),
    }
    return html('<span title="{}">{}</span>', title, short(week.monday))


def short(value):
    """A day as a narrow column has room for."""
    return f"{value.month}/{value.day}"


def load_row(request, load, weeks):
    """The row of an owner: how much of which week, and all of the quarter."""
    return html(
        '<tr><th scope="row"><a lang="zh-hans" href="{}">{}</a></th>{}<td class="load-whole">{}</td></tr>',
        to(request, PAGES[load.kind], load.owner.pk),
        load.owner,
        joined(load_cell(request, load, week) for week in weeks),
        numbers(request, load, load.own.total(), load.outside.total()),
    )


def load_cell(request, load, week):
    """The number of a week, which leads to its list; what is outside the plan stands apart."""
    number = load.at(week)
    if not number:
        return html('<td class="nothing">·</td>')
    css, shape, word = level_of(number)
    shown = numbers(request, load, load.own[week.monday], load.outside[week.monday], week)
    mark = html('<small><span aria-hidden="true">{}</span> {}</small>', shape, word) if word else ""
    return html('<td class="{}">{}{}</td>', css, shown, mark)


def numbers(request, load, own, outside, week=None):
    """A number that leads to its list, and apart what is outside the plan."""
    shown = link(listed_at(request, load, week), own)
    return shown + html('<span class="quiet">{}</span>', apart(outside)) if outside else shown


def apart(number):
    words = ngettext("+%(n)d outside the plan", "+%(n)d outside the plan", number)
    return words % {"n": number}


def level_of(number):
    """The class, the shape and the word of a cell with ``number`` promises."""
    found = (level[1:] for level in LEVELS if number >= level[0])
    return next(found, ("load-some", "", ""))


def listed_at(request, load, week=None):
    """This page, with the list of what a cell counts."""
    asked = {load.kind: load.owner.pk} | ({"week": week.monday.isoformat()} if week else {})
    return f"{to(request, 'collision-map', **asked)}#listed"


def fullest(request, loads, weeks):
    """The fullest week of all in words; empty where no owner has much in one week."""
    loads = [load for load in loads if load.most >= MANY]
    if not loads:
        return ""
    load = min(loads, key=lambda one: (-one.most, one.fullest))
    week = next(week for week in weeks if week.monday == load.fullest)
    words = _("most in one week: %(owner)s, %(number)s from %(first)s to %(last)s")
    return words % {
        "owner": load.owner,
        "number": load.most,
        "first": day(week.first, request.as_of),
        "last": day(week.last, request.as_of),
    }


def rows_drawn(request, plans, rows):
    """The milestones of a list, each with its way to the task of its plan."""
    return joined(listed_row(request, plans[row["place"]], row, len(plans) > 1) for row in rows)


def listed_row(request, plan, row, is_one_of_many):
    asked = tuple(request.day_asked.items())
    task = address("task", plan.slug, (row["number"],), asked)
    return html(
        '<div class="listed-row">{} <span><a lang="zh-hans" href="{}#m{}">{}</a>'
        '<span class="quiet">{}{}</span></span><span class="listed-day">{} {}</span></div>',
        light_mark(row["light"], word=False),
        task,
        row["order"],
        row["text"],
        _("Task %(n)s") % {"n": row["number"]},
        html(' · <span lang="zh-hans">{}</span>', plan.full_name) if is_one_of_many else "",
        row["due"].isoformat(),
        days_to(row["due"], request.as_of),
    )
