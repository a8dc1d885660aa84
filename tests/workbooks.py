"""Sheets of people as somebody filled them in."""

from io import BytesIO

from openpyxl import Workbook

HEAD = ("Name", "User name", "Unit", "Role", "Telephone", "E-mail")


def workbook(*rows, head=HEAD, title="People", first=None):
    """An open .xlsx with ``rows`` below the head; of a row what follows may be left out.

    ``first`` is the title of an empty sheet that stands before it.
    """
    book = Workbook()
    sheet = book.active
    if first:
        sheet.title = first
        sheet = book.create_sheet()
    sheet.title = title
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book):
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file
