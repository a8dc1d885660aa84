"""Addresses of a plan's pages, which keep the day shown and a list's filter."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

# Reversing an address takes longer than drawing what it links.
path = lru_cache(maxsize=4096)(reverse)


def to(request: HttpRequest, name: str, *args: Any, **query: Any) -> str:
    """The address of a page of this plan on the date shown; keywords become its query.

    Several values of one key stand with commas between them: ``light="done,late"``.
    """
    query = {key: several(value) for key, value in query.items() if value not in (None, "")}
    query |= getattr(request, "day_asked", {})
    address = path(name, args=(request.plan.slug, *args))  # type: ignore[attr-defined]
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


def several(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


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
