"""Sentences whose numbers know the list that they count.

A line is a list of pieces, words and Figures. It is kept as JSON, where a Figure is
``[words, page, args, query]``; who reads a kept line takes both.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from string import Formatter
from typing import Any, NamedTuple

from tasks.ground.tally import percent

LIST = "milestone-list"


class Figure(NamedTuple):
    """``words``, most often a number, that lead to ``page`` with ``query``."""

    words: str
    page: str = LIST
    args: Sequence[Any] = ()
    query: dict[str, str] = {}


Piece = str | Figure
Line = list[Piece]


def figure(number: int, **query: Any) -> Figure:
    """A number of milestones with the filter that lists them."""
    return Figure(str(number), LIST, (), {key: str(value) for key, value in query.items()})


def line(template: str, **words: Piece) -> Line:
    """``template`` with ``words`` in place of their {names}."""
    found: Line = []
    for text, name, _format, _conversion in Formatter().parse(template):
        found += [text] if text else []
        found += [words[name]] if name else []
    return found


def joined(lines: Iterable[Line], between: str = "；", end: str = "。") -> Line:
    """All in one line, each but the last followed by ``between``."""
    found: Line = []
    for one in lines:
        found += [*([between] if found else []), *one]
    return [*found, end] if found else found


def plain(pieces: Iterable[Any]) -> str:
    """The words of a line, which may be kept."""
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)


def rate(value: float | None) -> str:
    """Per cent with one digit, as the paper writes it; — of nothing."""
    return "—" if value is None else f"{value:.1f}%"


def share(part: int, whole: int) -> str:
    return rate(percent(part, whole))


def days_beside(due: date, done_on: date) -> str:
    """How a day lies to its due date, in the paper's words."""
    days = (due - done_on).days
    if days == 0:
        return "如期"
    return f"提前{days}天" if days > 0 else f"逾期{-days}天"
