"""What people type into a search, and what is meant: docs/search.md.

``fold`` is the one rule by which words are compared, for what is kept and for what is asked.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tasks.ground.characters import INVISIBLE

# A task by its number, as people say it: 17, 第17项, 第17项任务, 任务17, 17.
NUMBER = re.compile(r"(?:任[务務])?\s*第?\s*(\d{1,9})\s*(?:[项項號号.、]\s*(?:任[务務])?)?")
# 第十七项, 任务十七: figures of signs stand in words too, so something has to say that they count.
SPOKEN = re.compile(
    r"(?:任[务務]\s*第?|第)\s*([一二三四五六七八九]?十?[一二三四五六七八九]?)\s*(?:[项項號号]\s*(?:任[务務])?)?"
)
SIGNS = "〇一二三四五六七八九"
# Marks that only stand around words: with and without them it is the same word. All other marks,
# brackets too, keep words apart.
AROUND = frozenset("\"'“”‘’„‟〝〞〟「」『』﹁﹂﹃﹄《》〈〉«»`´＂＇")
DIGITS = re.compile("[0-9]+")
LONGEST = 100  # signs of a question


def number_in(typed: str) -> int | None:
    """The number of the task that ``typed`` asks for, or None."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if match := NUMBER.fullmatch(text):
        return int(match[1])
    match = SPOKEN.fullmatch(text)
    return spoken(match[1]) if match else None


def spoken(signs: str) -> int | None:
    """The number that ``signs`` write, up to 九十九; None for none and for two digits beside each other."""
    tens, ten, ones = signs.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or not signs:
        return None
    return (SIGNS.index(tens) if tens else bool(ten)) * 10 + (SIGNS.index(ones) if ones else 0)


@lru_cache
def simplified() -> dict[str, str]:
    """``{traditional sign: simplified sign}``, the table of OpenCC without its machine: sign by sign,
    so that a place in folded words is a place in the words, and nothing large is loaded.
    """
    table = resources.files("opencc_purepy") / "dicts" / "TSCharacters.txt"
    lines = (line.split("\t") for line in table.read_text("utf-8").splitlines() if line)
    return {sign: others.split()[0] for sign, others in lines}


class Folded(dict[int, str]):
    """For ``str.translate``: what each sign means, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = meaning = meaning_of(chr(code))
        return meaning


def meaning_of(sign: str) -> str:
    """``sign`` in half width, small and simplified; a space for what keeps words apart, nothing for
    marks around words and what nobody sees.
    """
    if sign in AROUND or INVISIBLE.match(sign):
        return ""
    plain = unicodedata.normalize("NFKD", sign).lower()
    kept = "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Me"))
    simple = simplified()
    return "".join(simple.get(one, one) if one.isalnum() else " " for one in kept)


FOLDED = Folded()


def fold(text: str) -> str:
    """``text`` as it is compared: numbers stand between spaces, so that 17 is not part of 2017."""
    apart = DIGITS.sub(r" \g<0> ", text.translate(FOLDED))
    words = " ".join(apart.split())
    first, last = DIGITS.match(words), DIGITS.match(words[-1:])
    return f"{' ' if first else ''}{words}{' ' if last else ''}"


def grams(folded: str) -> set[str]:
    """What an index keeps of folded words: whole numbers, and of all else each sign and each pair."""
    kept: set[str] = set()
    for run in folded.split():
        if DIGITS.match(run):
            kept.add(run)
        else:
            kept.update(run, pairs(run))
    return kept


def grams_of(phrase: str) -> set[str]:
    """The fewest of ``grams`` by which a folded ``phrase`` is looked up."""
    kept: set[str] = set()
    for run in phrase.split():
        kept.update([run] if len(run) == 1 or DIGITS.match(run) else pairs(run))
    return kept


def pairs(run: str) -> Iterator[str]:
    return (run[at : at + 2] for at in range(len(run) - 1))


@dataclass(frozen=True)
class Asked:
    """What is looked for: all of the folded ``phrases``; ``number`` where a task is asked by it."""

    phrases: tuple[str, ...]
    number: int | None = None

    @property
    def grams(self) -> tuple[str, ...]:
        return tuple(sorted(set().union(*map(grams_of, self.phrases))))

    @property
    def to_compare(self) -> list[str]:
        """The phrases of which the index does not know whether they stand together."""
        return [phrase for phrase in self.phrases if len(grams_of(phrase)) > 1]


def asked(typed: str) -> Asked | None:
    """What ``typed`` asks for; None where it holds no word. Spaces part words, all have to be found."""
    number = number_in(typed)
    words = [str(number)] if number is not None else typed.split()
    phrases = tuple(dict.fromkeys(filter(None, map(fold, words))))
    return Asked(phrases, number) if phrases else None
