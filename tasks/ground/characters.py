"""Which characters a text may hold."""

import re
import unicodedata

# What XML 1.0, and so a Word file, cannot hold, and the noncharacters; pasting brings them along.
STRAY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINES_AND_TABS = "\t\n\r"
# They join and part the signs of emoji and of some scripts, so they stay where something is seen.
JOINERS = "\u200c\u200d"
# Letters and marks by their category that show nothing: fillers, an empty Braille cell.
BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
CONTROLS = frozenset({"Cc", "Cf", "Cs"})
HIDDEN = CONTROLS | {"Zs", "Zl", "Zp", "Mn", "Me"}


def writable(text: str) -> str:
    """``text`` without the characters that no paper can show."""
    return STRAY.sub("", text)


def clean(text: str) -> str:
    """``text`` as people see it: without control characters and signs that take no room.

    Two texts that look the same become the same. One that shows nothing is empty.
    """
    if text.isascii() and text.isprintable():
        return text if text.strip() else ""
    kept = "".join(sign for sign in writable(text) if is_kept(sign))
    return kept if any(map(is_seen, kept)) else ""


def is_kept(sign: str) -> bool:
    """True unless ``sign`` controls something, or is formatting that nobody sees."""
    return sign in LINES_AND_TABS or sign in JOINERS or unicodedata.category(sign) not in CONTROLS


def is_seen(sign: str) -> bool:
    """True when ``sign`` leaves something on the paper by itself."""
    return sign not in BLANK and unicodedata.category(sign) not in HIDDEN
