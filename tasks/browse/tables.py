"""The tables of the lists: one class per model, variants by ``exclude``."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.frame.cells import Cell, Drawn, LedgerTable
from tasks.plan.models import Extension, Milestone, Task


class TaskTable(LedgerTable):
    number = tables.Column(verbose_name=pgettext_lazy("task", "No."))
    light = Cell("browse/light", verbose_name=_("Light"))
    title = Cell("browse/task", verbose_name=_("Task"))
    marks = Drawn("browse/marks", verbose_name=_("Milestones"))
    lead_units = Drawn("browse/lead_units", verbose_name=_("Lead units"))
    leaders = Drawn("browse/leaders", verbose_name=_("Lead leaders"))
    next_due = Cell("browse/due", verbose_name=_("Next due"))

    class Meta(LedgerTable.Meta):
        model = Task
        fields = ("number", "light", "title", "marks", "lead_units", "leaders", "next_due")
        caption = _("Tasks")


class MilestoneTable(LedgerTable):
    number = tables.Column(accessor="task__number", verbose_name=_("Task no."))
    light = Cell("browse/two_lights", verbose_name=_("Light"))
    text = Cell("browse/milestone", verbose_name=_("Milestone"))
    lead_units = Drawn("browse/task_lead_units", verbose_name=_("Lead units"))
    leaders = Drawn("browse/task_leaders", verbose_name=_("Lead leaders"))
    due = Cell("browse/approved_due", verbose_name=_("Due"))
    done_on = Cell("browse/completed", verbose_name=_("Completed"))
    last_report_on = Cell("browse/last_report", verbose_name=_("Last report"))

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


class ExtensionTable(LedgerTable):
    number = tables.Column(accessor="milestone__task__number", verbose_name=_("Task no."))
    text = Cell("browse/extended", accessor="milestone__text", verbose_name=_("Milestone"))
    unit = tables.Column(verbose_name=_("Unit"))
    requested_on = Cell("browse/requested", verbose_name=_("Asked on"))
    old_due_on = Cell("browse/day", verbose_name=_("Due date before"))
    new_due_on = Cell("browse/day", verbose_name=_("New due date"))
    days = tables.Column(verbose_name=_("Days"), orderable=False)
    reason = tables.Column(verbose_name=_("Reason"), orderable=False)
    decision = Cell("browse/decision", verbose_name=_("Decision"))

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
