"""How two days compared are told: a sentence whose numbers lead to their lists, both days side by side,
the milestones that changed, and a picture of the days between.
"""

from datetime import timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tasks.browse.compared import LABELS, RED
from tasks.figures import plot
from tasks.figures.compare import KINDS, SAMPLES
from tasks.figures.curve_drawn import legend_key
from tasks.figures.overview_rows import joined, link
from tasks.figures.plot import Label, Plot
from tasks.frame.addresses import on_day, to
from tasks.frame.html import html
from tasks.frame.marks import light_mark
from tasks.frame.words import day, rate
from tasks.ground.lights import Light
from tasks.plan.outside import FIRST

TALL = 130
# How wide the picture is at least, which stands in half of the page, on phones and beyond.
HALF = ((250, ""), (380, " plot-wide"))
EDGE = 1.3  # per cent of the width that a label keeps from the edge
AREAS = (
    ("on_time", "fill-done", Light.DONE.label),
    ("late", "fill-late", Light.LATE.label),
    ("red", "fill-red", Light.RED.label),
)


def compare_drawn(request, comparison):
    """All that a page shows of ``comparison``, in its context."""
    return {
        "comparison": comparison,
        "compare_words": sentence(request, comparison),
        "compare_outside": outside(request, comparison),
        "compare_sides": sides(request, comparison),
        "compare_rows": joined(changed_row(request, row) for row in comparison.rows),
        "compare_picture": picture(request, comparison),
        "compare_legend": [legend_key(css, name) for _key, css, name in AREAS],
    }


def listed(request, comparison, **query):
    asked = comparison.scope.query | {"since": comparison.since.isoformat()} | query
    return to(request, "milestone-list", **asked)


def sentence(request, comparison):
    """How many of what changed."""
    numbers = comparison.numbers
    parts = [
        html("{} {}", LABELS[kind], changed(request, comparison, kind, numbers[kind]))
        for kind in KINDS
    ]
    return SafeString(_(", ").join(parts))


def changed(request, comparison, kind, number, **query):
    css = "count count-red" if kind == RED and number else "count"
    return link(listed(request, comparison, changed=kind, **query), number, css)


def outside(request, comparison):
    """The same of what is outside the plan; empty where nothing of it changed."""
    parts = [
        html("{} {}", LABELS[kind], changed(request, comparison, kind, number, project=FIRST))
        for kind, number in comparison.outside.items()
    ]
    return SafeString(_(", ").join(parts))


def sides(request, comparison):
    """``(heading, then, now)`` of the numbers of both days."""
    then, now = comparison.then, comparison.now
    rows = [
        (_("Dated milestones"), "dated", {"dated": "yes"}),
        (_("Done"), "done", {"dated": "yes", "light": "done,late"}),
        (_("Overdue"), "red", {"light": "red"}),
    ]
    query = comparison.scope.query
    for heading, key, asked in rows:
        yield (
            heading,
            *(
                link(
                    on_day(request, point.day, "milestone-list", **query | asked),
                    getattr(point.tally, key),
                )
                for point in (then, now)
            ),
        )
    for heading, key in (
        (_("Completion rate"), "completion_rate"),
        (_("On-time rate"), "on_time_rate"),
    ):
        yield heading, *(rate(getattr(point.tally, key)) for point in (then, now))


def changed_row(request, row):
    """A milestone and what changed of it."""
    return html(
        '<div class="listed-row">{} <span><a lang="zh-hans" href="{}#m{}">{}</a>'
        '<span class="quiet">{}</span></span><span class="listed-day">{}</span></div>',
        light_mark(row["light"], word=False),
        to(request, "task", row["task__number"]),
        row["order"],
        row["text"],
        _("Task %(n)s") % {"n": row["task__number"]},
        joined(html("<span>{}</span>", words) for words in what(row)),
    )


def what(row):
    """What changed of a milestone, each with its day."""
    days = {
        "done": row["done_on"],
        "slipped": row["due"],
        "extended": f"{row['then_due']} → {row['due']}",
    }
    for kind in KINDS:
        if row[f"is_{kind}"]:
            yield f"{LABELS[kind]} {days[kind]}" if kind in days else str(LABELS[kind])


def picture(request, comparison):
    """A column for each of the days looked at: what was done in time, done late and overdue on it."""
    points = comparison.points
    ends = [point.day for point in points[1:]]
    width = max(timedelta(days=1), (points[-1].day - points[0].day) // SAMPLES)
    last = points[-1].day + width
    highest = max(point.tally.done + point.tally.red for point in points)
    scale = Plot(points[0].day, last - timedelta(days=1), highest, tall=TALL)
    columns = list(zip(points, [*ends, last], strict=True))
    title = _("From %(since)s to %(day)s") % {
        "since": day(comparison.since, comparison.as_of),
        "day": day(comparison.as_of, comparison.as_of),
    }
    drawn = [plot.counts(scale), *areas(scale, columns), day_labels(scale, points)]
    marks = [column_mark(request, scale, comparison, point) for point in points]
    return plot.picture(scale, title, described(comparison), joined(drawn), joined(marks))


def described(comparison):
    words = _("%(day)s: %(done)s done, %(red)s overdue.")
    told = []
    for point in (comparison.then, comparison.now):
        numbers = {"done": point.tally.done, "red": point.tally.red}
        told.append(words % (numbers | {"day": day(point.day, comparison.as_of)}))
    return " ".join(told)


def areas(scale, columns):
    low = [0] * len(columns)
    for key, css, _name in AREAS:
        high = [
            start + getattr(point.tally, key)
            for start, (point, _after) in zip(low, columns, strict=True)
        ]
        spans = [
            (point.day, after, *counts)
            for (point, after), *counts in zip(columns, low, high, strict=True)
        ]
        yield plot.area(scale, spans, css)
        low = high


def day_labels(scale, points):
    """The days below their columns, both ends first."""
    by_weight = [points[0], points[-1], *points[1:-1]]
    wanted = [
        [
            Label(
                max(scale.x(point.day), EDGE),
                scale.floor + 17,
                f"{point.day.month}/{point.day.day}",
                "start",
            )
        ]
        for point in by_weight
    ]
    return plot.labels(wanted, [], HALF)


def column_mark(request, scale, comparison, point):
    """The way to what was done or overdue on the day of a column."""
    number = point.tally.done + point.tally.red
    numbers = {"done": point.tally.done, "red": point.tally.red}
    words = _("%(day)s: %(done)s done, %(red)s overdue.")
    title = words % (numbers | {"day": day(point.day, comparison.as_of)})
    query = comparison.scope.query | {"dated": "yes", "light": "done,late,red"}
    at = on_day(request, point.day, "milestone-list", **query)
    return plot.mark(scale, point.day, number, at, title, "plot-dot")
