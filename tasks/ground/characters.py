"""Which characters a text may hold."""

import re

# What XML 1.0, and so a Word file, cannot hold, and the noncharacters; pasting brings them along.
STRAY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def writable(text: str) -> str:
    """``text`` without the characters that no paper can show."""
    return STRAY.sub("", text)
