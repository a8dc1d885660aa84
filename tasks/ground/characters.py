"""Which characters a text may hold."""

import re
import unicodedata

# What XML 1.0, and so a Word file, cannot hold, and the noncharacters; pasting brings them along.
STRAY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINES_AND_TABS = "\t\n\r"
# Unicode's Default_Ignorable_Code_Point (joiners, fillers, variation selectors), and the empty
# Braille cell: two texts that differ in these alone look the same.
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
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
    kept = "".join(sign for sign in INVISIBLE.sub("", writable(text)) if is_kept(sign))
    return kept if any(map(is_seen, kept)) else ""


def is_kept(sign: str) -> bool:
    """True unless ``sign`` controls something, or is formatting that nobody sees."""
    return sign in LINES_AND_TABS or unicodedata.category(sign) not in CONTROLS


def is_seen(sign: str) -> bool:
    """True when ``sign`` leaves something on the paper by itself."""
    return unicodedata.category(sign) not in HIDDEN


def has_substance(text: str, letters: int, different: int) -> bool:
    """True for ``text`` with so many letters at least, and so many different ones among them:
    “没有没有没有”, a row of digits or of full stops is no reason.
    """
    said = [sign for sign in clean(text).casefold() if sign.isalpha()]
    return len(said) >= letters and len(set(said)) >= different
