"""A sheet of a workbook: its head says what it is, of which day, and what was asked."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from tasks.ground.characters import writable

HEAD = 3  # the row of the labels, below the title and what was asked
LINE, MOST = 14, 400  # points: a line of text, and about the highest row that Excel takes


class Heading(NamedTuple):
    """What the file says of itself: the title, and the day, the question, the number and the person."""

    title: str
    question: str


class Sheet:
    """A sheet that prints on A3 across, one page wide, its head on each page."""

    def __init__(self, book: Any, name: str, widths: Sequence[int], frozen: str) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self.sheet, self.number, self.widths = book.create_sheet(name), 0, widths
        self.sheet.freeze_panes = frozen
        self.sheet.print_title_rows = f"1:{HEAD}"
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", 8
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.oddFooter.center.text = _("Page %(page)s of %(pages)s") % {
            "page": "&P",
            "pages": "&N",
        }
        self.letters = [get_column_letter(number) for number in range(1, len(widths) + 1)]
        for letter, width in zip(self.letters, widths, strict=True):
            self.sheet.column_dimensions[letter].width = width

    def line(self, cells: Iterable[tuple[Any, str]], height: int | None = None) -> None:
        """A row of ``(value, style)``; texts are never formulas."""
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

        self.number += 1
        row = []
        for value, style in cells:
            cell = WriteOnlyCell(self.sheet, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.style = f"ledger {style}"
            row.append(cell)
        if height:
            self.sheet.row_dimensions[self.number].height = height
        self.sheet.append(row)

    def begin(self, heading: Heading, labels: Iterable[Any]) -> None:
        """The title, what was asked, and the labels of the columns."""
        self.line([(writable(heading.title), "title")], height=28)
        self.line([(writable(heading.question), "question")])
        self.line([(str(label), "head") for label in labels], height=3 * LINE)

    def height(self, values: Iterable[Any]) -> int:
        """What the row needs, for Excel does not measure it: a Chinese sign is two letters wide."""
        texts = zip(values, self.widths, strict=True)
        lines = [
            sum(-(-len(line.encode("gbk", "replace")) // width) or 1 for line in text.split("\n"))
            for text, width in texts
            if isinstance(text, str)
        ]
        return min(LINE * max(lines, default=1) + 2, MOST)
