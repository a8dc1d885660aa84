"""What the tables of all lists share."""

import django_tables2 as tables
from django.template.loader import get_template
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from tasks.frame.html import cell


class Cell(tables.Column):
    """A column that a partial draws from ``record``, ``value`` and the page's own context.

    ``partial`` names the room and the cell, such as ``slips/level``.
    """

    def __init__(self, partial, **kwargs):
        super().__init__(**kwargs)
        room, name = partial.split("/")
        self.partial = f"{room}/cells/{name}.html"

    def render(self, record, value, table):
        with table.context.push(record=record, value=value):
            return get_template(self.partial).template.render(table.context)


class LedgerTable(tables.Table):
    """Phones show a row in two lines: ``places`` says where the cells of a column stand, and what it
    does not name is not shown there. Above: ``mark``, ``number``, ``title``; below: ``sub``, then
    ``end``, and ``said`` after the name of its column.
    """

    places: dict[str, str] = {}
    rules: dict[str, str] = {}  # the anchors of the page of counting rules, of columns of numbers

    def body(self):
        """The rows of this page as HTML."""
        return mark_safe("".join(map(self.line, self.rows_of(self.paginated_rows))))

    def line(self, cells):
        inside = "".join(
            f"{head}{cell(value)}</td>" for head, value in zip(self.heads, cells, strict=True)
        )
        return f"<tr>{inside}</tr>"

    def rows_of(self, rows):
        """The cells of each of ``rows``, in the columns' order: HTML, or values to be escaped."""
        for row in rows:
            yield [value for _column, value in row.items()]

    @cached_property
    def heads(self):
        """The opening tag of each column's cells."""
        return [
            format_html(
                '<td class="at-{}" data-label="{}">',
                self.places.get(column.name, "more"),
                column.header,
            )
            for column in self.columns
        ]

    class Meta:
        attrs = {"class": "table ledger-table"}
        empty_text = ""
