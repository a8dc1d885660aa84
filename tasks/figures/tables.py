"""The lists of units and leaders with their numbers."""

import django_tables2 as tables
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from tasks.frame.addresses import to
from tasks.frame.cells import LedgerTable
from tasks.frame.html import html
from tasks.frame.marks import bar, entered_title
from tasks.frame.rows import RowTable
from tasks.frame.words import rate

NOTHING = mark_safe('<span class="nothing">0</span>')


class TallyTable(RowTable):
    """Rows of ``{"owner": unit or leader, "lead": Tally, …}``."""

    name = tables.Column(accessor="owner", verbose_name=_("Name"), order_by="place")
    tasks = tables.Column(verbose_name=_("Tasks led"))
    bar = tables.Column(verbose_name=_("Milestones led"), accessor="lead", orderable=False)
    red = tables.Column(accessor="lead__red", verbose_name=_("Overdue"))
    amber = tables.Column(accessor="lead__amber", verbose_name=_("Due soon"))
    done = tables.Column(accessor="lead__done", verbose_name=_("Done"))
    completion_rate = tables.Column(
        accessor="lead__completion_rate", verbose_name=_("Completion rate")
    )
    on_time_rate = tables.Column(accessor="lead__on_time_rate", verbose_name=_("On-time rate"))

    places = {
        "name": "title", "bar": "sub", "red": "said", "amber": "said", "done": "said",
    }  # fmt: skip

    def draw(self, row):
        tally = row["lead"]
        return (
            self.name_cell(row),
            self.count(row["tasks"], "task-list", row["query"]),
            bar(tally),
            self.count(tally.red, "milestone-list", row["query"] | {"light": "red"}, "count-red"),
            self.count(
                tally.amber, "milestone-list", row["query"] | {"light": "amber"}, "count-amber"
            ),
            self.done_cell(row),
            rate(tally.completion_rate),
            rate(tally.on_time_rate),
        )

    def name_cell(self, row):
        return html(
            '<a class="row-link" lang="zh-hans" href="{}">{}</a>',
            to(self.request, row["page"], row["owner"].pk),
            row["owner"],
        )

    def count(self, number, page, query, colour=""):
        """A number that links to what it counts."""
        if not number:
            return NOTHING
        address = to(self.request, page, **query)
        return html('<a class="count {}" href="{}">{}</a>', colour, address, number)

    def done_cell(self, row):
        dated = row["query"] | {"dated": "yes"}
        return html(
            '<span><a class="count" href="{}"{}>{}</a><a class="quiet" href="{}">/{}</a></span>',
            to(self.request, "milestone-list", **dated, light="done,late"),
            entered_title(row["lead"].entered),
            row["lead"].done,
            to(self.request, "milestone-list", **dated),
            row["lead"].dated,
        )


class UnitTable(TallyTable):
    participating = tables.Column(accessor="participating__total", verbose_name=_("Takes part in"))

    class Meta(LedgerTable.Meta):
        caption = _("Units")

    def draw(self, row):
        query = {"unit": row["owner"].pk, "role": "participating"}
        return (
            *super().draw(row),
            self.count(row["participating"].total, "milestone-list", query),
        )


class LeaderTable(TallyTable):
    class Meta(LedgerTable.Meta):
        caption = _("Leaders")
