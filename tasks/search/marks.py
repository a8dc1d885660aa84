"""The words that were found, marked where they stand in what people wrote."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.safestring import SafeString

from tasks.frame.html import html
from tasks.search.words import DIGITS, FOLDED, Asked

BEFORE, AFTER = 30, 90  # signs around the first word of an excerpt
GAP = "…"


def marked(text: str, asked: Asked) -> SafeString:
    """``text`` as HTML, with what was asked for in <mark>."""
    return drawn(text, list(spans(text, asked)), 0, len(text))


def excerpt(text: str, asked: Asked) -> SafeString:
    """What stands around the first word that was asked for, marked; empty where none stands here."""
    found = list(spans(text, asked))
    if not found:
        return SafeString()
    begins, ends = max(found[0][0] - BEFORE, 0), min(found[0][1] + AFTER, len(text))
    inside = [span for span in found if span[1] <= ends]
    words = drawn(text, inside, begins, ends)
    return html("{}{}{}", GAP * (begins > 0), words, GAP * (ends < len(text)))


def drawn(text: str, found: list[tuple[int, int]], begins: int, ends: int) -> SafeString:
    """``text[begins:ends]`` with the spans ``found`` marked; every sign of it is escaped."""
    pieces, at = [], begins
    for first, last in found:
        pieces += [html("{}<mark>{}</mark>", text[at:first], text[first:last])]
        at = last
    return html("{}" * (len(pieces) + 1), *pieces, text[at:ends])


def spans(text: str, asked: Asked) -> Iterator[tuple[int, int]]:
    """From where to where in ``text`` each of the phrases stands, one after the other."""
    folded, places = [], []
    for place, sign in enumerate(text):
        meaning = FOLDED[ord(sign)]
        folded.append(meaning)
        places += [place] * len(meaning)
    for match in pattern(asked.phrases).finditer("".join(folded)):
        yield places[match.start()], places[match.end() - 1] + 1


@lru_cache(maxsize=256)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """What finds ``phrases`` in folded signs, the longest first; numbers only where they stand whole."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(map(run_pattern, one.split())) for one in longest))


def run_pattern(run: str) -> str:
    return rf"(?<![0-9]){run}(?![0-9])" if DIGITS.fullmatch(run) else re.escape(run)
