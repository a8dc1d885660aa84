"""Files as people upload them, and as attackers do."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MAIN = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "ofd": "OFD.xml",
}


def packed(*names, content=b"<x/>", compression=zipfile.ZIP_DEFLATED):
    """A ZIP archive with these entries, all of the same content."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


def office(extension):
    return packed("[Content_Types].xml", MAIN[extension])


def bomb():
    """300 MB of zeros in some 300 KB."""
    return packed("[Content_Types].xml", MAIN["docx"], content=b"\0" * (150 * 1024 * 1024))


def lying():
    """An archive whose directory declares one byte where a megabyte comes out."""
    honest = packed(MAIN["docx"], content=b"\0" * (1024 * 1024))
    size = struct.pack("<I", 1024 * 1024)
    return honest.replace(size, struct.pack("<I", 1))


def encrypted():
    """An archive whose entries say that they need a password."""
    plain = bytearray(office("docx"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = plain.find(signature)
        while at >= 0:
            plain[at + offset] |= 1
            at = plain.find(signature, at + 4)
    return bytes(plain)


def broken():
    made = bytearray(packed(MAIN["docx"], content=zlib.compress(b"x" * 5000), compression=8))
    made[60:90] = b"\xff" * 30
    return bytes(made)


def upload(name="纪要.pdf", content=PDF):
    return SimpleUploadedFile(name, content)
