"""The sheet of people to be filled in: an .xlsx with lists of the units and roles."""

from collections.abc import Sequence
from io import BytesIO

from units.people.columns import CHOICES, HINTS, LABELS, PEOPLE

WIDTHS = {"name": 14, "username": 18, "unit": 30, "role": 14, "phone": 18, "email": 28}
AS_TEXT = ("username", "phone")  # else Excel takes leading zeros away
LAST = 2001


def template(units: Sequence[str], roles: Sequence[str]) -> bytes:
    """The bytes of an empty sheet that offers the names ``units`` and ``roles``."""
    from openpyxl import Workbook  # noqa: PLC0415  # its 150 ms and 20 MB are for whoever needs it

    book = Workbook()
    sheet = book.active
    sheet.title = str(PEOPLE)
    sheet.freeze_panes = "A2"
    write_choices(book.create_sheet(str(CHOICES)), units, roles)
    for number, key in enumerate(LABELS, start=1):
        write_column(sheet, number, key)
    offer(sheet, "unit", choices("A", len(units)), is_strict=False)
    offer(sheet, "role", choices("B", len(roles)), is_strict=True)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def write_choices(sheet, units, roles):
    """The second sheet, which the lists of the first one read."""
    for column, (key, names) in enumerate({"unit": units, "role": roles}.items(), start=1):
        for row, text in enumerate([str(LABELS[key]), *names], start=1):
            cell = sheet.cell(row, column, str(text))
            cell.data_type = "s"  # a name that begins with = is no formula
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 16


def write_column(sheet, number, key):
    """The heading of a column, how wide it is, and the hint beside its cells."""
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415

    heading = sheet.cell(1, number, str(LABELS[key]))
    heading.font, heading.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF7")
    column = sheet.column_dimensions[heading.column_letter]
    column.width = WIDTHS[key]
    if key in AS_TEXT:
        column.number_format = "@"
    if key in HINTS and key not in ("unit", "role"):
        offer(sheet, key, None, is_strict=False)


def choices(column, number):
    """The formula of a list: so many names below the heading of ``column`` of the second sheet."""
    return f"'{CHOICES}'!${column}$2:${column}${max(number, 1) + 1}"


def offer(sheet, key, formula, *, is_strict):
    """The hint of a column and, by ``formula``, its list, which only warns unless it is strict."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    rule = DataValidation(
        type="list" if formula else None,
        formula1=formula,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=bool(formula),
        errorStyle="stop" if is_strict else "warning",
        promptTitle=str(LABELS[key]),
        prompt=str(HINTS[key]),
    )
    letter = get_column_letter([*LABELS].index(key) + 1)
    rule.add(f"{letter}2:{letter}{LAST}")
    sheet.add_data_validation(rule)
