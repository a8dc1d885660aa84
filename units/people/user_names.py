"""User names that nobody has to think of."""

import unicodedata
from collections.abc import Iterator
from itertools import count

from units.pinyin import key_of_person, letters


def candidates(name: str) -> Iterator[str]:
    """wangwei, wangwei2, wangwei3, … for 王伟; a name without any letter is a person."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not is_accent(sign))
    plain = letters(key_of_person(bare))[:100] or "person"
    yield plain
    yield from (f"{plain}{number}" for number in count(2))


def is_accent(sign):
    return unicodedata.category(sign) == "Mn"


def user_name(name: str, taken: set[str]) -> str:
    """The first user name for ``name`` that is not ``taken``; it is from then on."""
    free = next(one for one in candidates(name) if one not in taken)
    taken.add(free)
    return free
