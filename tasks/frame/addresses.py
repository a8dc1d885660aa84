"""Addresses of a plan's pages, which keep the day shown and a list's filter."""

from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from tasks.frame.html import html

NOTHING = mark_safe('<span class="nothing">·</span>')

# Reversing an address takes longer than drawing what it links.
path = lru_cache(maxsize=4096)(reverse)


def to(request: HttpRequest, name: str, *args: Any, **query: Any) -> str:
    """The address of a page of this plan on the date shown; keywords become its query.

    Several values of one key stand with commas between them: ``light="done,late"``.
    """
    query |= getattr(request, "day_asked", {})
    return address(name, request.plan.slug, args, tuple(query.items()))  # type: ignore[attr-defined]


def on_day(request: HttpRequest, day: date, name: str, *args: Any, **query: Any) -> str:
    """Like ``to``, on another day than the one shown."""
    asked = query | {"as_of": day.isoformat()}
    return address(name, request.plan.slug, args, tuple(asked.items()))  # type: ignore[attr-defined]


@lru_cache(maxsize=8192)
def address(name: str, plan: str, args: tuple[Any, ...], query: tuple[tuple[str, Any], ...]) -> str:
    """Written once, for numbers by the hundred link to the same lists."""
    asked = {key: several(value) for key, value in query if value not in (None, "")}
    page = path(name, args=(plan, *args))
    return f"{page}?{urlencode(asked, doseq=True)}" if asked else page


def several(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


def count(request: HttpRequest, number: int, page: str, **query: Any) -> SafeString:
    """A number of a table that leads to what it counts; a point for nothing."""
    if not number:
        return NOTHING
    colour = " count-red" if query.get("light") == "red" else ""
    at = to(request, page, **query)
    return html('<a class="count{}" href="{}">{}</a>', colour, at, number)


def to_task(request: HttpRequest, number: int) -> str:
    """The address of a task that remembers the list's filter, for its way on and back."""
    address = path("task", args=(request.plan.slug, number))  # type: ignore[attr-defined]
    query = filter_of(request)
    return f"{address}?{query}" if query else address


def filter_of(request: HttpRequest) -> str:
    """The query of the list that is shown, without its page."""
    if not hasattr(request, "filter_query"):
        query = request.GET.copy()
        query.pop("page", None)
        request.filter_query = query.urlencode()  # type: ignore[attr-defined]
    return request.filter_query  # type: ignore[attr-defined]
