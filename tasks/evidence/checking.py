"""Whether a file is what its name says and does nothing by itself. Rules: docs/workflow.md."""

import mmap
import re
import unicodedata
from collections.abc import Collection
from io import UnsupportedOperation
from typing import IO

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.evidence import compound, kinds, packed, pdf
from tasks.evidence.verdicts import Active, Locked, NotThis, TooMuch
from tasks.ground.characters import clean

HTML = re.compile(rb"<\s*(!doctype\s+html|html|script|svg|body|iframe)", re.IGNORECASE)
# Before the header of a PDF scanners leave line ends and marks; a program leaves its own header.
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", kinds.ZIP, kinds.OLE)
NEAR = 1024
DAMAGED = gettext_lazy("“%(name)s” is damaged and cannot be read.")
SENTENCES = {
    NotThis: gettext_lazy("What “%(name)s” holds is not what its extension says."),
    Locked: gettext_lazy("“%(name)s” is protected by a password; please save it without one."),
    Active: gettext_lazy(
        "“%(name)s” holds macros, scripts, controls, embedded objects or parts that are fetched "
        "from elsewhere; please save it without them."
    ),
    TooMuch: gettext_lazy("“%(name)s” unpacks to more than can be checked."),
}


def check(name: str, file: IO[bytes], accepted: Collection[str] = kinds.ALL) -> None:
    """Raise ValidationError with a sentence for the person unless ``file`` is acceptable.

    ``file`` is open for reading in binary; its position changes. Extension and content must
    agree, for browsers and office programs trust either.
    """
    extension = kinds.kind_of(name)
    size = file.seek(0, 2)
    if size == 0:
        raise refusal(_("“%(name)s” is empty."), name)
    if size > kinds.MAX_BYTES:
        raise refusal(_("“%(name)s” is larger than %(limit)s."), name)
    if extension in kinds.TODAY:
        raise refusal(
            _("“%(name)s” is of an old kind; please save it as %(today)s or pdf."),
            name,
            today=kinds.TODAY[extension],
        )
    if extension not in accepted:
        sentence = _("“%(name)s” is of a kind that is not accepted. Accepted: %(kinds)s.")
        raise refusal(sentence, name, kinds="、".join(accepted))
    try:
        look_inside(extension, file)
    except Exception as error:  # libraries know many ways to fail on what somebody else made
        raise refusal(SENTENCES.get(type(error), DAMAGED), name) from error


def look_inside(extension, file):
    """Raise a Verdict unless the content is of this kind and harmless."""
    signatures, inside = kinds.KINDS[extension]
    content = bytes_of(file)
    begins = content[:NEAR]
    if extension in ("docx", "xlsx", "pptx") and begins.startswith(kinds.OLE):
        raise Locked
    if HTML.search(begins):
        raise NotThis
    if extension == "pdf":
        if kinds.PDF not in begins or begins.startswith(PROGRAMS):
            raise NotThis
        pdf.check(content)
    elif not begins.startswith(signatures):
        raise NotThis
    elif begins.startswith(kinds.ZIP):
        packed.check(file, content, inside)
    elif begins.startswith(kinds.OLE):
        compound.check(file, inside)


def bytes_of(file):
    """The bytes of ``file``, of a large one without fetching them all."""
    file.seek(0)
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except UnsupportedOperation:
        return file.read()


def refusal(sentence, name, **words):
    limit = filesizeformat(kinds.MAX_BYTES)
    return ValidationError(sentence % {"name": shown(name), "limit": limit, **words})


def shown(name: str) -> str:
    """``name`` without folders, signs that nobody sees and tricks of direction, not too long."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(clean(name).splitlines()).strip(" .\t")
    stem, dot, extension = name.rpartition(".")
    length = kinds.NAME_LENGTH
    return f"{stem[: length - len(extension)]}{dot}{extension[:length]}" if dot else name[:length]
