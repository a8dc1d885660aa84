"""Whether a report says something that can be checked. It is a hint, never a block."""

import re

from tasks.workflow.models import HollowPhrase

# A number, also a Chinese one before a measure word; a document's number or name.
CHECKABLE = re.compile(
    r"[0-9０-９]|[一二两三四五六七八九十百千万]+[个项件次份人家场名条部所处期批轮宗]|《[^》]+》|〔[^〕]+〕"
)


def is_checkable(text):
    """True when ``text`` names a number, a date or a document."""
    return bool(CHECKABLE.search(text))


def hollow_phrases(text):
    """The phrases of the administrators' list that ``text`` uses."""
    return [phrase.text for phrase in HollowPhrase.objects.all() if phrase.text in text]
