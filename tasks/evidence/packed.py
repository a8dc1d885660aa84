"""Looking into packed files: office files of today, and OFD."""

import re
import zipfile
from urllib.parse import urlsplit
from xml.etree import ElementTree

from tasks.evidence import kinds
from tasks.evidence.verdicts import Active, Locked, NotThis, TooMuch

# Office programs know no other ways to pack; others ask for any amount of memory.
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CHUNK = 64 * 1024
ENTRY = b"PK\x01\x02"
# Where programs, controls, and the objects of other programs lie. Workbooks behind charts are none.
ACTIVE = re.compile(
    r"vbaproject\.bin$|(^|/)activex/|^xl/(macro|dialog)sheets/|/embeddings/.*\.bin$"
)
CONTENT_TYPES = "[Content_Types].xml"
LOCKS_OF_OFD = "encryptions.xml"
FOLLOWED_BY_A_CLICK = "/hyperlink"


def check(file, content, inside):
    """Raise a Verdict for files that are broken, hostile, or without one of the entries ``inside``.

    What is declared can lie: entries are counted before the directory is read, and bytes while
    they are unpacked and thrown away.
    """
    if has_more_than(kinds.MAX_ENTRIES, content):
        raise TooMuch
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        names = {item.filename for item in entries}
        if not names & set(inside):
            raise NotThis
        if any(item.compress_type not in PACKINGS for item in entries):
            raise zipfile.BadZipFile
        lower = {name.lower().replace("\\", "/") for name in names}
        if LOCKS_OF_OFD in lower or any(item.flag_bits & 0x1 for item in entries):
            raise Locked
        if any(ACTIVE.search(name) for name in lower):
            raise Active
        if len(entries) > kinds.MAX_ENTRIES or grows_too_much(archive, entries):
            raise TooMuch
        check_relations(archive, entries)


def has_more_than(limit, content):
    """True when the file has more entries than ``limit``, whatever it says of itself."""
    at = -1
    for _count in range(limit + 1):
        at = content.find(ENTRY, at + 1)
        if at < 0:
            return False
    return True


def grows_too_much(archive, entries):
    """True when the entries, or one alone, hold more than the limits allow."""
    unpacked = 0
    for item in entries:
        # At least a chunk counts as packed: tiny entries of zeros pack better and harm nobody.
        limit = kinds.MAX_RATIO * max(item.compress_size, CHUNK)
        start = unpacked
        with archive.open(item) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > kinds.MAX_UNPACKED or unpacked - start > limit:
                    return True
    return False


def check_relations(archive, entries):
    """What the parts of the file are, and what they bring in from elsewhere."""
    for item in entries:
        is_types = item.filename == CONTENT_TYPES
        if not is_types and not item.filename.lower().endswith(".rels"):
            continue
        if item.file_size > kinds.MAX_RELATIONS:
            raise TooMuch
        for element in ElementTree.fromstring(archive.read(item)).iter():
            if fetches(element.attrib) or "macroenabled" in str(element.attrib).lower():
                raise Active


def fetches(relation):
    """True for what a program gets from another host by itself; links wait for a click."""
    if relation.get("TargetMode") != "External":
        return False
    if relation.get("Type", "").endswith(FOLLOWED_BY_A_CLICK):
        return False
    target = urlsplit(relation.get("Target", "").strip().replace("\\", "/"))
    is_elsewhere = bool(target.netloc) or target.path.startswith("//")
    return is_elsewhere or target.scheme.lower() in ("http", "https", "ftp", "mhtml")
