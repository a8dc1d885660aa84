"""How a task's line on the timeline is drawn."""

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.frame.addresses import to_task
from tasks.frame.html import html
from tasks.frame.marks import light_mark
from tasks.frame.rows import quiet
from tasks.frame.words import day, days_to
from tasks.ground.lights import WAITING, Light


class TimelineRow:
    """A Row of figures.timeline, drawn for ``request``; ``grid`` are the lines of all rows."""

    def __init__(self, row, request, grid):
        self.row, self.request, self.grid = row, request, grid
        self.address = to_task(request, row.task.number)

    def __str__(self):
        return html(
            '<tr><th scope="row"><a lang="zh-hans" href="{}">'
            '<span class="number">{}</span> {}</a></th>'
            '<td class="timeline-axis"><svg width="100%" height="{}">{}{}{}{}</svg>'
            '<ul class="timeline-words">{}</ul></td>'
            '<td class="timeline-other">{}{}</td></tr>',
            self.address,
            self.row.task.number,
            self.row.task.title,
            self.row.height,
            self.grid,
            ONGOING_LINE if self.row.is_ongoing else "",
            format_html_join("", "{}", ((self.step(*step),) for step in self.row.steps)),
            format_html_join("", "{}", ((self.mark(mark),) for mark in self.row.marks)),
            format_html_join("", "{}", ((self.words(mark.milestone),) for mark in self.row.marks)),
            format_html_join("", "{}", ((self.other(one),) for one in self.row.others)),
            self.steps(),
        )

    def mark(self, mark):
        """The light where it stands, with its tail, the document's date and a target to hit."""
        milestone = mark.milestone
        number, light = self.row.task.number, Light(milestone.light)
        words = {"task": number, "order": milestone.order, "text": milestone.text}
        name = _("Task %(task)s, milestone %(order)s: %(text)s") % words
        comma, due = _(", "), milestone.due
        label = f"{name}{comma}{light.label}{comma}{due.isoformat() if due else '—'}"
        return html(
            '{}{}<a href="{}#m{}" aria-label="{}">'
            '<svg x="{}%" y="{}" width="1" height="24" overflow="visible" class="timeline-mark">'
            '<title>{}</title><rect x="-12" width="24" height="24" class="target"/>{}'
            '<use href="#mark-{}" x="-8" y="4" width="16" height="16"/></svg></a>',
            line(mark.x, mark.tail, mark.middle, "tail"),
            origin(mark),
            self.address,
            milestone.order,
            label,
            mark.x,
            mark.y,
            self.title(milestone, light),
            KEY_RING if milestone.is_key else "",
            light.slug,
        )

    def title(self, milestone, light):
        """The deliverable, its dates, its light, and what is left."""
        due, as_of = milestone.due, self.request.as_of
        parts = [milestone.text, day(due, as_of) if due else "—", str(light.label)]
        if milestone.light in WAITING and self.request.plan.is_issued_by(as_of):
            parts.append(days_to(due, as_of))
        if milestone.original_due_on and milestone.original_due_on != due:
            parts.append(f"{_('original date')} {day(milestone.original_due_on, as_of)}")
        return _(", ").join(parts)

    def words(self, milestone):
        """What phones and screen readers get instead of the mark."""
        due, original = milestone.due, milestone.original_due_on
        dates = due.isoformat() if due else "—"
        if original and original != due:
            dates = f"{dates}{_(', ')}{_('original date')} {original.isoformat()}"
        return html(
            '<li>{} <a lang="zh-hans" href="{}#m{}">{}</a> {}</li>',
            light_mark(milestone.light),
            self.address,
            milestone.order,
            milestone.text,
            quiet(dates),
        )

    def other(self, milestone):
        """What has no place in the year: ongoing, unscheduled, due in another one."""
        return html(
            '<a class="light-link" title="{}" href="{}#m{}">{}{}</a>',
            milestone.text,
            self.address,
            milestone.order,
            light_mark(milestone.light),
            quiet(milestone.due.year) if milestone.due else "",
        )

    def step(self, x, step):
        title = f"{step.unit_name} {step.due_on.isoformat()} {step}"
        bottom = self.row.height
        return html(
            '<line x1="{}%" x2="{}%" y1="{}" y2="{}" class="step-tick"><title>{}</title></line>',
            x,
            x,
            bottom - 6,
            bottom,
            title,
        )

    def steps(self):
        if not self.row.steps:
            return ""
        number = len(self.row.steps)
        return html(
            '<a class="steps-link quiet" href="{}#implementation">{}</a>',
            self.address,
            ngettext("%(n)d own step", "%(n)d own steps", number) % {"n": number},
        )


ONGOING_LINE = mark_safe('<line x1="0" x2="100%" y1="12" y2="12" class="ongoing-line"/>')
KEY_RING = mark_safe('<circle cy="12" r="11" class="key-ring"/>')


def line(x, other, y, name):
    """A level line between two places, where there is another one."""
    if other is None:
        return ""
    return html('<line x1="{}%" x2="{}%" y1="{}" y2="{}" class="{}"/>', x, other, y, y, name)


def origin(mark):
    """The document's date, where another one was approved."""
    if mark.origin is None:
        return ""
    ring = '<circle cx="{}%" cy="{}" r="3" class="origin"/>'
    return html(
        "{}{}",
        line(mark.x, mark.origin, mark.middle, "origin-line"),
        html(ring, mark.origin, mark.middle),
    )


def grid(months, today_at):
    """The lines that stand behind every row: where months begin, and today."""
    upright = '<line x1="{0}%" x2="{0}%" y1="0" y2="100%" class="{1}"/>'
    places = [(start, "tick") for _first, start, _middle in months]
    if today_at is not None:
        places.append((today_at, "today-line"))
    return format_html_join("", upright, places)
