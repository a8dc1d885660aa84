"""Pictures of counts over days, drawn as SVG: axes, step lines, areas, marks, labels. No queries.

Days lie in per cent of the width and counts in pixels: letters keep their size on every screen, and
nothing moves while a page loads. How lines and areas look is said by classes of static/ledger.css;
areas have the patterns of templates/frame/_marks.html, which black and white tells apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, pairwise

from django.utils.safestring import SafeString

from tasks.frame.html import html
from tasks.ground.days import end_of_month

DAY = timedelta(days=1)
HEAD, FOOT = 30, 22  # pixels above the counts, for the day shown, and below them, for the months
BESIDE = 20  # pixels on its right that a label may take
# How many pixels a picture is wide at least, and the class of what such a screen is needed for.
SIZES = ((250, ""), (600, " plot-wide"), (900, " plot-wider"))
MOST_TICKS = 5
ROUND = (1, 2, 5)

Span = tuple[date, date, int, int]  # from a day up to another one, and from a count up to another


def ticks(highest: int) -> list[int]:
    """Round counts at one distance, from 0 up to the first that is not below ``highest``."""
    top = max(highest, 1)
    distances = (step * 10**power for power in count() for step in ROUND)
    distance = next(one for one in distances if one * MOST_TICKS >= top)
    return list(range(0, top + distance, distance))


@dataclass(frozen=True)
class Plot:
    """Where days from ``first`` to ``last``, each as wide as the other, and counts up to ``highest``
    stand.
    """

    first: date
    last: date
    highest: int
    tall: int = 220

    @property
    def height(self) -> int:
        """The whole picture in pixels."""
        return HEAD + self.tall + FOOT

    @property
    def floor(self) -> int:
        return HEAD + self.tall

    def x(self, day: date) -> float:
        """Where ``day`` begins, in per cent; a day beyond stands on the edge."""
        days = (self.last - self.first).days + 1
        return round(min(100, max(0, 100 * (day - self.first).days / days)), 2)

    def y(self, number: float) -> float:
        """Where the count ``number`` stands, in pixels from above."""
        return round(self.floor - self.tall * number / ticks(self.highest)[-1], 1)


def joined(parts: Iterable[str]) -> SafeString:
    return SafeString("".join(parts))


def line(x: float, other_x: float, y: float, other_y: float, css: str) -> SafeString:
    """A straight line between two places."""
    return html('<line x1="{}%" x2="{}%" y1="{}" y2="{}" class="{}"/>', x, other_x, y, other_y, css)


def text(x: float, y: float, words: object, anchor: str, css: str, dx: int = 0) -> SafeString:
    """Words that begin, end or have their middle at a place."""
    where = '<text x="{}%" y="{}" dx="{}" text-anchor="{}" class="{}">{}</text>'
    return html(where, x, y, dx, anchor, css, words)


def counts(plot: Plot) -> SafeString:
    """The counts on the left, each with its line."""
    places = [(plot.y(number), number) for number in ticks(plot.highest)]
    return joined(
        [
            *(line(0, 100, y, y, "plot-grid") for y, _number in places),
            *(text(0, y + 4, number, "end", "plot-count", -8) for y, number in places),
        ]
    )


def axes(plot: Plot, name_of, shown: date) -> SafeString:
    """The counts on the left, the months below with ``name_of`` each, that of ``shown`` in bold."""
    return joined([counts(plot), *month_marks(plot, name_of, shown)])


def month_marks(plot: Plot, name_of, shown: date) -> Iterator[SafeString]:
    """Where each month begins, and its name in its middle; on phones of every second one."""
    first, is_wide = plot.first, False
    while first <= plot.last:
        after = end_of_month(first) + DAY
        start, end = plot.x(first), plot.x(after)
        css = "plot-month plot-wide" if is_wide else "plot-month"
        if first <= shown < after:
            css += " plot-now"
        yield line(start, start, plot.floor, plot.floor + 5, "plot-tick")
        middle = round((start + end) / 2, 2)
        yield text(middle, plot.floor + 17, name_of(first), "middle", css)
        first, is_wide = after, not is_wide


def steps(plot: Plot, points: Sequence[tuple[date, int]], css: str) -> SafeString:
    """A step line through ``points``, the count from each day on, up to the right edge."""
    places = [(plot.x(day), plot.y(number)) for day, number in points]
    drawn = []
    for (x, y), (next_x, next_y) in pairwise([*places, (100, places[-1][1])]):
        drawn.append(line(x, next_x, y, y, css))
        if next_y != y:
            drawn.append(line(next_x, next_x, y, next_y, css))
    return joined(drawn)


def slope(plot: Plot, points: Sequence[tuple[date, float]], css: str) -> SafeString:
    """Straight lines through ``points``, the count at the beginning of each day."""
    places = [(plot.x(day), plot.y(number)) for day, number in points]
    return joined(line(x, next_x, y, next_y, css) for (x, y), (next_x, next_y) in pairwise(places))


def area(plot: Plot, spans: Iterable[Span], css: str) -> SafeString:
    """What lies between two counts on the days of each of ``spans``, which follow each other."""
    return joined(
        html(
            '<rect x="{}%" width="{}%" y="{}" height="{}" class="{}"/>',
            plot.x(first),
            round(plot.x(after) - plot.x(first), 2),
            plot.y(high),
            round(plot.y(low) - plot.y(high), 1),
            css,
        )
        for first, after, low, high in merged(spans)
        if high > low
    )


def merged(spans: Iterable[Span]) -> list[Span]:
    """``spans`` with those in one that touch and reach from the same count to the same count."""
    found: list[Span] = []
    for first, after, low, high in spans:
        if found and found[-1][1:] == (first, low, high):
            first = found.pop()[0]
        found.append((first, after, low, high))
    return found


def upright(plot: Plot, x: float, words: object, css: str) -> SafeString:
    """A line from top to bottom with ``words`` above it, that stay within the picture."""
    anchor = "start" if x < 20 else "end" if x > 80 else "middle"
    return line(x, x, 16, plot.floor, css) + text(x, 11, words, anchor, f"{css}-label")


def bracket(plot: Plot, x: float, low: int, high: int, words: object, css: str) -> SafeString:
    """What lies between two counts to the right of ``x``, in ``words``; nothing where it is nothing."""
    if high <= low:
        return SafeString()
    top, bottom = plot.y(high), plot.y(low)
    return html(
        '<svg x="{}%" width="1" height="1" overflow="visible" class="plot-bracket {}">'
        '<path d="M3 {}h5V{}h-5"/><text x="12" y="{}">{}</text></svg>',
        x,
        css,
        top,
        bottom,
        round((top + bottom) / 2 + 4, 1),
        words,
    )


DOT, SQUARE = '<circle r="4" class="{}"/>', '<rect x="-4" y="-4" width="8" height="8" class="{}"/>'


def mark(
    plot: Plot, day: date, number: float, address: str, title: str, css: str, shape: str = DOT
) -> SafeString:
    """A step that leads to its list: a dot, or another ``shape``, with a target that a finger hits."""
    return html(
        '<a href="{}" aria-label="{}"><svg x="{}%" y="{}" width="1" height="1" overflow="visible">'
        '<title>{}</title><rect x="-12" y="-12" width="24" height="24" class="target"/>'
        "{}</svg></a>",
        address,
        title,
        plot.x(day),
        plot.y(number),
        title,
        html(shape, css),
    )


Box = tuple[float, float, float, float]  # left, right, top and bottom, in pixels


@dataclass(frozen=True)
class Label:
    """Words that begin (``start``) or end at a place."""

    x: float
    y: float
    words: str
    anchor: str

    @property
    def width(self) -> float:
        """About how many pixels the words take."""
        return sum(12.5 if letter > "\u2e80" else 7 for letter in self.words)

    def box(self, width: int) -> Box:
        """What it covers in a picture so many pixels wide."""
        at = self.x * width / 100
        left = at - self.width if self.anchor == "end" else at
        return left - 3, left + self.width + 3, self.y - 12, self.y + 2


@dataclass(frozen=True)
class Taken:
    """Where no label may stand: so many pixels on both sides of a place, from top to bottom."""

    x: float
    top: float
    bottom: float
    beside: int = 5

    def box(self, width: int) -> Box:
        at = self.x * width / 100
        return at - self.beside, at + self.beside, self.top, self.bottom


def labels(
    wanted: Sequence[Sequence[Label]],
    taken: Iterable[Taken],
    sizes: Sequence[tuple[int, str]] = SIZES,
) -> SafeString:
    """As many of ``wanted`` as do not collide, on phones fewer; each is given by the places where it
    can stand, the best first, and the weightiest stands first.

    What does not collide in a narrow picture does not in a wider one.
    """
    covered: list[Label | Taken] = list(taken)
    drawn: list[SafeString] = []
    left = list(wanted)
    for width, css in sizes:
        placed = dict(apart(left, width, covered))
        left = [places for at, places in enumerate(left) if at not in placed]
        drawn += [
            text(one.x, one.y, one.words, one.anchor, f"plot-label{css}") for one in placed.values()
        ]
    return joined(drawn)


def apart(
    wanted: Sequence[Sequence[Label]], width: int, covered: list[Label | Taken]
) -> Iterator[tuple[int, Label]]:
    """Which of ``wanted`` have room in a picture of that ``width``, and where; ``covered`` grows."""
    for at, places in enumerate(wanted):
        free = (one for one in places if has_room(one, width, covered))
        if place := next(free, None):
            covered.append(place)
            yield at, place


def has_room(label: Label, width: int, covered: Iterable[Label | Taken]) -> bool:
    """True where ``label`` stays within the picture and touches nothing."""
    left, right, top, bottom = label.box(width)
    boxes = (one.box(width) for one in covered)
    return (
        left >= 0
        and right <= width + BESIDE
        and all(
            right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
            for other in boxes
        )
    )


def picture(plot: Plot, title: str, description: str, drawn: str, links: str) -> SafeString:
    """The SVG. What is ``drawn`` is one image to who hears the page; the ``links`` stay links."""
    return html(
        '<svg class="plot" width="100%" height="{}" role="group" aria-label="{}">'
        '<g role="img"><title>{}</title><desc>{}</desc>{}</g>{}</svg>',
        plot.height,
        title,
        title,
        description,
        drawn,
        links,
    )
