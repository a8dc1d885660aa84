"""Files as people upload them, and as attackers do."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 20
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


def with_relation(kind, target, mode="External"):
    """A document with one relation to something of ``kind`` at ``target``."""
    relation = (
        f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/>'
    )
    made = BytesIO(office("docx"))
    with zipfile.ZipFile(made, "a") as archive:
        relations = f'<Relationships xmlns="http://x">{relation}</Relationships>'
        archive.writestr("word/_rels/settings.xml.rels", relations)
    return made.getvalue()


def of_types(name, kind):
    """An office file with the entry ``name``, whose list of types says ``kind``."""
    made = BytesIO(packed(name))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{kind}"/></Types>')
    return made.getvalue()


def many_entries(number):
    """A small file whose directory names one entry ``number`` times, as an end record of 64 bits says."""
    name = MAIN["docx"].encode()
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name
    fields = (20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0)
    directory = (struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *fields) + name) * number
    at = len(local)
    end = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, number, number, len(directory), at
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at + len(directory), 1)
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
    return local + directory + end + locator + last


def torn(at_end=17):
    """A document that a bad disk altered in the middle of its main part."""
    made = bytearray(office("docx"))
    at = made.find(MAIN["docx"].encode()) + at_end
    made[at : at + 4] = b"\xff" * 4
    return bytes(made)


SECTOR, FREE, LAST, IS_FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
WORDS = b"\xec\xa5" + b"\0" * 4094


def compound(**streams):
    """A compound file with these streams; ``Macros__VBA`` lies in a storage of its own."""
    entries = [("Root Entry", 5, b"")]
    for path, content in streams.items():
        *storages, name = path.split("__")
        entries += [(storage, 1, b"") for storage in storages]
        entries.append((name, 2, content.ljust(4096, b"\0")))
    directory, body, table = b"", b"", []
    for number, (name, kind, content) in enumerate(entries):
        start, sectors = len(table), -(-len(content) // SECTOR)
        table += [*range(start + 1, start + sectors), LAST][: sectors or 0]
        body += content.ljust(sectors * SECTOR, b"\0")
        is_holder = kind != 2
        follows = number + 1 if number + 1 < len(entries) else FREE
        right, child = (FREE, follows) if is_holder else (follows, FREE)
        spelled = name.encode("utf-16le") + b"\0\0"
        directory += struct.pack(
            "<64sHBB3L16sL8s8sLQ",
            *(spelled, len(spelled), kind, 1, FREE, right, child, b"", 0, b"", b""),
            *(start if sectors else LAST, len(content)),
        )
    first, sectors = len(table), -(-len(directory) // SECTOR)
    table += [*range(first + 1, first + sectors), LAST]
    table.append(IS_FAT)
    assert len(table) <= SECTOR // 4
    fat = struct.pack("<128L", *table, *[FREE] * (128 - len(table)))
    header = struct.pack(
        "<8s16s6H10L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        *(0x3E, 3, 0xFFFE, 9, 6, 0),
        *(0, 0, 1, first, 0, 4096, LAST, 0, LAST, 0),
    )
    difat = struct.pack("<109L", len(table) - 1, *[FREE] * 108)
    return header + difat + body + directory.ljust(sectors * SECTOR, b"\0") + fat


def workbook(*records):
    """The stream of an old workbook: ``(kind, content)`` pairs."""
    parts = [struct.pack("<HH", kind, len(content)) + content for kind, content in records]
    return b"".join([*parts, struct.pack("<HH", 0x000A, 0)])


def sheet(kind):
    return (0x0085, struct.pack("<LBBBB1s", 0, 0, kind, 1, 0, b"a"))


OLD_DOCUMENT = compound(WordDocument=WORDS)
OLD_TABLE = compound(Workbook=workbook((0x0809, b"\0" * 16), sheet(0)))


def hidden_script():
    """A PDF whose script lies in a packed stream of objects."""
    part = zlib.compress(b"1 0 <</S/JavaScript/JS(app.alert(1))>>")
    return PDF + b"2 0 obj<</Type/ObjStm/N 1/First 4>>stream\r\n" + part + b"\nendstream\nendobj"


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


def photo(size=(800, 600), *, mode="RGB", kind="JPEG", colour="red", **options):
    """A picture of one colour."""
    made = BytesIO()
    Image.new(mode, size, colour).save(made, kind, **options)
    return made.getvalue()


def of_pixels(width, height):
    """The header of a PNG of so many pixels, and nothing behind it."""
    fields = b"IHDR" + struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    end = b"\0\0\0\0IDAT" + struct.pack(">L", zlib.crc32(b"IDAT"))
    header = struct.pack(">L", 13) + fields + struct.pack(">L", zlib.crc32(fields))
    return b"\x89PNG\r\n\x1a\n" + header + end
