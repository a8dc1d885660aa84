"""Reading a sheet of people that somebody filled in: docs/people.md."""

import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from units.people.columns import LABELS, NEEDED, PEOPLE, Row, column_of, plain, spellings

MOST_BYTES, MOST_UNPACKED = 4 * 1024 * 1024, 40 * 1024 * 1024
MOST_PEOPLE = 2000
# Rows with frames and nothing in them are no people; but nobody draws frames for ever.
LAST_ROW, LAST_COLUMN = 20_000, 40


def read(name: str, file: IO[bytes]) -> list[Row]:
    """The rows of the uploaded ``file`` called ``name`` that say anything.

    Raises ValidationError with one sentence, which names the sheet, or the row and the column.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  # its 150 ms are for whoever needs it

    check(name, file)
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
        sheet = the_sheet(book.worksheets)
        sheet.reset_dimensions()  # what a file says of its size may be wrong
        return rows_of(sheet.title, sheet.iter_rows(max_col=LAST_COLUMN))
    except ValidationError:
        raise
    except Exception as error:  # a library has many ways to fail on what somebody else made
        raise ValidationError(
            _("“%(name)s” is damaged and cannot be read. Please save it again.") % {"name": name}
        ) from error


def check(name, file):
    """Raise ValidationError unless it is a workbook of a size that can be read.

    Nothing more is unpacked of an entry than the archive says: zipfile sees to that.
    """
    size = file.seek(0, 2)
    if size > MOST_BYTES:
        sentence = _("“%(name)s” is larger than %(limit)s. A sheet of people is small.")
        raise ValidationError(sentence % {"name": name, "limit": filesizeformat(MOST_BYTES)})
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        entries = []
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        sentence = _(
            "“%(name)s” is not an .xlsx workbook. Please save it as .xlsx, without a password."
        )
        raise ValidationError(sentence % {"name": name})
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        sentence = _("“%(name)s” unpacks to more than a sheet of people can be.")
        raise ValidationError(sentence % {"name": name})


def the_sheet(sheets):
    """The sheet of people, by its name; else the first one, which may have got another name."""
    named = (one for one in sheets if plain(one.title) in spellings(PEOPLE))
    return next(named, None) or sheets[0]


def rows_of(title: str, lines: Iterable[tuple]) -> list[Row]:
    """The Rows of ``lines`` of cells, the first of which is the head; ``title`` is the sheet's."""
    numbered = enumerate(lines, start=1)
    columns = columns_of(title, next(numbered, (1, ()))[1])
    found = []
    for number, cells in numbered:
        said = dict(values_of(number, cells, columns))
        if any(said.values()):
            found.append(Row(number, **said))
        if len(found) > MOST_PEOPLE or number > LAST_ROW:
            sentence = _(
                "Row %(row)d is too far down: a sheet holds at most %(n)d people. Please divide it."
            )
            raise ValidationError(sentence % {"row": number, "n": MOST_PEOPLE})
    if not found:
        sentence = _("Sheet “%(sheet)s” names nobody below its first row.")
        raise ValidationError(sentence % {"sheet": title})
    return found


def columns_of(title, head):
    """``{index: key}`` of the columns that the head names. Raises ValidationError."""
    columns = {}
    for index, cell in enumerate(head):
        key = column_of(tidy(cell.value))
        if key and key in columns.values():
            sentence = _("Sheet “%(sheet)s” has the column “%(column)s” twice.")
            raise ValidationError(sentence % {"sheet": title, "column": LABELS[key]})
        if key:
            columns[index] = key
    for key in NEEDED:
        if key not in columns.values():
            sentence = _(
                "Sheet “%(sheet)s” has no column “%(column)s” in row 1. Please use the template."
            )
            raise ValidationError(sentence % {"sheet": title, "column": LABELS[key]})
    return columns


def values_of(number: int, cells, columns) -> Iterator[tuple[str, str]]:
    """``(key, text)`` of each cell of a row. Raises ValidationError for formulas and errors."""
    for index, key in columns.items():
        cell = cells[index] if index < len(cells) else None
        kind = getattr(cell, "data_type", "")
        if kind in ("f", "e"):
            sentence = _(
                "Row %(row)d, column “%(column)s”: a formula or its error. Please paste the values."
            )
            raise ValidationError(sentence % {"row": number, "column": LABELS[key]})
        yield key, tidy(cell.value if cell else None)


def tidy(value) -> str:
    """The text of a cell, as people see it: on one line, without signs that nobody sees."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", "" if value is None else str(value))
    seen = (" " if sign.isspace() else sign for sign in text if is_seen(sign))
    return " ".join("".join(seen).split())


def is_seen(sign):
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
