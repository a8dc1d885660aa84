"""Kept lines as HTML: each number leads to its list, on the last day of the period."""

from django.utils.safestring import SafeString

from tasks.frame.addresses import on_day
from tasks.frame.html import html
from tasks.paper.sheet import HEADINGS


def line_drawn(request, day, pieces):
    """One line, whose numbers lead to their lists on ``day``."""
    return SafeString("".join(piece_drawn(request, day, piece) for piece in pieces))


def piece_drawn(request, day, piece):
    if isinstance(piece, str):
        return html("{}", piece)
    words, page, args, query = piece
    return html(
        '<a class="count" href="{}">{}</a>', on_day(request, day, page, *args, **query), words
    )


def lines_drawn(request, day, lines):
    return [line_drawn(request, day, pieces) for pieces in lines]


def told_drawn(request, day, told):
    """``sections``, (heading, lines) each, and ``annexes``, (title, columns, rows) each, of what was
    kept by draft.kept.
    """
    return {
        "sections": [
            (f"{sign}、{heading}", lines_drawn(request, day, lines))
            for sign, (heading, lines) in zip(HEADINGS, told["parts"], strict=False)
        ],
        "annexes": [
            (
                title,
                [name for name, _share in columns],
                [[line_drawn(request, day, [cell]) for cell in row] for row in rows],
            )
            for title, columns, rows in told["annexes"]
        ],
    }
