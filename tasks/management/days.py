"""The days that people name to commands."""

from argparse import ArgumentTypeError
from datetime import date

from django.utils.translation import gettext as _


def day_named(text: str) -> date:
    """The date ``text`` of a command. Raises ArgumentTypeError, with a sentence for people."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = _("“%(text)s” is not a date. Please write it like 2015-06-18.")
        raise ArgumentTypeError(sentence % {"text": text[:30]}) from None
