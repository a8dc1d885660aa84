"""Looking into PDF: passwords, and scripts or programs that run when it is opened."""

import re
import zlib

from tasks.evidence import kinds
from tasks.evidence.verdicts import Active, Locked, TooMuch


def named(*words):
    """Finds a name of a PDF, any letter of which may be written as ``#`` and its code."""
    spelled = (
        "".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in word) for word in words
    )
    return re.compile(f"/(?:{'|'.join(spelled)})(?![A-Za-z0-9#])".encode())


ACTIVE = named("JavaScript", "Launch", "SubmitForm", "ImportData")
# A link is read, an address that opens with the file is not.
OPENS = re.compile(rb"/OpenAction\s*<<[^>]{0,200}/URI")
PASSWORD = named("Encrypt")
OBJECTS = named("ObjStm")  # objects, packed
STREAM = re.compile(rb"stream\r?\n")
HEAD = 2048  # a stream begins soon after its kind is named
PACKED_LIMIT = 32 * 1024 * 1024


def check(content):
    """Raise a Verdict when ``content`` is locked or does something by itself."""
    if PASSWORD.search(content):
        raise Locked
    if any(acts(part) for part in (content, *unpacked(content))):
        raise Active


def acts(part):
    """Finds what ``part`` of a file does by itself."""
    return ACTIVE.search(part) or OPENS.search(part)


def unpacked(content):
    """What the streams of packed objects hold."""
    total = 0
    for found in OBJECTS.finditer(content):
        stream = STREAM.search(content, found.end(), found.end() + HEAD)
        if stream is None:
            continue
        try:
            part = zlib.decompressobj().decompress(
                content[stream.end() : stream.end() + PACKED_LIMIT], PACKED_LIMIT
            )
        except zlib.error:  # not packed, and so looked at already
            continue
        total += len(part)
        if total > kinds.MAX_UNPACKED:
            raise TooMuch
        yield part
