"""Files that prove: which are accepted, and how their bytes are kept. Rules: docs/workflow.md."""

import hashlib
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tasks.evidence.models import Evidence, StoredFile, stored_name
from tasks.evidence.uploads import KEPT_BYTES
from tasks.plan.models import Milestone, Task
from units.models import Unit, User

MAX_BYTES = KEPT_BYTES - 1
NAME_LENGTH = 200
# Packed files are read whole once, within these limits (docs/workflow.md). MAX_RATIO is how
# many bytes may come out of one: office files stay far below, a hostile file reaches a thousand.
MAX_UNPACKED, MAX_ENTRIES, MAX_RATIO = 200 * 1024 * 1024, 2000, 200
CHUNK = 64 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# Extension -> how the file begins, and the entry that a packed file of this kind must have.
KINDS = {
    "pdf": ((b"%PDF-",), ""),
    "jpg": ((b"\xff\xd8\xff",), ""),
    "jpeg": ((b"\xff\xd8\xff",), ""),
    "png": ((b"\x89PNG\r\n\x1a\n",), ""),
    "docx": ((ZIP,), "word/document.xml"),
    "xlsx": ((ZIP,), "xl/workbook.xml"),
    "pptx": ((ZIP,), "ppt/presentation.xml"),
    "ofd": ((ZIP,), "OFD.xml"),
    "wps": ((OLE, ZIP), "word/document.xml"),
    "et": ((OLE, ZIP), "xl/workbook.xml"),
}
# Office files that run programs, whatever their extension says.
MACROS = "vbaproject.bin"
HTML = re.compile(rb"<\s*(!doctype\s+html|html|script|svg|body|iframe)", re.IGNORECASE)


def check(name: str, file: IO[bytes]) -> None:
    """Raise ValidationError with a sentence for the person unless ``file`` is acceptable.

    ``file`` is open for reading in binary; its position changes. Extension and content must
    agree, for browsers and office programs trust either.
    """
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    size = file.seek(0, 2)
    file.seek(0)
    begins = file.read(1024)
    if size == 0:
        raise refusal(_("“%(name)s” is empty."), name)
    if size > MAX_BYTES:
        raise refusal(_("“%(name)s” is larger than %(limit)s."), name)
    if extension not in KINDS:
        raise refusal(_("“%(name)s” is of a kind that is not accepted. Accepted: %(kinds)s."), name)
    signatures, entry = KINDS[extension]
    if extension in ("docx", "xlsx", "pptx") and begins.startswith(OLE):
        raise refusal(_("“%(name)s” is protected by a password; please save it without one."), name)
    if not begins.startswith(signatures) or HTML.search(begins):
        raise refusal(_("What “%(name)s” holds is not what its extension says."), name)
    if begins.startswith(ZIP):
        check_packed(name, file, entry)


def check_packed(name: str, file: IO[bytes], entry: str) -> None:
    """Raise ValidationError for packed files that are broken, hostile, or of another kind.

    What is declared can lie, so the bytes are counted while they are unpacked and thrown away.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
            names = {item.filename for item in entries}
            if entry not in names or any(one.lower().endswith(MACROS) for one in names):
                raise refusal(_("What “%(name)s” holds is not what its extension says."), name)
            if any(item.flag_bits & 0x1 for item in entries):
                raise refusal(
                    _("“%(name)s” is protected by a password; please save it without one."), name
                )
            if len(entries) > MAX_ENTRIES or grows_too_much(packed, entries):
                raise refusal(_("“%(name)s” unpacks to more than can be checked."), name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise refusal(_("“%(name)s” is damaged and cannot be read."), name) from error


def grows_too_much(packed, entries):
    """True when the entries, or one alone, hold more than the limits allow."""
    unpacked = 0
    for item in entries:
        # At least a chunk counts as packed: tiny entries of zeros pack better and harm nobody.
        limit = MAX_RATIO * max(item.compress_size, CHUNK)
        start = unpacked
        with packed.open(item) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED or unpacked - start > limit:
                    return True
    return False


def refusal(sentence, name):
    kinds = "、".join(KINDS)
    limit = filesizeformat(MAX_BYTES)
    return ValidationError(sentence % {"name": shown(name), "kinds": kinds, "limit": limit})


def shown(name: str) -> str:
    """``name`` without folders, control characters and tricks of direction, not too long."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(extension)]}{dot}{extension}" if dot else name[:NAME_LENGTH]


@transaction.atomic
def keep(
    place: Milestone | Task, action: str, file: UploadedFile, *, by: User, unit: Unit
) -> Evidence:
    """Keep the uploaded ``file`` for the form of ``action``; return its Evidence.

    ``place`` is a milestone, or the task where the form is about the whole of it. The same bytes
    chosen twice are one file. Raises ValidationError, keeping nothing.
    """
    name, sha256 = store(file)
    form = form_of(place, action, by)
    about = {"unit": unit, "name": name, "size": file.seek(0, 2)}
    return staged(place, action, by).get_or_create(sha256=sha256, defaults=form | about)[0]


def staged(place: Milestone | Task, action: str, by: User) -> QuerySet[Evidence]:
    """The files that ``by`` chose for a form of ``action`` and has not sent."""
    return Evidence.objects.unsent().filter(**form_of(place, action, by))


def form_of(place, action, by):
    is_task = isinstance(place, Task)
    where = {"task": place if is_task else place.task, "milestone": None if is_task else place}
    return where | {"action": action, "uploaded_by": by}


def store(file: UploadedFile) -> tuple[str, str]:
    """Keep the bytes of an uploaded file, once; return its name and SHA-256.

    Raises ValidationError, keeping nothing.
    """
    name = shown(file.name or "")
    check(name, file)
    sha256 = digest(file)
    if not default_storage.exists(stored_name(sha256)):
        file.seek(0)
        default_storage.save(stored_name(sha256), file)
    return name, sha256


def digest(file: IO[bytes]) -> str:
    """The SHA-256 of an open file, in hexadecimal digits."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # has readinto


def discard(evidence: Evidence) -> None:
    """Remove a file that was not sent; its bytes go when nobody else has them."""
    name = stored_name(evidence.sha256)
    evidence.delete()
    if not StoredFile.is_named(evidence.sha256):
        transaction.on_commit(lambda: default_storage.delete(name))
