"""What people type into the search, and what is meant: docs/rules.md, "Search"."""

import re
import unicodedata
from functools import lru_cache
from itertools import cycle

from django.db.models import Exists, OuterRef, Q
from opencc_purepy import OpenCC

from tasks.plan.models import TaskLeader, Tenure

# A task by its number, as people say it: 17, 第17项, 第17项任务, 任务17, 17.
NUMBER = re.compile(r"(?:任[务務])?\s*第?\s*(\d{1,9})\s*(?:[项項號号.、]\s*(?:任[务務])?)?")
# 第十七项, 任务十七: figures of signs stand in words too, so something has to say that they count.
SPOKEN = re.compile(
    r"(?:任[务務]\s*第?|第)\s*([一二三四五六七八九]?十?[一二三四五六七八九]?)\s*(?:[项項号號]\s*(?:任[务務])?)?"
)
SIGNS = "〇一二三四五六七八九"
STRAIGHT = re.compile('["＂]')
QUOTES = str.maketrans("「」『』„", "“”“”“")
SHORTEST_NAME = 2  # one sign is part of half the names


def number_in(typed):
    """The number of the task that ``typed`` asks for, or None."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if match := NUMBER.fullmatch(text):
        return int(match[1])
    match = SPOKEN.fullmatch(text)
    return spoken(match[1]) if match else None


def spoken(signs):
    """The number that ``signs`` write, up to 九十九; None for none and for two digits beside each other."""
    tens, ten, ones = signs.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or not signs:
        return None
    return (SIGNS.index(tens) if tens else bool(ten)) * 10 + (SIGNS.index(ones) if ones else 0)


def spellings(typed):
    """``typed`` and what documents write for it: simplified, in their own quotes, unspaced."""
    marks = cycle("“”")
    folded = STRAIGHT.sub(lambda _mark: next(marks), simplified(typed).translate(QUOTES))
    spaced = " ".join(folded.split())
    return dict.fromkeys([typed, spaced, spaced.replace(" ", "")])


def simplified(text):
    return text if text.isascii() else converter().convert(text)


@lru_cache
def converter():
    """Reads its tables, which takes a moment; only a search needs them."""
    return OpenCC("t2s")


def holds(fields, typed):
    """The condition that one of ``fields`` holds one of the spellings of ``typed``."""
    pairs = [(f"{field}__icontains", one) for field in fields for one in spellings(typed)]
    return Q(*pairs, _connector=Q.OR)


def names(typed, task, as_of):
    """The condition that ``typed`` is in the name of a unit or leader of the task, whose key
    stands in the column ``task``.
    """
    if len(typed) < SHORTEST_NAME:
        return Q(pk=None)
    of_task = {"task": OuterRef(task)}
    units = holds(["unit__name", "unit__aliases__name", "assignment__written_as"], typed)
    leaders = TaskLeader.ever.on(as_of).filter(holds(["leader__name"], typed), **of_task)
    return Exists(Tenure.objects.on(as_of).filter(units, **of_task)) | Exists(leaders)
