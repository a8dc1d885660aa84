"""How the rates of twelve months are drawn."""

from datetime import date

from django.utils.translation import gettext as _

from tasks.figures import plot
from tasks.figures.curve_drawn import legend_key
from tasks.figures.overview_rows import joined, link
from tasks.figures.plot import DAY, DOT, SQUARE, Label, Plot
from tasks.frame.addresses import on_day
from tasks.frame.html import html
from tasks.frame.words import day, rate

TALL = 130
RATES = ("completion_rate", "on_time_rate")
ASKED = {
    "completion_rate": {"dated": "yes", "light": "done,late"},
    "on_time_rate": {"dated": "yes", "light": "done"},
}
LINES = {"completion_rate": ("plot-rate-done", SQUARE), "on_time_rate": ("plot-rate-time", DOT)}
SIDES = ("start", "end")
ABOVE, BELOW = -9, 17  # pixels from the last point to the foot of its label


def trend_drawn(request, year, points, plan_points, query):
    """The picture and the table of the ``points`` of a trend, beside those of the whole plan, in the
    context of a page; None without any point.
    """
    if not points:
        return {"trend": None}
    names = {"completion_rate": _("Completion rate"), "on_time_rate": _("On-time rate")}
    legend = [legend_key(LINES[key][0], names[key]) for key in RATES]
    legend.append(legend_key("plot-rate-plan", _("On-time rate of the whole plan")))
    return {
        "trend": picture(request, year, points, plan_points, query),
        "trend_legend": legend,
        "trend_rows": [trend_row(request, point, query) for point in points],
    }


def picture(request, year, points, plan_points, query):
    scale = Plot(date(year.number, 1, 1), date(year.number, 12, 31), 100, tall=TALL)
    title = _("Rates of %(year)s, in per cent") % {"year": year.number}
    drawn = [
        plot.axes(scale, lambda first: first.month, year.as_of),
        plot.slope(scale, places(plan_points, "on_time_rate"), "plot-rate-plan"),
        *(plot.slope(scale, places(points, key), LINES[key][0]) for key in RATES),
        last_labels(scale, points),
    ]
    marks = [
        mark(request, scale, point, key, query)
        for key in RATES
        for point in points
        if getattr(point.tally, key) is not None
    ]
    return plot.picture(scale, title, described(points[-1]), joined(drawn), joined(marks))


def places(points, key):
    """Where the ends of the days of ``points`` stand; a rate of nothing stands nowhere."""
    rated = [(point.day + DAY, getattr(point.tally, key)) for point in points]
    return [(at, value) for at, value in rated if value is not None]


def described(point):
    words = _("On %(day)s: completion rate %(done)s, on-time rate %(time)s.")
    done, time = (rate(getattr(point.tally, key)) for key in RATES)
    return words % {"day": day(point.day, point.day), "done": done, "time": time}


def mark(request, scale, point, key, query):
    css, shape = LINES[key]
    words = _("%(day)s: %(rate)s, %(number)s of %(whole)s")
    number, whole = fraction(point, key)
    value = getattr(point.tally, key)
    told = {"day": day(point.day, point.day), "rate": rate(value)}
    title = words % (told | {"number": number, "whole": whole})
    at = on_day(request, point.day, "milestone-list", **query | ASKED[key])
    return plot.mark(scale, point.day + DAY, value, at, title, f"plot-dot {css}", shape)


def fraction(point, key):
    tally = point.tally
    if key == "on_time_rate":
        return tally.on_time, point.ended
    return tally.done, tally.dated


def last_labels(scale, points):
    """The rates of the last point beside it: the higher one above, the lower one below."""
    last = points[-1]
    rated = [(getattr(last.tally, key), key) for key in RATES]
    found = sorted((pair for pair in rated if pair[0] is not None), reverse=True)
    x = scale.x(last.day + DAY)
    wanted = []
    for (value, _key), off in zip(found, (ABOVE, BELOW), strict=False):
        wanted.append([Label(x, scale.y(value) + off, rate(value), side) for side in SIDES])
    return plot.labels(wanted, [])


def trend_row(request, point, query):
    """A row of the table: the day, both rates and what they are made of."""

    def number(count, **asked):
        at = on_day(request, point.day, "milestone-list", **query, dated="yes", **asked)
        return link(at, count)

    tally = point.tally
    return html(
        '<tr><th scope="row">{}</th><td>{}/{}</td><td>{}</td><td>{}/{}</td><td>{}</td></tr>',
        day(point.day, point.day),
        number(tally.done, light="done,late"),
        number(tally.dated),
        rate(tally.completion_rate),
        number(tally.on_time, light="done"),
        number(point.ended, light="done,late,red"),
        rate(tally.on_time_rate),
    )
