"""The story of one promise along its days, drawn as SVG with figures/plot.py. No queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from tasks.figures.plot import Label, Plot, Taken, has_room, joined, line, text
from tasks.frame.html import html

ROWS_ABOVE, ROWS_BELOW = (16, 42), (108, 134)
TOP, BOTTOM, TALL = 62, 80, 144  # the bar, and the whole picture
# How wide a picture is at least in letters of its own size, and the class of what needs that room.
SIZES = ((250, ""), (600, " plot-wide"), (900, " plot-wider"))
BEYOND = timedelta(days=12)


@dataclass(frozen=True)
class Mark:
    """What happened on a ``day``, in a few words; ``kind`` is its shape: ``due``, ``unit`` or ``office``.
    The weightiest gets its words first. A paper says ``what`` it was beside the day, and ``who`` did it.
    """

    day: date
    kind: str
    words: str
    weight: int
    what: str = ""
    who: str = ""


@dataclass(frozen=True)
class Line:
    """A promise from ``first`` on, as it stood at the end of ``shown``; on the days of the ``late`` spans
    it was overdue.
    """

    first: date
    shown: date
    shown_words: str
    marks: Sequence[Mark]
    late: Sequence[tuple[date, date]]

    @property
    def plot(self) -> Plot:
        days = [self.shown, *(mark.day for mark in self.marks)]
        return Plot(min([self.first, *days]), max(days) + BEYOND, 1)


def drawn(story: Line, title: str) -> SafeString:
    """The whole picture; to who hears the page it is one image that says what happened."""
    plot = story.plot
    said = "；".join(mark.words for mark in story.marks)
    shapes = [shape(plot, one) for one in story.marks]
    parts = [*bar(plot, story), *named(plot, story), *shapes]
    return html(
        '<svg class="plot promise" width="100%" height="{}" role="img" aria-label="{}">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        TALL,
        title,
        title,
        said,
        joined(parts),
    )


def bar(plot: Plot, story: Line) -> list[SafeString]:
    """The days: those to come are pale, those on which it was overdue have their pattern."""
    until = plot.x(story.shown)
    spans = [(0.0, 100.0, "promise-to-come"), (0.0, until, "promise-days")]
    spans += [(plot.x(day), min(plot.x(after), until), "fill-red") for day, after in story.late]
    rects = [
        html(
            '<rect x="{}%" width="{}%" y="{}" height="{}" class="{}"/>',
            begin,
            round(max(end - begin, 0), 2),
            TOP,
            BOTTOM - TOP,
            css,
        )
        for begin, end, css in spans
    ]
    return [*rects, line(until, until, TOP - 14, BOTTOM + 14, "plot-shown")]


def named(plot: Plot, story: Line) -> list[SafeString]:
    """The words of as many marks as have room, each with a line to its mark; on phones fewer."""
    shown = Mark(story.shown, "shown", story.shown_words, 100)
    left = sorted([*story.marks, shown], key=lambda one: (-one.weight, one.day))
    covered: list[Label | Taken] = []
    leaders: list[SafeString] = []
    words: list[SafeString] = []
    for width, css in SIZES:
        rest = []
        for mark in left:
            place = free(plot, mark, width, covered)
            if place is None:
                rest.append(mark)
                continue
            covered.append(place)
            leaders.append(led(plot.x(mark.day), place, css))
            words.append(written(plot.x(mark.day), place, mark, css))
        left = rest
    return leaders + words


def free(plot: Plot, mark: Mark, width: int, covered: Iterable[Label | Taken]) -> Label | None:
    """Where the words of ``mark`` have room in a picture of that width; None where they have not."""
    x, taken = plot.x(mark.day), list(covered)
    rows = (*ROWS_ABOVE[::-1], *ROWS_BELOW)
    if mark.kind == "unit":
        rows = (*ROWS_BELOW, *ROWS_ABOVE[::-1])
    places = (Label(x, y, mark.words, anchor) for y in rows for anchor in ("start", "end"))
    return next((one for one in places if has_room(one, width, taken)), None)


def led(x: float, place: Label, css: str) -> SafeString:
    """The short line from a mark to its words."""
    ends = (place.y + 4, TOP) if place.y < TOP else (BOTTOM, place.y - 14)
    return line(x, x, *ends, f"promise-leader{css}")


def written(x: float, place: Label, mark: Mark, css: str) -> SafeString:
    """The words beside their line."""
    inset = 5 if place.anchor == "start" else -5
    weight = " plot-now" if mark.kind == "shown" else ""
    return text(x, place.y, mark.words, place.anchor, f"plot-label{css}{weight}", inset)


def shape(plot: Plot, mark: Mark) -> SafeString:
    """Rings are dates, dots what units did, squares what supervisors and leaders did."""
    shapes = {
        "due": '<circle r="7" class="promise-due"/>',
        "unit": '<circle r="5" class="promise-unit"/>',
        "office": '<path d="M-5 -7h10v14h-10z" class="promise-office"/>',
    }
    where = '<svg x="{}%" y="{}" width="1" height="1" overflow="visible"><title>{}</title>{}</svg>'
    middle = (TOP + BOTTOM) / 2
    return html(where, plot.x(mark.day), middle, mark.words, SafeString(shapes[mark.kind]))
