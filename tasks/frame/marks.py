"""Lights and bars as pages show them. What was drawn once is remembered: there are few."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from tasks.frame.html import html
from tasks.ground.lights import BAR_LIGHTS, CLOSED, Light
from tasks.ground.tally import Tally


def light_mark(value: int, word: bool = True) -> SafeString:
    """A light as shape, colour and, unless ``word`` is off, word."""
    return drawn_light(value, word, get_language())


def rule_mark(address: str) -> SafeString:
    """What leads to how a number is counted; its “?” is drawn by the style, so that headings read and
    copy as before.
    """
    words = gettext("How this is counted")
    return html('<a class="rule" href="{}" title="{}" aria-label="{}"></a>', address, words, words)


def explained_light(value: int, reason: str) -> SafeString:
    """A light that says under the pointer why it is lit."""
    titled = html('<span title="{}" class', reason)
    return mark_safe(light_mark(value).replace("<span class", titled, 1))


@lru_cache(maxsize=64)
def drawn_light(value: int, word: bool, _language: str | None) -> SafeString:
    light = Light(value)
    return drawn("frame/_light.html", {"slug": light.slug, "label": light.label, "word": word})


def entered_mark() -> SafeString:
    """What was entered afterwards is marked so wherever it is named."""
    return drawn_entered(get_language())


@lru_cache(maxsize=8)
def drawn_entered(_language: str | None) -> SafeString:
    return drawn("frame/_entered.html", {})


def bar(tally: Tally) -> SafeString:
    """The dated milestones of a Tally as one bar; its text says the same."""
    numbers = tuple(tally.dated_lights[light] for light in BAR_LIGHTS)
    return drawn_bar(numbers, tally.entered, get_language())


def entered_words(number: int) -> str:
    """Of a number of those done: how many were entered afterwards; nothing where none was."""
    words = ngettext(
        "%(n)d of those done was entered afterwards",
        "%(n)d of those done were entered afterwards",
        number,
    )
    return words % {"n": number} if number else ""


def entered_title(number: int) -> SafeString:
    """The tooltip that says so on a number of those done."""
    return format_html(' title="{}"', entered_words(number)) if number else SafeString()


@lru_cache(maxsize=512)
def drawn_bar(numbers: tuple[int, ...], entered: int, _language: str | None) -> SafeString:
    total, start, segments = sum(numbers), 0.0, []
    for light, number in zip(BAR_LIGHTS, numbers, strict=True):
        if number:
            width = 100 * number / total
            where = {"x": round(start, 2), "width": round(width, 2), "is_closed": light in CLOSED}
            segments.append(where | {"slug": light.slug, "label": light.label, "number": number})
            start += width
    words = f"; {entered_words(entered)}" if entered else ""
    return drawn("frame/_bar.html", {"segments": segments, "total": total, "entered": words})


def drawn(template: str, context: dict) -> SafeString:
    """What ``template`` draws, on one line."""
    return mark_safe(" ".join(render_to_string(template, context).split()))
