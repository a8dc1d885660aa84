"""Lights and bars as pages show them. What was drawn once is remembered: there are few."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tasks.frame.html import html
from tasks.ground.lights import BAR_LIGHTS, Light
from tasks.ground.tally import Tally


def light_mark(value: int, word: bool = True) -> SafeString:
    """A light as shape, colour and, unless ``word`` is off, word."""
    return drawn_light(value, word, get_language())


def explained_light(value: int, reason: str) -> SafeString:
    """A light that says under the pointer why it is lit."""
    titled = html('<span title="{}" class', reason)
    return mark_safe(light_mark(value).replace("<span class", titled, 1))


@lru_cache(maxsize=64)
def drawn_light(value: int, word: bool, _language: str | None) -> SafeString:
    light = Light(value)
    return drawn("frame/_light.html", {"slug": light.slug, "label": light.label, "word": word})


def bar(tally: Tally) -> SafeString:
    """The dated milestones of a Tally as one bar; its text says the same."""
    return drawn_bar(tuple(tally.dated_lights[light] for light in BAR_LIGHTS), get_language())


@lru_cache(maxsize=512)
def drawn_bar(numbers: tuple[int, ...], _language: str | None) -> SafeString:
    total, start, segments = sum(numbers), 0.0, []
    for light, number in zip(BAR_LIGHTS, numbers, strict=True):
        if number:
            width = 100 * number / total
            where = {"x": round(start, 2), "width": round(width, 2)}
            segments.append(where | {"slug": light.slug, "label": light.label, "number": number})
            start += width
    return drawn("frame/_bar.html", {"segments": segments, "total": total})


def drawn(template: str, context: dict) -> SafeString:
    """What ``template`` draws, on one line."""
    return mark_safe(" ".join(render_to_string(template, context).split()))
