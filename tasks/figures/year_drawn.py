"""How the year of a unit, a leader or a project is drawn: its sentence, and a strip of months whose
cells lead to their lists.
"""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tasks.figures.overview_rows import joined, link
from tasks.frame.addresses import count, to
from tasks.frame.html import html
from tasks.frame.marks import bar
from tasks.frame.words import days_to

WHOLE = "months-whole"


def year_drawn(request, year, query):
    """The sentence of ``year`` and its strip, whose cells narrow the list of ``query``, in the context
    of a page.
    """
    return {
        "sentence": sentence(request, year, query),
        "strip_rows": [
            (heading, strip_cells(request, year, key, query | asked))
            for heading, key, asked in kinds()
        ],
        "strip_bars": joined(bar_cell(row) for row in cells_of(year)),
    }


def sentence(request, year, query):
    """How much is done, how much is overdue and for how long, and what is due next; empty where
    nothing has a date.
    """
    tally = year.tally
    if not tally.dated:
        return ""

    def listed(number, css="count", **asked):
        return link(to(request, "milestone-list", **query | asked), number, css)

    done = listed(tally.done, dated="yes", light="done,late")
    numbers = {"done": done, "dated": listed(tally.dated, dated="yes")}
    parts = [_("%(done)s of %(dated)s dated milestones done") % numbers]
    if tally.red:
        red = listed(tally.red, "count count-red", light="red")
        words = ngettext(
            "%(red)s overdue, for up to %(n)s day",
            "%(red)s overdue, for up to %(n)s days",
            year.longest,
        )
        parts.append(words % {"red": red, "n": year.longest})
    if tally.amber:
        amber = listed(tally.amber, "count count-amber", light="amber")
        next_days = days_to(year.next_due, year.as_of)
        words = _("%(amber)s due soon, the next one: %(days)s")
        parts.append(words % {"amber": amber, "days": next_days})
    return SafeString(_("; ").join(parts) + pgettext("end of a sentence", "."))


def kinds():
    """What the rows count, and how the list is asked for it."""
    dated = {"dated": "yes", "by": "approved"}
    moved = {"dated": "yes", "by": "original", "extended": "yes"}
    return (
        (pgettext("strip", "Promised"), "due", dated),
        (_("Done"), "done", dated | {"light": "done,late"}),
        (_("Extended"), "extended", moved),
        (_("Overdue"), "red", {"by": "approved", "light": "red"}),
    )


def cells_of(year):
    return [*year.months, year.whole | {"is_whole": True}]


def strip_cells(request, year, key, query):
    return joined(strip_cell(request, row, row[key], query) for row in cells_of(year))


def strip_cell(request, row, number, query):
    span = {"due_from": row["first"], "due_to": row["last"]}
    shown = count(request, number, "milestone-list", **query | span)
    return html('<td class="{}">{}</td>', css_of(row), shown)


def bar_cell(row):
    drawn = bar(row["tally"]) if row["tally"].dated else ""
    return html('<td class="{}">{}</td>', css_of(row), drawn)


def css_of(row):
    return WHOLE if "is_whole" in row else ""
