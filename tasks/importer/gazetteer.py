"""What the text cannot say of units: other names, kinds, families. Local knowledge of Bao'an."""

import re
from collections.abc import Iterable

from tasks.importer.reading import UnitReading

ALIASES = {"区人大办": "区人大常委会办公室", "广电中心": "宝安广电中心"}
MEMBERS: dict[str, tuple[str, ...]] = {
    "各街道": ("新安街道", "西乡街道", "福永街道", "沙井街道", "松岗街道", "石岩街道"),
}
# The first rule that fits the name wins; everything else is a government body.
KINDS = [
    ("group", re.compile(r".*(各|其他|相关|成员单位)")),
    ("subdistrict", re.compile(r".*街道$")),
    ("congress", re.compile(r"区人大")),
    ("party", re.compile(r"区委|区纪委|区编办|区依法治区办")),
    ("judiciary", re.compile(r"区(法院|检察院)")),
    ("organisation", re.compile(r".*(总工会|日报社|广电中心|律师协会|工作委员会)")),
]
# 区委组织部〈区编办〉 is one body that also signs as the one in brackets.
DOUBLE_NAME = re.compile(r"(?P<outer>[^〈]+)〈(?P<inner>[^〉]+)〉")


def canonical(name: str) -> str:
    """The unit's own name for any name of it."""
    return ALIASES.get(name, name)


def kind_of(name: str) -> str:
    """The Unit.Kind that the name suggests; people correct it in the administration."""
    return next((kind for kind, rule in KINDS if rule.match(name)), "government")


def directory(written: Iterable[str]) -> tuple[UnitReading, ...]:
    """UnitReadings for all names as ``written``, in that order, members of groups last."""
    own = list(dict.fromkeys(canonical(name) for name in written))
    members = [member for name in own for member in MEMBERS.get(name, ())]
    own += [member for member in members if member not in own]
    parents = {match["inner"]: name for name in own if (match := DOUBLE_NAME.fullmatch(name))}
    return tuple(
        UnitReading(
            name=name,
            kind=kind_of(name),
            aliases=tuple(alias for alias, whose in ALIASES.items() if whose == name),
            parent=parents.get(name),
            members=MEMBERS.get(name, ()),
        )
        for name in own
    )
