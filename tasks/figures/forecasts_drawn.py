"""What forecasts said beside what came, as a picture: a pair of marks for each fifth of what was said."""

from django.utils.translation import gettext as _

from tasks.figures import plot
from tasks.figures.overview_rows import joined
from tasks.figures.plot import DOT, SQUARE, Plot
from tasks.frame.html import html
from tasks.ground.days import ALWAYS

TALL = 180
# Of what was said and of what came: the shape and its class, which grey tells apart too.
SAID, CAME = (SQUARE, "forecast-said"), (DOT, "forecast-came")
BESIDE = 9  # pixels from a mark to its number


def said_and_came(bins):
    """The picture of the Bins; empty without any forecast of which it is known how it came out."""
    if not any(one.record for one in bins):
        return ""
    scale = Plot(ALWAYS, ALWAYS, 100, tall=TALL)  # it has no days
    wide = 100 / len(bins)
    drawn = [plot.counts(scale)]
    for at, one in enumerate(bins):
        middle = round((at + 0.5) * wide, 2)
        drawn.append(plot.text(middle, scale.floor + 17, f"{one.low}–{one.high}%", "middle", ""))
        if one.record:
            drawn.append(pair(scale, middle, one.record))
    return plot.picture(scale, _("Said and came, in per cent"), described(bins), joined(drawn), "")


def pair(scale, x, record):
    """What was said, what came, and the way between them; above them how many forecasts they are."""
    said, came = scale.y(record.said), scale.y(record.came)
    return joined(
        [
            plot.line(x, x, said, came, "plot-tick"),
            shape(x, said, SAID),
            shape(x, came, CAME),
            plot.text(x, said + 4, f"{record.said}%", "end", "plot-label plot-wide", -BESIDE),
            plot.text(x, came + 4, f"{record.came}%", "start", "plot-label plot-wide", BESIDE),
            plot.text(x, 11, record.number, "middle", ""),
        ]
    )


def shape(x, y, mark):
    """A mark with its middle at a place."""
    return html(
        '<svg x="{}%" y="{}" width="1" height="1" overflow="visible">{}</svg>', x, y, drawn(mark)
    )


def drawn(mark):
    form, css = mark
    return html(form, css)


def legend():
    """Both marks with their names, and what the numbers above them count."""
    names = ((SAID, _("said: in time, on average")), (CAME, _("came: was in time")))
    key = '<svg width="14" height="12" viewBox="-7 -6 14 12" aria-hidden="true">{}</svg> {}'
    keys = [html(key, drawn(mark), name) for mark, name in names]
    return [*keys, _("above: how many forecasts")]


def described(bins):
    """The numbers of the picture in words."""
    words = _("Said %(low)d to %(high)d%%: %(n)d forecasts, said %(said)d%%, came %(came)d%%.")
    return " ".join(
        words
        % {
            "low": one.low,
            "high": one.high,
            "n": one.record.number,
            "said": one.record.said,
            "came": one.record.came,
        }
        for one in bins
        if one.record
    )
