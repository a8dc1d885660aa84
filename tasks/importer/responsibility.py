"""The line that says who answers for a task: （牵头区领导：…，牵头单位：…，参与单位：…）."""

import re

LINE = re.compile(
    r"（牵头区领导：(?P<leaders>.+?)[，；]\s*牵头单位：(?P<lead>.+?)"
    r"(?:[，；]\s*参与单位：(?P<participating>.+))?）。?"
)


Names = tuple[str, ...]


def read_responsibility(line: str) -> tuple[Names, Names, Names] | None:
    """``(leaders, lead units, participating units)`` in the document's order.

    None when the line says something else, or names no leader or no lead unit.
    """
    if not (match := LINE.fullmatch(line)):
        return None
    leaders, lead = names(match["leaders"]), names(match["lead"])
    participating = names(match["participating"])
    return (leaders, lead, participating) if leaders and lead else None


def names(text: str | None) -> Names:
    """The names of a list such as ``甲、乙，丙等``; a closing "and others" names nobody."""
    written = re.split(r"[、，；]", (text or "").strip().removesuffix("等"))
    return tuple(name.strip() for name in written if name.strip())
