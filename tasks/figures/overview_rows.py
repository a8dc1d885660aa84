"""The rows of the overview, drawn whole: a page of numbers has hundreds of small links."""

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tasks.frame.addresses import count, to
from tasks.frame.html import html
from tasks.frame.marks import bar, entered_mark, entered_title, light_mark
from tasks.frame.rows import official, quiet
from tasks.frame.words import chinese_number, day, days_to, names
from tasks.ground.lights import LEGEND_LIGHTS, Light
from tasks.plan.models.numbered import SERIES

LAST_WORD = 48  # letters of a report
ASKED = {
    "slip": gettext_lazy("reply to the slip"),
    "instruction": gettext_lazy("reply to the leader"),
    "inspection": gettext_lazy("rectification"),
}


def drawn(request, shown):
    """The rows of what the overview has ``shown``, in its context."""

    def each(draw, rows):
        return joined(draw(request, row) for row in rows)

    return {
        "legend": [legend_item(request, shown["tally"], light) for light in LEGEND_LIGHTS],
        "project_rows": each(project_row, shown["projects"]),
        "month_rows": list(month_rows(request, shown["months"])),
        "sum_rows": list(sum_rows(request, shown["months"])),
        "month_bars": month_bars(shown["months"]),
        "unit_rows": each(unit_row, shown["units"]),
        "attention_rows": each(attention_row, shown["attention"]),
        "coming_rows": each(coming_row, shown["coming"]),
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
    dated, done = {"dated": "yes"}, {"dated": "yes", "light": "done,late"}
    kinds = (
        (pgettext("months", "Due"), "due", dated),
        (pgettext("months", "Original"), "original", dated | {"by": "original"}),
        (_("Done"), "done", done),
        (_("Overdue"), "red", {"light": "red"}),
    )
    for heading, key, query in kinds:
        yield heading, joined(month_cell(request, row, row[key], query) for row in months)


def sum_rows(request, months):
    """Like ``month_rows``, of all that is due or done by the end of each month."""
    dated, done = {"dated": "yes"}, {"dated": "yes", "light": "done,late"}
    kinds = (
        (pgettext("months", "Due"), "due_by", "due_to", dated | {"by": "approved"}),
        (pgettext("months", "Original"), "original_by", "due_to", dated | {"by": "original"}),
        (_("Done"), "done_by", "done_to", done),
    )
    for heading, key, last, query in kinds:
        yield (
            heading,
            joined(sum_cell(request, row[key], query | {last: row["last"]}) for row in months),
        )


def sum_cell(request, number, query):
    return html("<td>{}</td>", count(request, number, "milestone-list", **query))


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
        to(request, "project", number),
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


def coming_row(request, row):
    """A day with what is due on it and which papers ask for an answer."""
    due, shown = row["day"], request.as_of
    return html(
        '<div class="coming-row"><p>{}<span class="quiet">{}</span></p><div>{}{}</div></div>',
        html('<strong class="coming-day">{}</strong>', day(due, shown)),
        days_to(due, shown),
        due_on_day(request, due, row["tally"]) if row["tally"].dated else "",
        joined(html("<p>{}</p>", paper_link(request, paper)) for paper in row["papers"]),
    )


def due_on_day(request, due, tally):
    """How many of what is due on a day are left, and how many are done already."""

    def listed(light, number):
        query = {"due_from": due, "due_to": due, "by": "approved"}
        return link(to(request, "milestone-list", dated="yes", light=light, **query), number)

    left = listed("red,amber,green", tally.dated - tally.done)
    words = html("<p>{} {}", _("Milestones still to be done:"), left)
    if tally.done:
        words += html("{}{} {}", _(", "), _("done already:"), listed("done,late", tally.done))
    return words + SafeString("</p>")


def paper_link(request, paper):
    """A paper with its number, and what it asks for by the day."""
    kind, year, number = paper["kind"], paper["paper_year"], paper["paper_number"]
    name = f"{SERIES[kind]}〔{year}〕{number}号" if number else SERIES[kind]
    page = "task" if kind == "instruction" else kind
    named = html('<a lang="zh-hans" href="{}">{}</a>', to(request, page, paper["key"]), name)
    return html('{} <span class="quiet">{}</span>', named, ASKED[kind])


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
