"""HTML put together of many small pieces, as lists do: format_html for plain and safe texts."""

from html import escape
from typing import Any

from django.utils.safestring import SafeString


def html(template: str, *values: Any) -> SafeString:
    """``template`` with ``values`` in its braces, escaped unless they are HTML.

    Half the price of format_html, which also looks after lazy texts and objects with ``__html__``.
    """
    return SafeString(template.format(*map(cell, values)))


def cell(value: Any) -> str:
    """``value`` as HTML."""
    return value if isinstance(value, SafeString) else escape(str(value))
