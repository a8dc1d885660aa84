"""The rows of the overview, drawn whole: a page of numbers has hundreds of small links."""

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tasks.frame.addresses import count, to
from tasks.frame.html import html
from tasks.frame.marks import bar, entered_mark, entered_title, light_mark
from tasks.frame.rows import official, quiet
from tasks.frame.words import chinese_number, day, days_to, names
from tasks.ground.lights import LEGEND_LIGHTS, Light

LAST_WORD = 48  # letters of a report


def drawn(request, shown):
    """The rows of what the overview has ``shown``, in its context."""

    def each(draw, rows):
        return joined(draw(request, row) for row in rows)

    return {
        "legend": [legend_item(request, shown["tally"], light) for light in LEGEND_LIGHTS],
        "project_rows": each(project_row, shown["projects"]),
        "month_rows": list(month_rows(request, shown["months"])),
        "month_bars": month_bars(shown["months"]),
        "unit_rows": each(unit_row, shown["units"]),
        "attention_rows": each(attention_row, shown["attention"]),
    }


def link(address, text, css="count", entered=0):
    return html('<a class="{}" href="{}"{}>{}</a>', css, address, entered_title(entered), text)


def joined(cells):
    return SafeString("".join(cells))


def legend_item(request, tally, light):
    """A light with the number of milestones that show it, and the way to their list."""
    number = tally.showing(light)
    return html(
        '<a class="{}" href="{}">{} <span class="number">{}</span></a>',
        "lit" if number else "lit quiet",
        to(request, "milestone-list", light=light.slug),
        light_mark(light),
        number,
    )


def month_rows(request, months):
    """``(heading, cells)`` of each row of the table of months; the rows are of figures.overview."""
    dated = {"dated": "yes"}
    kinds = (
        (pgettext("months", "Due"), lambda row: row["tally"].dated, dated),
        (pgettext("months", "Original"), lambda row: row["original"], dated | {"by": "original"}),
        (_("Done"), lambda row: row["tally"].done, dated | {"light": "done,late"}),
        (_("Overdue"), lambda row: row["tally"].red, {"light": "red"}),
    )
    for heading, number, query in kinds:
        yield heading, joined(month_cell(request, row, number(row), query) for row in months)


def month_cell(request, month, number, query):
    span = {"due_from": month["first"], "due_to": month["last"], "by": "approved"}
    return html("<td>{}</td>", count(request, number, "milestone-list", **span | query))


def month_bars(months):
    tallies = [row["tally"] for row in months]
    return joined(html("<td>{}</td>", bar(tally) if tally.dated else "") for tally in tallies)


def project_row(request, row):
    """A special project: how much of it is done, and what is overdue."""
    number, tally = row["project"].number, row["tally"]

    def lists(page="milestone-list", **query):
        return to(request, page, project=number, **query)

    return html(
        '<div class="project-row"><span class="project-number" aria-hidden="true">{}</span>'
        '<div class="project-name"><a href="{}" lang="zh-hans">{}</a> {}</div>'
        '<div class="project-bar">{}</div><span class="fraction">{}{}</span>'
        '<span class="project-red">{}</span></div>',
        chinese_number(number),
        lists("task-list"),
        row["project"].title,
        project_size(row, lists),
        bar(tally),
        link(lists(dated="yes", light="done,late"), tally.done, entered=tally.entered),
        link(lists(dated="yes"), f"/{tally.dated}", "quiet"),
        link(lists(light="red"), overdue(tally.red), "count-red")
        if tally.red
        else quiet(_("none overdue")),
    )


def project_size(row, lists):
    """How many tasks and milestones a project has; the ongoing ones apart."""
    tasks, total, ongoing = row["tasks"], row["tally"].total, row["tally"].ongoing
    parts = [
        link(lists("task-list"), ngettext("%(n)s task", "%(n)s tasks", tasks) % {"n": tasks}),
        link(lists(), ngettext("%(n)s milestone", "%(n)s milestones", total) % {"n": total}),
    ]
    if ongoing:
        parts.append(html("{} {}", _("Ongoing"), link(lists(light="ongoing"), ongoing)))
    return quiet(SafeString(" · ".join(parts)))


def unit_row(request, row):
    """A lead unit with what of its milestones is overdue or due soon."""
    unit, tally = row["unit"], row["tally"]
    query = {"unit": unit["pk"], "role": "lead"}
    red = to(request, "milestone-list", **query, light="red")
    amber = to(request, "milestone-list", **query, light="amber")
    soon = _("%(n)s due soon") % {"n": tally.amber}
    return html(
        '<div class="unit-row"><a lang="zh-hans" href="{}">{}</a><div>{}</div><span>{} {}</span></div>',
        to(request, "unit", unit["pk"]),
        unit["name"],
        bar(tally),
        link(red, overdue(tally.red), "count-red") if tally.red else "",
        link(amber, soon, "count-amber") if tally.amber else "",
    )


def attention_row(request, row):
    """A milestone that a person must look at, with what its unit reported last."""
    due = _("due %(day)s") % {"day": day(row["due"], request.as_of)}
    return html(
        '<article class="attention-row"><p class="attention-days">{} '
        '<strong class="count-{}">{}</strong></p><div><p class="attention-text">'
        '<a lang="zh-hans" href="{}#m{}">{}</a></p><p class="quiet">{} · {} · {}</p>{}</div></article>',
        light_mark(row["light"], word=False),
        "red" if row["light"] == Light.RED else "amber",
        days_to(row["due"], request.as_of),
        to(request, "task", row["task__number"]),
        row["order"],
        row["text"],
        _("Task %(n)s") % {"n": row["task__number"]},
        official(names(row["units"])),
        due,
        last_word(row["word"], request.as_of),
    )


def last_word(word, as_of):
    """What a unit said last, and when."""
    if not word:
        return html('<p class="last-word">{}</p>', _("No report yet"))
    return html(
        '<p class="last-word" lang="zh-hans">{}{}{}{}</p>',
        day(word["reported_on"], as_of),
        entered_mark() if word["batch"] else "",
        _(": "),
        Truncator(word["done"]).chars(LAST_WORD),
    )


def overdue(number):
    return _("%(n)s overdue") % {"n": number}
