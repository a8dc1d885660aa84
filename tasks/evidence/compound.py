"""Looking into compound files (OLE): those of WPS, and of office programs of long ago."""

import struct

import olefile

from tasks.evidence.verdicts import Active, Locked, NotThis

# Where programs, and the objects of other programs lie.
MACROS = {"macros", "vba", "_vba_project", "_vba_project_cur"}
OBJECTS = {"objectpool", "\x01ole10native", "\x03ocxname"}
EMBEDDED = "mbd"  # a workbook numbers its objects: MBD0001A2B3
LOCKS = {"encryptedpackage", "encryptioninfo"}
# The first part of a document: the bit that says it is encrypted.
FLAGS_AT, IS_ENCRYPTED = 10, 0x0100
# Records of a workbook: its end, its password, and one for each sheet with the kind of it.
END, PASSWORD, SHEET = 0x000A, 0x002F, 0x0085
KIND_AT, PLAIN_KINDS = 5, (0, 2)  # tables and charts; 1 are macros of 1992, 6 modules


def check(file, inside):
    """Raise a Verdict unless it has one of the streams ``inside``, plain and without programs."""
    file.seek(0)
    ole = olefile.OleFileIO(file)
    entries = ole.listdir(streams=True, storages=True)
    names = {part.lower() for entry in entries for part in entry}
    if names & LOCKS:
        raise Locked
    main = next((name for name in inside if ole.exists(name)), None)
    if main is None:
        raise NotThis
    if names & (MACROS | OBJECTS) or any(name.startswith(EMBEDDED) for name in names):
        raise Active
    content = ole.openstream(main).read()
    if main == "WordDocument":
        check_document(content)
    else:
        check_workbook(content)


def check_document(content):
    (flags,) = struct.unpack_from("<H", content, FLAGS_AT)
    if flags & IS_ENCRYPTED:
        raise Locked


def check_workbook(content):
    """Its first records say all; they end before the first sheet begins."""
    at = 0
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == PASSWORD:
            raise Locked
        if kind == SHEET and content[at + 4 + KIND_AT] not in PLAIN_KINDS:
            raise Active
        if kind == END:
            return
        at += 4 + length
