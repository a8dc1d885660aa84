"""The lists of units and leaders with their numbers."""

import django_tables2 as tables
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tasks.frame.addresses import to
from tasks.frame.cells import LedgerTable
from tasks.frame.html import html
from tasks.frame.marks import bar, entered_title
from tasks.frame.rows import RowTable
from tasks.frame.words import rate

NOTHING = mark_safe('<span class="nothing">0</span>')


def told_outside(number):
    words = ngettext("%(n)d outside the plan", "%(n)d outside the plan", number)
    return words % {"n": number}


class TallyTable(RowTable):
    """Rows of ``{"owner": unit or leader, "tally": Tally, "tasks": number, …}``."""

    name = tables.Column(accessor="owner", verbose_name=_("Name"), order_by="by_name")
    tasks = tables.Column(verbose_name=_("Tasks led"))
    bar = tables.Column(verbose_name=_("Milestones led"), accessor="tally", orderable=False)
    red = tables.Column(accessor="tally__red", verbose_name=_("Overdue"))
    amber = tables.Column(accessor="tally__amber", verbose_name=_("Due soon"))
    done = tables.Column(accessor="tally__done", verbose_name=_("Done"))

    places = {
        "name": "title", "bar": "sub", "red": "said", "amber": "said", "done": "said",
    }  # fmt: skip
    rules = {
        "tasks": "owners", "bar": "dated", "red": "lights", "amber": "lights", "done": "dated",
        "completion_rate": "completion-rate", "on_time_rate": "on-time-rate",
        "tasks_participating": "owners", "participating": "owners",
    }  # fmt: skip

    def draw(self, row):
        tally, query = row["tally"], row["query"]
        return (
            self.name_cell(row),
            self.count(row["tasks"], "task-list", query),
            bar(tally),
            self.count(tally.red, "milestone-list", query | {"light": "red"}, "count-red"),
            self.count(tally.amber, "milestone-list", query | {"light": "amber"}, "count-amber"),
            self.done_cell(row),
        )

    def said(self, row):
        """The same as plain values."""
        tally = row["tally"]
        return str(row["owner"]), row["tasks"], tally.total, tally.red, tally.amber, tally.done

    def name_cell(self, row):
        return html(
            '<a class="row-link" lang="zh-hans" href="{}">{}</a>{}',
            to(self.request, row["page"], row["owner"].pk),
            row["owner"],
            self.outside(row["outside"]),
        )

    def outside(self, apart):
        """How many tasks outside the plan the owner has, which no number of the row counts."""
        if not apart:
            return ""
        words = told_outside(apart["tasks"])
        address = to(self.request, "task-list", **apart["query"])
        return html(' <a class="quiet outside" href="{}">{}</a>', address, words)

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
            entered_title(row["tally"].entered),
            row["tally"].done,
            to(self.request, "milestone-list", **dated),
            row["tally"].dated,
        )


class RatedTable(TallyTable):
    """With the rates, which are those of what the owner leads."""

    completion_rate = tables.Column(
        accessor="tally__completion_rate", verbose_name=_("Completion rate")
    )
    on_time_rate = tables.Column(accessor="tally__on_time_rate", verbose_name=_("On-time rate"))

    def draw(self, row):
        tally = row["tally"]
        return *super().draw(row), rate(tally.completion_rate), rate(tally.on_time_rate)

    def said(self, row):
        rates = row["tally"].completion_rate, row["tally"].on_time_rate
        return *super().said(row), *(None if one is None else one / 100 for one in rates)


class UnitTable(RatedTable):
    tasks_participating = tables.Column(verbose_name=_("Tasks it takes part in"))
    participating = tables.Column(
        accessor="participating__total", verbose_name=_("Milestones of these")
    )

    class Meta(LedgerTable.Meta):
        caption = _("Lead units")

    def draw(self, row):
        query = {"unit": row["owner"].pk, "role": "participating"}
        return (
            *super().draw(row),
            self.count(row["tasks_participating"], "task-list", query),
            self.count(row["participating"].total, "milestone-list", query),
        )

    def said(self, row):
        return *super().said(row), row["tasks_participating"], row["participating"].total


class ParticipantTable(TallyTable):
    """Units that lead nothing: rows about what they take part in, which no rate of theirs counts."""

    tasks = tables.Column(verbose_name=_("Tasks"))
    bar = tables.Column(verbose_name=_("Milestones"), accessor="tally", orderable=False)

    class Meta(LedgerTable.Meta):
        caption = _("Units that only take part")


class LeaderTable(RatedTable):
    class Meta(LedgerTable.Meta):
        caption = _("Leaders")


def leaders_beside():
    """For a leader's own page: a TaskTable's column of leaders, without him."""
    column = tables.Column(verbose_name=_("Other lead leaders"), orderable=False, accessor="pk")
    return "leaders", column
