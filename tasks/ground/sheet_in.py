"""Reading a sheet (.xlsx) that somebody filled in. Nothing that it says of itself is believed."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tasks.ground.characters import clean

MOST_BYTES, MOST_UNPACKED = 4 * 1024 * 1024, 32 * 1024 * 1024
# Rows with frames and nothing in them say nothing; but nobody draws frames for ever.
LAST_ROW, LAST_COLUMN = 20_000, 40
WORKBOOK = "xl/workbook.xml"
NO_VALUES = ("f", "e")  # what openpyxl calls a formula, and what one that failed left

Value = str | date


@dataclass(frozen=True)
class Column:
    """A column that has a ``label`` as its heading, in any language of ours."""

    key: str
    label: str | Promise

    def is_headed(self, text: str) -> bool:
        return plain(text) in spellings(self.label)


@dataclass(frozen=True)
class Line:
    """Row ``number`` of a sheet: what its cells say, by the keys of the columns."""

    number: int
    cells: dict[str, Value]


@dataclass(frozen=True)
class Problem:
    """Why something cannot be taken: ``where``, as the person knows it, and the ``link`` to it."""

    where: str
    sentence: str
    link: str = ""
    line: int = 0


@dataclass(frozen=True)
class Form:
    """How a sheet looks: its ``title``, its ``columns`` with their headings in the row ``head``. A row
    is filled in where one of the ``asked`` says something; ``most`` of them can be.
    """

    title: str | Promise
    columns: Sequence[Column]
    asked: frozenset[str]
    most: int
    head: int = 1


def place_of(line: int) -> str:
    """What a row of a sheet is called."""
    return _("Row %(n)d") % {"n": line}


def called(column: Any) -> str:
    """What a column with a ``label`` is called."""
    return _("column “%(column)s”") % {"column": column.label}


def spellings(label: str | Promise) -> set[str]:
    """What ``label`` is in each language, plain."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(plain(str(label)))
    return found


def plain(text: str) -> str:
    """``text`` without what people take for the same: spaces, capitals."""
    return "".join(text.split()).casefold()


def read(name: str, file: IO[bytes], form: Form) -> list[Line]:
    """The filled-in lines of the open ``file`` called ``name``, in their order.

    Raises ValidationError with one sentence, which names the sheet, or the row and the column.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  # 150 ms for whoever needs it

    check_size(name, file)
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
        sheet = the_sheet(book.worksheets, form)
        sheet.reset_dimensions()  # what a file says of its size may be wrong
        rows = sheet.iter_rows(min_row=form.head, max_col=LAST_COLUMN)
        return list(lines(sheet.title, enumerate(rows, start=form.head), form))
    except ValidationError:
        raise
    except Exception as error:  # a library has many ways to fail on what somebody else made
        sentence = _("“%(name)s” is damaged and cannot be read. Please save it again.")
        raise ValidationError(sentence % {"name": name}) from error


def check_size(name: str, file: IO[bytes]) -> None:
    """Raise ValidationError unless it is a workbook of a size that can be read.

    Of an entry no more is unpacked than the archive says: zipfile sees to that.
    """
    if file.seek(0, 2) > MOST_BYTES:
        sentence = _("“%(name)s” is larger than %(limit)s: too large for a sheet.")
        raise ValidationError(sentence % {"name": name, "limit": filesizeformat(MOST_BYTES)})
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        entries = []
    if WORKBOOK not in {entry.filename for entry in entries}:
        sentence = _("“%(name)s” is no sheet. Please save it as .xlsx, without a password.")
        raise ValidationError(sentence % {"name": name})
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        sentence = _("“%(name)s” unpacks to more than a sheet can be.")
        raise ValidationError(sentence % {"name": name})


def the_sheet(sheets: Sequence[Any], form: Form) -> Any:
    """The sheet of that title; else the first one, which may have got another name."""
    named = (one for one in sheets if plain(one.title) in spellings(form.title))
    return next(named, None) or sheets[0]


def lines(title: str, rows: Iterator[tuple[int, Any]], form: Form) -> Iterator[Line]:
    """Those of ``rows``, numbered, that are filled in; the first one is the head."""
    columns = columns_of(title, next(rows, (1, ()))[1], form)
    found = 0
    for number, cells in rows:
        said = dict(values(number, cells, columns, form))
        if any(said.get(key) for key in form.asked):
            found += 1
            yield Line(number, said)
        if found > form.most or number > LAST_ROW:
            sentence = _(
                "Row %(row)d is too far down: a sheet holds at most %(n)d rows that are filled in. "
                "Please divide it."
            )
            raise ValidationError(sentence % {"row": number, "n": form.most})
    if not found:
        sentence = _("In sheet “%(sheet)s” no row below the headings is filled in.")
        raise ValidationError(sentence % {"sheet": title})


def columns_of(title: str, head: Iterable[Any], form: Form) -> dict[int, Column]:
    """``{index: Column}`` of the columns that the head names, each once. Raises ValidationError."""
    texts = [text_of(cell.value) for cell in head]
    columns = {}
    for column in form.columns:
        places = [index for index, text in enumerate(texts) if text and column.is_headed(text)]
        if len(places) != 1:
            sentence = (
                _("Sheet “%(sheet)s” has the column “%(column)s” twice.")
                if places
                else _(
                    "Sheet “%(sheet)s” has no column “%(column)s” in row %(row)d. Please use the template."
                )
            )
            said = {"sheet": title, "column": column.label, "row": form.head}
            raise ValidationError(sentence % said)
        columns[places[0]] = column
    return columns


def values(
    number: int, cells: Sequence[Any], columns: dict[int, Column], form: Form
) -> Iterator[tuple[str, Value]]:
    """``(key, value)`` of each cell of a row. Raises ValidationError for formulas and their errors
    where something is asked.
    """
    for index, column in columns.items():
        cell = cells[index] if index < len(cells) else None
        if column.key in form.asked and getattr(cell, "data_type", "") in NO_VALUES:
            sentence = _(
                "Row %(row)d, column “%(column)s”: a formula or its error. Please paste the values."
            )
            raise ValidationError(sentence % {"row": number, "column": column.label})
        yield column.key, value_of(cell.value if cell else None)


def value_of(value: Any) -> Value:
    """A day without its hours, or a text as people see it."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else text_of(value)


def text_of(value: Any) -> str:
    """The text of a cell; a whole number is written without a point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean("" if value is None else str(value)).strip()
