"""Which files are accepted, and how many: the one place for these numbers. Rules: docs/workflow.md."""

from pathlib import PurePosixPath

from tasks.evidence.uploads import KEPT_BYTES

MAX_BYTES = KEPT_BYTES - 1
NAME_LENGTH = 200
# Packed files are read whole once, within these limits. MAX_RATIO is how many bytes may come out
# of one: office files stay far below, a hostile file reaches a thousand.
MAX_UNPACKED, MAX_ENTRIES, MAX_RATIO = 200 * 1024 * 1024, 2000, 200
MAX_RELATIONS = 4 * 1024 * 1024
# What one person stores within 24 hours, and what one milestone or task holds.
FILES_A_DAY, BYTES_A_DAY = 200, 2 * 1024 * 1024 * 1024
FILES_OF_ONE_PLACE = 300
# A file that was chosen and not sent goes after so many days, bytes that nobody names after one.
DAYS_UNSENT, DAYS_UNNAMED = 30, 1

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PDF = b"%PDF-"
# Extension -> how the file begins, and what a packed file of this kind must have inside.
KINDS = {
    "pdf": ((PDF,), ()),
    "jpg": ((b"\xff\xd8\xff",), ()),
    "jpeg": ((b"\xff\xd8\xff",), ()),
    "png": ((b"\x89PNG\r\n\x1a\n",), ()),
    "docx": ((ZIP,), ("word/document.xml",)),
    "xlsx": ((ZIP,), ("xl/workbook.xml",)),
    "pptx": ((ZIP,), ("ppt/presentation.xml",)),
    "ofd": ((ZIP,), ("OFD.xml",)),
    "wps": ((OLE, ZIP), ("word/document.xml", "WordDocument")),
    "et": ((OLE, ZIP), ("xl/workbook.xml", "Workbook", "Book")),
}
ALL = tuple(KINDS)
# Kinds of which tasks.evidence.drawing makes a small picture.
DRAWN = ("pdf", "jpg", "jpeg", "png")
# A lead unit's own plan is a document to be read.
DOCUMENTS = ("pdf", "docx", "wps", "ofd")
# Kinds of long ago, and what their programs save today.
TODAY = {"doc": "docx", "xls": "xlsx", "ppt": "pptx", "dps": "pptx", "rtf": "docx"}


def kind_of(name: str) -> str:
    """The extension of a file's name, in small letters: as which it was checked."""
    return PurePosixPath(name).suffix.lower().lstrip(".")
