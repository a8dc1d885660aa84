"""A ledger as a workbook: to work with, to print and report with, its sums, and how they are counted.

Rows are written one after the other and forgotten, so that ten thousand take little room.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import IO, Any

from django.utils.translation import gettext as _

from tasks.frame.sheet import HEAD, Heading, Sheet
from tasks.frame.sheet_styles import named_styles
from tasks.ground.characters import writable
from tasks.ground.lights import Light
from tasks.ledger.columns import (
    COLUMNS,
    KEY,
    NEW_DAY,
    OF_WHAT,
    RATING,
    SUMS,
    TO_WRITE,
    Column,
    value_of,
)
from tasks.ledger.rules import Sum, key_of
from tasks.plan.models.reporting import Outlook

FROZEN = "E4"  # rows below the head scroll, and columns after the milestone
SUM_WIDTHS = (34, *(9 for _sum in SUMS))


def write(
    file: IO[bytes],
    heading: Heading,
    rows: Sequence[dict[str, Any]],
    sums: dict[str, list[Sum]],
    rules: Iterable[str],
    *,
    is_to_write: bool = False,
) -> None:
    """Write the workbook into ``file``: ``rows`` of ledger.rules, one sheet to work with and one to
    print; ``sums``, with the ``rules`` of counting. ``is_to_write`` where a unit reports in it.
    """
    from openpyxl import Workbook  # noqa: PLC0415  # 150 ms for whoever needs it

    book = Workbook(write_only=True)
    for style in named_styles():
        book.add_named_style(style)
    columns = (*COLUMNS, *TO_WRITE, KEY) if is_to_write else COLUMNS
    working = Sheet(book, _("Ledger"), widths(columns), FROZEN)
    write_rows(working, heading, rows, columns)
    if is_to_write:
        offer_ratings(working, len(rows))
    printed = Sheet(book, _("For reports"), widths(COLUMNS), FROZEN)
    merge(printed, rows)
    write_rows(printed, heading, rows, COLUMNS)
    write_sums(Sheet(book, _("Sums"), SUM_WIDTHS, "B4"), heading, sums, rules)
    book.save(file)


def widths(columns: Iterable[Column]) -> list[int]:
    return [column.width for column in columns]


def write_rows(
    sheet: Sheet, heading: Heading, rows: Sequence[dict[str, Any]], columns: Sequence[Column]
) -> None:
    """The head and ``rows``, with arrows to filter and sort by; what is to be written is not printed."""
    sheet.begin(heading, (column.label for column in columns))
    last = f"{sheet.letters[len(COLUMNS) - 1]}{HEAD + max(len(rows), 1)}"
    sheet.sheet.print_area = f"A1:{last}"
    if not sheet.sheet.merged_cells.ranges:
        sheet.sheet.auto_filter.ref = f"A{HEAD}:{last}"
    for row in rows:
        values = [cell_of(row, column) for column in columns]
        cells = [
            (value, style_of(row, column, value))
            for column, value in zip(columns, values, strict=True)
        ]
        sheet.line(cells, sheet.height(values))


def cell_of(row: dict[str, Any], column: Column) -> Any:
    """What stands there; nothing where a unit is to write."""
    if column in TO_WRITE:
        return None
    return key_of(row) if column == KEY else value_of(row, column.key)


def style_of(row: dict[str, Any], column: Column, value: Any) -> str:
    """By what stands in the cell; the light and what is to be written have their own."""
    if column.key == "light":
        return Light(row["light"]).slug
    if column in TO_WRITE:
        return "new day" if column.key == NEW_DAY else "new"
    if isinstance(value, date):
        return "day"
    return "number" if isinstance(value, int) else "text"


def offer_ratings(sheet: Sheet, number: int) -> None:
    """The answers that a rating can be, as a list beside its cells."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    place = len(COLUMNS) + [column.key for column in TO_WRITE].index(RATING)
    choices = ",".join(map(str, Outlook.labels))
    rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    rule.add(f"{sheet.letters[place]}{HEAD + 1}:{sheet.letters[place]}{HEAD + max(number, 1)}")
    sheet.sheet.data_validations.append(rule)


def merge(sheet: Sheet, rows: Iterable[dict[str, Any]]) -> None:
    """What all milestones of a task have alike stands there once."""
    from openpyxl.worksheet.cell_range import CellRange, MultiCellRange  # noqa: PLC0415

    found, first = [], HEAD + 1
    for _task, group in groupby(rows, lambda row: row["task"]):
        last = first + len(list(group)) - 1
        for number, column in enumerate(COLUMNS):
            if column.is_of_task and last > first:
                letter = sheet.letters[number]
                found.append(CellRange(f"{letter}{first}:{letter}{last}"))
        first = last + 1
    sheet.sheet.merged_cells = MultiCellRange(found)  # one by one each is compared with all others


def write_sums(
    sheet: Sheet, heading: Heading, sums: dict[str, list[Sum]], rules: Iterable[str]
) -> None:
    """A table of each kind of sums, then how they are counted."""
    sheet.begin(heading, ["", *(label for _key, label in SUMS)])
    for kind, lines in sums.items():
        sheet.line([(str(OF_WHAT[kind]), "head")])
        for line in lines:
            numbers = [(number_of(line.tally, key), style_of_sum(key)) for key, _label in SUMS]
            sheet.line([(writable(line.name), "text"), *numbers])
    for rule in rules:
        sheet.line([(rule, "question")])


def number_of(tally: Any, key: str) -> float | None:
    """The number, or the share as Excel has it; nothing of nothing."""
    number = getattr(tally, key)
    return number / 100 if key.endswith("_rate") and number is not None else number


def style_of_sum(key: str) -> str:
    return "share" if key.endswith("_rate") else "number"
