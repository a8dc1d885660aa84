"""How the promise curve is drawn."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tasks.figures import plot
from tasks.figures.plot import Label, Plot, Taken
from tasks.frame.addresses import to
from tasks.frame.html import html
from tasks.frame.words import day, month_of_year, month_short
from tasks.ground.lights import Light

# The areas from the bottom up: what each counts, and how it is filled.
KEPT = (("on time", "fill-done"), ("late", "fill-late"), ("overdue", "fill-red"))
LEGEND = (
    ("plot-approved", gettext_lazy("Due, approved dates")),
    ("plot-original", gettext_lazy("Due, original dates")),
    ("fill-done", Light.DONE.label),
    ("fill-late", Light.LATE.label),
    ("fill-red", Light.RED.label),
    ("fill-early", gettext_lazy("Done early")),
)
ABOVE = 11  # pixels from a step to the foot of its label
TITLES = {
    "approved": gettext_lazy("%(n)s due by %(day)s"),
    "original": gettext_lazy("%(n)s due by %(day)s by the original dates"),
}


def curve_drawn(request, curve, today):
    """The picture of ``curve`` and what it shows, in the context of the overview."""
    return {
        "curve_picture": picture(request, curve, today),
        "curve_legend": [legend_key(css, name) for css, name in LEGEND],
    }


def legend_key(css, name):
    """A line or an area with its name."""
    is_line = css.startswith("plot-")
    shape = (
        '<line x2="26" y1="6" y2="6" class="{}"/>'
        if is_line
        else '<rect width="26" height="12" class="{}"/>'
    )
    drawn = html(shape, css)
    return html('<svg width="26" height="12" aria-hidden="true">{}</svg> {}', drawn, name)


def picture(request, curve, today):
    """The curve as SVG; each step leads to the list of what is due by then."""
    scale = Plot(curve.first, curve.last, curve.highest)
    title = _("Promise curve %(year)s") % {"year": curve.year}
    drawn = [
        plot.axes(scale, month_names(curve, today), curve.as_of),
        *areas(scale, curve),
        *lines(scale, curve),
        day_shown(scale, curve, today),
        step_labels(scale, curve),
    ]
    links = plot.joined([*marks(request, scale, curve)])
    return plot.picture(scale, title, description(curve), plot.joined(drawn), links)


def month_names(curve, today):
    """What the months are called: the first with its year, where that is not today's."""

    def name_of(first):
        is_other = first == curve.first and curve.year != today.year
        return month_of_year(first) if is_other else month_short(first)

    return name_of


def description(curve):
    """What the picture shows, for who does not see it."""
    numbers = curve.sums | {"day": day(curve.as_of, curve.as_of), "year": curve.year}
    sentences = [_("Due by the end of %(year)s: %(in_year)s.") % numbers]
    if curve.is_issued:
        now = _("Due by %(day)s: %(promised)s, of them done: %(done)s; done early: %(early)s.")
        sentences.insert(0, now % numbers)
    return " ".join(sentences)


def areas(scale, curve):
    """How the promises were kept: on the ground what is due, and above it what was done early."""
    low = [0] * len(curve.columns)
    for word, css in KEPT:
        high = [
            start + column.counts[word] for start, column in zip(low, curve.columns, strict=True)
        ]
        yield plot.area(scale, spans(curve, low, high), css)
        low = high
    due = [column.counts["promised"] for column in curve.columns]
    early = [column.counts["promised"] + column.counts["early"] for column in curve.columns]
    yield plot.area(scale, spans(curve, due, early), "fill-early")


def spans(curve, low, high):
    ends = [(column.first, column.after) for column in curve.columns]
    return [(*end, *counts) for end, *counts in zip(ends, low, high, strict=True)]


def lines(scale, curve):
    """The promises of the year by the document's dates, and over them by the approved ones."""
    for dates, css in ((curve.original, "plot-original"), (curve.approved, "plot-approved")):
        points = [(curve.first, dates.by(curve.before))]
        points += [(step.day, step.total) for step in dates.within(curve.first, curve.last)]
        yield plot.steps(scale, points, css)


def day_shown(scale, curve, today):
    """The day of the page, with what is missing and what was done early on it."""
    if curve.as_of < curve.first:
        return SafeString()
    x = shown_at(scale, curve)
    words = _("Today, %(day)s") if curve.as_of == today else pgettext("day shown", "As of %(day)s")
    drawn = plot.upright(scale, x, words % {"day": day(curve.as_of, curve.first)}, "plot-shown")
    return drawn + gaps(scale, x, curve.sums) if curve.columns else drawn


def shown_at(scale, curve):
    """Where the day of the page ends."""
    return scale.x(min(curve.as_of, curve.last) + plot.DAY)


def gaps(scale, x, sums):
    """How many are missing of what is due, and how many are ahead of it."""
    due, missing, early = sums["promised"], sums["missing"], sums["early"]
    return plot.bracket(scale, x, due - missing, due, f"−{missing}", "plot-missing") + plot.bracket(
        scale, x, due, due + early, f"+{early}", "plot-early"
    )


def step_labels(scale, curve):
    """The day and the sum of each step, the last and then the highest first."""
    found = curve.approved.within(curve.first, curve.last)
    by_weight = [*found[-1:], *sorted(found[:-1], key=lambda step: -step.new)]
    taken = [
        Taken(shown_at(scale, curve), 0, scale.floor, beside=2),
        *(Taken(scale.x(step.day), y - 5, y + 5) for step in found for y in [scale.y(step.total)]),
    ]
    return plot.labels([places(scale, step) for step in by_weight], taken)


def places(scale, step):
    """Where the label of a step can stand: above its dot, on the left or on the right."""
    x, y = scale.x(step.day), scale.y(step.total) - ABOVE
    words = f"{day(step.day, step.day)} {step.total}"
    return [Label(x, y, words, anchor) for anchor in ("end", "start")]


def marks(request, scale, curve):
    """The links of the steps in the order of their days; of the document's dates those that differ."""
    if before := curve.approved.by(curve.before):
        yield mark(request, scale, curve.first, curve.before, before, "approved")
    for step in curve.approved.within(curve.first, curve.last):
        yield mark(request, scale, step.day, step.day, step.total, "approved")
    for step in curve.original.within(curve.first, curve.last):
        if step.total != curve.approved.by(step.day):
            yield mark(request, scale, step.day, step.day, step.total, "original")


def mark(request, scale, at, last, total, dates):
    """A step with the way to all that is due up to ``last``."""
    title = TITLES[dates] % {"day": day(last, at), "n": total}
    address = to(request, "milestone-list", dated="yes", due_to=last, by=dates)
    return plot.mark(scale, at, total, address, title, f"plot-dot plot-dot-{dates}")
