"""The tables of the lists: one class per model; what a page shows of them is asked at once."""

import django_tables2 as tables
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tasks.browse.rows import with_entered, with_milestones, with_owners
from tasks.frame.addresses import to_task
from tasks.frame.cells import Cell, LedgerTable
from tasks.frame.html import html
from tasks.frame.marks import entered_mark, explained_light, light_mark
from tasks.frame.rows import NONE, RowTable, date_cell, official, quiet, tag
from tasks.frame.words import days_late, days_to, names, why, why_task
from tasks.ground.lights import CLOSED, WAITING, Light
from tasks.plan.models import Extension, Milestone, TaskChange
from tasks.plan.models.reporting import WORRIED, Outlook
from tasks.rhythm.rules import ReportState
from tasks.rhythm.words import told_report
from units.roles import may

PAGE = 100  # rows


def days_left(request, due, light):
    """How far a due date is, in the colour of its ``light``; nothing on a day before the plan was
    issued, when nobody owed it.
    """
    if not request.plan.is_issued_by(request.as_of):
        return ""
    words = days_to(due, request.as_of)
    return html('<span class="quiet days-{}">{}</span>', Light(light).slug, words)


def marked(row, column):
    """The date in ``column``, with a mark where it was entered afterwards."""
    cell = date_cell(row[column])
    return html("{} {}", cell, entered_mark()) if column in row["entered"] else cell


def two_lights(row, reason):
    """The light by the approved date, with its reason; that by the document's where it differs."""
    light, original = row["light"], row["original_light"]
    if original == light:
        return explained_light(light, reason)
    return html(
        '{} <span class="by-original">{} {}</span>',
        explained_light(light, reason),
        _("by the original date"),
        light_mark(original),
    )


def marks(is_key, ending):
    """What a row tells of its task beside the title: the key focus, and how it has ended."""
    labels = [_("Key focus")] if is_key else []
    labels += [TaskChange.Kind(ending).label] if ending else []
    return mark_safe(" ".join(tag(label) for label in labels))


class TaskTable(RowTable):
    """Rows of values, as ``with_milestones`` gives them."""

    number = tables.Column(verbose_name=pgettext_lazy("task", "No."))
    light = tables.Column(verbose_name=gettext_lazy("Light"))
    title = tables.Column(verbose_name=gettext_lazy("Task"))
    marks = tables.Column(verbose_name=gettext_lazy("Milestones"), orderable=False, accessor="pk")
    lead_units = tables.Column(
        verbose_name=gettext_lazy("Lead units"), orderable=False, accessor="pk"
    )
    leaders = tables.Column(
        verbose_name=gettext_lazy("Lead leaders"), orderable=False, accessor="pk"
    )
    next_due = tables.Column(verbose_name=gettext_lazy("Next due"))

    places = {
        "light": "mark", "number": "number", "title": "title", "lead_units": "sub", "next_due": "end",
    }  # fmt: skip

    class Meta(LedgerTable.Meta):
        caption = gettext_lazy("Tasks")

    def draw(self, row):
        return (
            row["number"],
            two_lights(row, why_task(row["light"], row["next_due"], *self.request.measure)),
            self.title_cell(row),
            html(
                '<span class="marks">{}</span>',
                mark_safe("".join(light_mark(light, word=False) for light in row["marks"])),
            ),
            official(names(row["units"])),
            official(names(row["leaders"])) if row["leaders"] else NONE,
            self.due_cell(row),
        )

    def said(self, row):
        """The same as plain values."""
        lights = [Light(light) for light in row["marks"]]
        counts = {light.label: lights.count(light) for light in lights}
        return (
            row["number"],
            str(Light(row["light"]).label),
            f"{row['title']}\n{row['project__title']}",
            names(f"{label}{number}" for label, number in counts.items()),
            names(row["units"]),
            names(row["leaders"]),
            row["next_due"],
        )

    def title_cell(self, row):
        return html(
            '<a class="row-link" lang="zh-hans" href="{}">{}</a> '
            '<span class="quiet" lang="zh-hans">{}</span> {}',
            to_task(self.request, row["number"]),
            row["title"],
            row["project__title"],
            marks(row["key_focus"], row["ending"]),
        )

    def due_cell(self, row):
        due = row["next_due"]
        if due is None:
            return NONE
        return html("{} {}", date_cell(due), days_left(self.request, due, row["light"]))


class TaskListTable(TaskTable):
    """Rows of TASK, to which the rest is asked for those of one page."""

    class Meta(TaskTable.Meta):
        pass

    def look_up(self, records):
        return with_milestones(self.request.plan, self.request.as_of, records)


class MilestoneTable(RowTable):
    """Rows of MILESTONE, to which the rest is asked for those of one page."""

    number = tables.Column(accessor="task__number", verbose_name=gettext_lazy("Task no."))
    light = tables.Column(verbose_name=gettext_lazy("Light"))
    text = tables.Column(verbose_name=gettext_lazy("Milestone"))
    lead_units = tables.Column(
        verbose_name=gettext_lazy("Lead units"), orderable=False, accessor="pk"
    )
    leaders = tables.Column(
        verbose_name=gettext_lazy("Lead leaders"), orderable=False, accessor="pk"
    )
    due = tables.Column(verbose_name=gettext_lazy("Due"))
    done_on = tables.Column(verbose_name=gettext_lazy("Completed"))
    last_report_on = tables.Column(verbose_name=gettext_lazy("Last report"))

    places = {
        "light": "mark", "number": "number", "text": "title", "lead_units": "sub", "due": "end",
    }  # fmt: skip

    class Meta(LedgerTable.Meta):
        caption = gettext_lazy("Milestones")

    def look_up(self, records):
        self.checks_dates = may(self.request.user, "confirm dates")
        return with_entered(with_owners(records, "task", self.request.as_of))

    def draw(self, row):
        lights = two_lights(
            row, why(row["light"], row["due"], row["done_on"], *self.request.measure)
        )
        return (
            row["task__number"],
            html(
                "{} {} {}", lights, tag(_("Stale")) if row["is_stale"] else "", self.report_tag(row)
            ),
            self.text_cell(row),
            official(names(row["units"])),
            official(names(row["leaders"])),
            self.due_cell(row),
            self.done_cell(row),
            marked(row, "last_report_on"),
        )

    def report_tag(self, row):
        """That the report of the period is due or late."""
        if not row["report_state"]:
            return ""
        state = ReportState(row["report_state"])
        title = told_report(state, row["report_by"], self.request.as_of)
        return html(
            '<span class="tag report-{}" title="{}">{}</span>', state.value, title, state.label
        )

    def text_cell(self, row):
        return html(
            '<a class="row-link" lang="zh-hans" href="{}#m{}">{}</a> '
            '<span class="quiet" lang="zh-hans">{}</span> {}',
            to_task(self.request, row["task__number"]),
            row["order"],
            row["text"],
            row["task__title"],
            html("{} {}", marks(row["is_key"], row["ending"]), self.rating_tags(row)),
        )

    def rating_tags(self, row):
        """What the unit worries about, and what the supervisors rate otherwise, while it is to do."""
        unit, own = row["unit_rating"], row["own_rating"]
        if row["light"] in (*CLOSED, Light.STOPPED):
            return ""
        worry = tag(Outlook(unit).label) if unit in WORRIED else ""
        if own in (None, unit):
            return worry
        return html("{} {}", worry, tag(f"{_('Supervisors')}{_(': ')}{Outlook(own).label}"))

    def due_cell(self, row):
        """The approved date, the document's where it is another, how far it is, its reading."""
        due, original = row["due"], row["original_due_on"]
        parts = [marked(row, "due")]
        if original and original != due:
            title = _("original date")
            date = original.isoformat()
            parts.append(html('<s class="quiet" title="{}">{}</s>', title, date))
        if row["light"] in WAITING:
            parts.append(days_left(self.request, due, row["light"]))
        if row["date_note"] and not row["date_confirmed_on"] and self.checks_dates:
            note = Milestone.DateNote(row["date_note"]).label
            words = f"{_('Check this date')}{_(': ')}{note}"
            parts.append(html('<span class="tag tag-check">{}</span>', words))
        return mark_safe(" ".join(parts))

    def done_cell(self, row):
        done, due = row["done_on"], row["due"]
        if done is None or due is None:
            return marked(row, "done_on")
        return html("{} {}", marked(row, "done_on"), quiet(days_late(done, due)))


class ExtensionTable(LedgerTable):
    number = tables.Column(
        accessor="milestone__task__number", verbose_name=gettext_lazy("Task no.")
    )
    text = Cell(
        "browse/extended", accessor="milestone__text", verbose_name=gettext_lazy("Milestone")
    )
    unit = tables.Column(verbose_name=gettext_lazy("Unit"))
    requested_on = Cell("browse/requested", verbose_name=gettext_lazy("Asked on"))
    old_due_on = Cell("browse/day", verbose_name=gettext_lazy("Due date before"))
    new_due_on = Cell("browse/day", verbose_name=gettext_lazy("New due date"))
    days = tables.Column(verbose_name=gettext_lazy("Days"), orderable=False)
    reason = tables.Column(verbose_name=gettext_lazy("Reason"), orderable=False)
    decision = Cell("browse/decision", verbose_name=pgettext_lazy("extension", "Decision"))

    places = {
        "number": "number", "text": "title", "unit": "sub", "new_due_on": "end", "decision": "end",
    }  # fmt: skip

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
        caption = gettext_lazy("Extension ledger")
