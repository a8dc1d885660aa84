"""The lists of units and leaders with their numbers."""

from django.utils.translation import gettext_lazy as _

from tasks.frame.cells import Cell, Drawn, LedgerTable


class TallyTable(LedgerTable):
    """Rows of ``{"owner": unit or leader, "lead": Tally, …}``."""

    name = Cell("figures/owner", accessor="owner", verbose_name=_("Name"), order_by="place")
    tasks = Cell("figures/tasks", verbose_name=_("Tasks led"))
    bar = Drawn("figures/bar", verbose_name=_("Milestones led"))
    red = Cell("figures/red", accessor="lead__red", verbose_name=_("Overdue"))
    amber = Cell("figures/amber", accessor="lead__amber", verbose_name=_("Due soon"))
    done = Cell("figures/done", accessor="lead__done", verbose_name=_("Done"))
    completion_rate = Cell(
        "figures/rate", accessor="lead__completion_rate", verbose_name=_("Completion rate")
    )
    on_time_rate = Cell(
        "figures/rate", accessor="lead__on_time_rate", verbose_name=_("On-time rate")
    )


class UnitTable(TallyTable):
    participating = Cell(
        "figures/participating", accessor="participating__total", verbose_name=_("Takes part in")
    )

    class Meta(LedgerTable.Meta):
        caption = _("Units")


class LeaderTable(TallyTable):
    class Meta(LedgerTable.Meta):
        caption = _("Leaders")
