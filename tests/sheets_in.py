"""Sheets as somebody filled them in."""

from io import BytesIO

from openpyxl import Workbook, load_workbook


def sheet_of(head, *rows, title="Sheet", before=()):
    """An open .xlsx with ``rows`` below the head; ``before`` are titles of empty sheets."""
    book = Workbook()
    book.remove(book.active)
    for name in before:
        book.create_sheet(name)
    sheet = book.create_sheet(title)
    for row in (head, *rows):
        sheet.append(row)
    return saved(book)


def saved(book):
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def cells_of(content):
    """``{title: rows of values}`` of the .xlsx with these bytes."""
    book = load_workbook(BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book.worksheets}
