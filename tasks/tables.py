"""The tables of the lists: one class per model, variants by ``exclude``."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.frame.cells import Cell, Drawn, LedgerTable
from tasks.models import Extension, Milestone, Task


class TaskTable(LedgerTable):
    number = tables.Column(verbose_name=pgettext_lazy("task", "No."))
    light = Cell("light", verbose_name=_("Light"))
    title = Cell("task", verbose_name=_("Task"))
    marks = Drawn("marks", verbose_name=_("Milestones"))
    lead_units = Drawn("lead_units", verbose_name=_("Lead units"))
    leaders = Drawn("leaders", verbose_name=_("Lead leaders"))
    next_due = Cell("due", verbose_name=_("Next due"))

    class Meta(LedgerTable.Meta):
        model = Task
        fields = ("number", "light", "title", "marks", "lead_units", "leaders", "next_due")
        caption = _("Tasks")


class MilestoneTable(LedgerTable):
    number = tables.Column(accessor="task__number", verbose_name=_("Task no."))
    light = Cell("two_lights", verbose_name=_("Light"))
    text = Cell("milestone", verbose_name=_("Milestone"))
    lead_units = Drawn("task_lead_units", verbose_name=_("Lead units"))
    leaders = Drawn("task_leaders", verbose_name=_("Lead leaders"))
    due = Cell("approved_due", verbose_name=_("Due"))
    done_on = Cell("completed", verbose_name=_("Completed"))
    last_report_on = Cell("last_report", verbose_name=_("Last report"))

    class Meta(LedgerTable.Meta):
        model = Milestone
        fields = (
            "number",
            "light",
            "text",
            "lead_units",
            "leaders",
            "due",
            "done_on",
            "last_report_on",
        )
        caption = _("Milestones")


class TallyTable(LedgerTable):
    """Rows of ``{"owner": unit or leader, "lead": Tally, …}``."""

    name = Cell("owner", accessor="owner", verbose_name=_("Name"), order_by="place")
    tasks = Cell("tasks", verbose_name=_("Tasks led"))
    bar = Drawn("bar", verbose_name=_("Milestones led"))
    red = Cell("red", accessor="lead__red", verbose_name=_("Overdue"))
    amber = Cell("amber", accessor="lead__amber", verbose_name=_("Due soon"))
    done = Cell("done", accessor="lead__done", verbose_name=_("Done"))
    completion_rate = Cell(
        "rate", accessor="lead__completion_rate", verbose_name=_("Completion rate")
    )
    on_time_rate = Cell("rate", accessor="lead__on_time_rate", verbose_name=_("On-time rate"))


class UnitTable(TallyTable):
    participating = Cell("participating", accessor="part__total", verbose_name=_("Takes part in"))

    class Meta(LedgerTable.Meta):
        caption = _("Units")


class LeaderTable(TallyTable):
    class Meta(LedgerTable.Meta):
        caption = _("Leaders")


class ExtensionTable(LedgerTable):
    number = tables.Column(accessor="milestone__task__number", verbose_name=_("Task no."))
    text = Cell("extended", accessor="milestone__text", verbose_name=_("Milestone"))
    unit = tables.Column(verbose_name=_("Unit"))
    requested_on = Cell("requested", verbose_name=_("Asked on"))
    old_due_on = Cell("day", verbose_name=_("Due date before"))
    new_due_on = Cell("day", verbose_name=_("New due date"))
    days = tables.Column(verbose_name=_("Days"), orderable=False)
    reason = tables.Column(verbose_name=_("Reason"), orderable=False)
    decision = Cell("decision", verbose_name=_("Decision"))

    class Meta(LedgerTable.Meta):
        model = Extension
        fields = (
            "number",
            "text",
            "unit",
            "requested_on",
            "old_due_on",
            "new_due_on",
            "days",
            "reason",
            "decision",
        )
        caption = _("Extension ledger")
