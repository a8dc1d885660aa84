"""Tables whose rows are drawn whole, by one function: a template for each cell costs ten times as
much, and lists are what people wait for.
"""

from django.utils.safestring import mark_safe

from tasks.frame.cells import LedgerTable
from tasks.frame.html import html


class RowTable(LedgerTable):
    """``draw`` gives the cells of one record; ``look_up`` asks once what a whole page shows."""

    def rows_of(self, rows):
        records = self.look_up([row.record for row in rows])
        return map(self.draw, records)

    def look_up(self, records):
        return records


def quiet(text):
    return html('<span class="quiet">{}</span>', text)


def official(text):
    """Words of the document, which stay Chinese."""
    return html('<span lang="zh-hans">{}</span>', text)


def tag(text):
    return html('<span class="tag">{}</span>', text)


NONE = mark_safe('<span class="none">—</span>')


def date_cell(value):
    """A date as tables show it; a dash where there is none."""
    return html('<span class="date">{}</span>', value.isoformat()) if value else NONE
