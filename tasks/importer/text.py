"""From bytes to clean text: encoding, punctuation, white space."""

import re

from django.utils.translation import gettext as _

from tasks.ground.characters import clean
from tasks.importer.reading import PlanTextError

FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")
# Full-width digits and letters become plain ones; a character stays one character.
PLAIN = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B), 0xFF0E)}
# Between digits or Latin letters a mark is part of a number or a word: 1,000 or 10:30.
INSIDE_LATIN = re.compile(r"(?<=[0-9A-Za-z])[,:;](?=[0-9A-Za-z])")
# What no text holds; tabs, line ends and form feeds are left out.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def decode(raw: bytes) -> str:
    """``raw`` bytes as text, from UTF-8 or GB18030. Raises PlanTextError for anything else."""
    readable = 0
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            readable = max(readable, error.start)
            continue
        if not clean(text):
            raise PlanTextError(_("The file is empty."), 1)
        if control := CONTROL.search(text):
            raise no_text(text.count("\n", 0, control.start()) + 1)
        return text
    raise no_text(raw.count(b"\n", 0, readable) + 1)


def no_text(line: int) -> PlanTextError:
    """The error that blames the ``line`` up to which the file could be read."""
    return PlanTextError(_("The file is not a text in UTF-8 or GB18030."), line)


def normalise(text: str) -> str:
    """``text`` with Chinese punctuation in full width, without white space at the line ends and
    without signs that nobody sees.

    Line numbers stay as they are, so that messages can name them.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(widen(clean(line).strip().translate(PLAIN)) for line in lines)


def widen(line: str) -> str:
    """``line`` with full-width punctuation, but for marks inside numbers and Latin words."""
    kept = {match.start() for match in INSIDE_LATIN.finditer(line)}
    return "".join(
        mark if at in kept else mark.translate(FULL_WIDTH) for at, mark in enumerate(line)
    )
