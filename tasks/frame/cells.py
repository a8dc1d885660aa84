"""What the tables of all lists share."""

import django_tables2 as tables
from django.template.loader import get_template


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


class Drawn(Cell):
    """A cell without a value of its own: it cannot be empty and cannot be sorted."""

    empty_values = ()

    def __init__(self, partial, **kwargs):
        super().__init__(partial, orderable=False, **kwargs)


class LedgerTable(tables.Table):
    """Phones show each row as a card, so every cell carries its column's name."""

    class Meta:
        attrs = {"class": "table ledger-table"}
        empty_text = ""
