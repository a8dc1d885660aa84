"""The table of differing ratings."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy

from tasks.frame.cells import Cell, LedgerTable
from tasks.plan.models import Milestone


class GapTable(LedgerTable):
    number = tables.Column(accessor="task__number", verbose_name=gettext_lazy("Task no."))
    text = Cell("ratings/milestone", verbose_name=gettext_lazy("Milestone"))
    units = Cell("ratings/units", verbose_name=gettext_lazy("Unit"), accessor="pk", orderable=False)
    due = Cell("browse/day", verbose_name=gettext_lazy("Due"))
    unit_rating = Cell("ratings/unit", verbose_name=gettext_lazy("The unit says"), orderable=False)
    own_rating = Cell(
        "ratings/own", verbose_name=gettext_lazy("The supervisors say"), orderable=False
    )

    places = {
        "number": "number", "text": "title", "units": "sub", "due": "end",
        "unit_rating": "said", "own_rating": "said",
    }  # fmt: skip

    class Meta(LedgerTable.Meta):
        attrs = {"class": "table ledger-table gap-table"}
        model = Milestone
        fields = ("number", "text", "units", "due", "unit_rating", "own_rating")
        caption = gettext_lazy("Differing ratings")
