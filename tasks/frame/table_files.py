"""What a page lists as a file: the columns of its tables, all their rows in their order, of any day."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tasks.frame.printed import chosen
from tasks.frame.sheet import Heading, Sheet
from tasks.frame.sheet_styles import named_styles
from tasks.ground.characters import writable

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TableFile:
    """Mixin before a page with a ``table`` in its context: the same as a file. ``others`` are the names of
    what in the context may be tables too, each with its title; ``listed_at`` is the page itself.
    """

    others: dict[str, Any] = {}
    listed_at = ""
    table_pagination = False

    def get(self, request, *args, **kwargs):
        context = self.get_context_data(**kwargs)
        bar = context.get("filter")
        if bar and bar.is_asked and not bar.filterset.is_valid():
            return redirect(reverse(self.listed_at, args=[self.plan.slug], query=request.GET))
        tables = {str(context["table"].Meta.caption): context["table"]}
        tables |= {str(title): context[one] for one, title in self.others.items() if context[one]}
        return self.file(tables, asked_of(bar))

    def name(self, asked: list[str], kind: str) -> str:
        """The name of the file, with the day and what was asked."""
        title = str(self.table_class.Meta.caption)
        return "_".join([title, str(self.as_of), *asked])[:80] + f".{kind}"


class TableBook(TableFile):
    """An Excel workbook, a sheet for each table."""

    def file(self, tables, asked):
        from openpyxl import Workbook  # noqa: PLC0415  # 150 ms for whoever needs it

        book = Workbook(write_only=True)
        for style in named_styles():
            book.add_named_style(style)
        question = question_of(self.request, asked)
        for title, table in tables.items():
            write(book, title, table, Heading(f"{self.plan.label} {title}", question))
        file = BytesIO()
        book.save(file)
        file.seek(0)
        name = self.name(asked, "xlsx")
        return FileResponse(file, as_attachment=True, filename=name, content_type=SHEET)


class TableText(TableFile):
    """Values with commas between them, for other programs; Excel reads the signs right."""

    def file(self, tables, asked):
        text = StringIO()
        lines = csv.writer(text)
        for table in tables.values():
            lines.writerow(heads(table))
            lines.writerows(map(harmless, row) for row in rows(table))
        answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = content_disposition_header(True, self.name(asked, "csv"))
        return answer


def question_of(request: HttpRequest, asked: list[str], number: str = "") -> str:
    """One line: the day, what was asked, perhaps how many there are, and who took it."""
    said = [
        _("As of %(day)s") % {"day": request.as_of},
        _("Filter: %(asked)s") % {"asked": _(", ").join(asked) or _("none")},
        number,
        _("Exported by %(person)s") % {"person": request.user},
    ]
    return "　".join(filter(None, said))


def asked_of(bar: Any) -> list[str]:
    """What was asked of a list through its filter ``bar``, in words."""
    return [str(label) for _field, label in chosen(bar.form)] if bar and bar.form else []


def heads(table: Any) -> list[str]:
    return [str(column.header) for column in table.columns]


def rows(table: Any) -> Iterator[tuple[Any, ...]]:
    """The plain values of all rows of ``table``, in its order."""
    return map(table.said, table.look_up([row.record for row in table.rows]))


def write(book: Any, title: str, table: Any, heading: Heading) -> None:
    """``table`` as a sheet of ``book``, with arrows to filter and sort by."""
    told = list(rows(table))
    sheet = Sheet(book, title, widths(table, told), "C4")
    last = f"{sheet.letters[-1]}{3 + max(len(told), 1)}"
    sheet.sheet.auto_filter.ref = f"A3:{last}"
    sheet.begin(heading, heads(table))
    for row in told:
        values = [writable(value) if isinstance(value, str) else value for value in row]
        sheet.line([(value, style_of(value)) for value in values], sheet.height(values))


def widths(table: Any, told: Iterable[tuple[Any, ...]]) -> list[int]:
    """As wide as the longest text of the first rows, from 8 to 40."""
    columns = zip(heads(table), *list(told)[:200], strict=True)
    return [min(max(8, *(2 * len(str(value or "")) for value in column)), 40) for column in columns]


def style_of(value: Any) -> str:
    if isinstance(value, float):
        return "share"
    if isinstance(value, date):
        return "day"
    return "number" if isinstance(value, int) else "text"


def harmless(value: Any) -> Any:
    """What no program takes for a formula, for a file of values has no other way to say so."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
