"""The weekly digest, composed for each reader: docs/mails.md. Every date is given.

What a plan has to tell is read once, in a fixed number of queries (``tasks.digests.news``); each letter
only picks from it.
"""

from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tasks.digests.news import News, line_of, reply_line, review_line, slip_line
from tasks.ground.days import week_of
from tasks.ground.lights import Light
from tasks.mail.delivery import post
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from tasks.plan.models import Plan
from units.models import User

Role = User.Role
BATCH = 500
LINES = 7  # of each section; the rest is behind a link, so that a mail stays a page


def write_digests(on):
    """Post everybody's digest of the week of ``on``; return how many were new."""
    letters, new = digests(on), 0
    while batch := list(islice(letters, BATCH)):
        new += post(batch)
    return new


def digests(on):
    """The Letters of the week of ``on``, one per person who has something to read."""
    plans = [News.of(plan, on) for plan in Plan.objects.all()]
    for person in readers():
        with in_language_of(person):
            if letter := digest_of(person, plans, on):
                yield letter


def readers():
    roles = [Role.LIAISON, Role.HEAD, Role.LEADER, Role.SUPERVISOR]
    return User.objects.filter(is_active=True, role__in=roles).order_by("pk").iterator(BATCH)


def digest_of(person, plans, on):
    """The letter to ``person``, in the language that is active; None when there is no news."""
    counts, sections = {}, []
    for news in plans:
        found = parts_of(person, news)
        for name, rows in found.items():
            counts[name] = counts.get(name, 0) + len(rows)
        sections += sections_of(news, found)
    if not sections:
        return None
    return Letter(
        Mail.Kind.DIGEST, week_of(on), person, subject(counts, on), opening(person, on), tuple(sections)
    )  # fmt: skip


def parts_of(person, news):
    """``{what: rows}`` of one plan for one reader, in the order of the letter."""
    if person.role == Role.SUPERVISOR:
        rows, papers = news.urgent, news.late_slips()
        rest = {"review": news.reviews, "proposed": news.proposals}
    elif person.role == Role.LEADER:
        rows, papers = news.by_leader[person.pk], []
        rest = {"answers": news.replies_by_leader[person.pk]}
    else:
        units = news.units_of(person)
        rows = news.rows_of(units)
        papers = news.slips_of(units)
        rest = {"reply": news.replies_of(units)}
    return {
        "red": [row for row in rows if row.light == Light.RED],
        "amber": [row for row in rows if row.light == Light.AMBER],
        "slips": papers,
        **rest,
    }


def sections_of(news, found):
    """The sections that have lines, each with a link to what was left out."""
    to = news.link
    layout = {
        "red": (_("Overdue (red)"), line_of, to("milestone-list", light="red")),
        "amber": (_("Due soon (amber)"), line_of, to("milestone-list", light="amber")),
        "slips": (_("Slips to answer"), slip_line, to("supervision", state="open")),
        "reply": (_("Instructions to answer"), reply_line, to("desk")),
        "answers": (_("Your instructions, not answered yet"), reply_line, to("desk")),
        "review": (_("Waiting for your review"), review_line, to("review")),
        "proposed": (_("Proposed slips"), proposal_line, to("supervision")),
    }
    for name, rows in found.items():
        if rows:
            title, make, path = layout[name]
            lines = tuple(make(row, news) for row in rows[:LINES])
            yield Section(news.title(title), lines, rest_of(rows, path))


def rest_of(rows, path):
    left = len(rows) - LINES
    if left <= 0:
        return None
    return Line(_("%(n)d more are in the ledger.") % {"n": left}, path=path)


def proposal_line(proposal, news):
    line = line_of(proposal.milestone, news)
    return Line(line.text, f"{proposal.level.label} · {line.note}", line.path)


def subject(counts, on):
    """The numbers, so that many need not open it."""
    names = {
        "red": _("overdue %(n)d"),
        "amber": _("due soon %(n)d"),
        "slips": _("slips %(n)d"),
        "reply": _("to answer %(n)d"),
        "answers": _("not answered %(n)d"),
        "review": _("to review %(n)d"),
        "proposed": _("slips proposed %(n)d"),
    }
    said = [names[name] % {"n": number} for name, number in counts.items() if number]
    head = _("[Rule of law in Bao'an] Week of %(month)d/%(day)d: ")
    return head % {"month": on.month, "day": on.day} + pgettext("list", ", ").join(said)


def opening(person, on):
    who = f"{person.unit} {person.get_role_display()}" if person.unit else person.get_role_display()
    said = _("As of %(day)s. You read this as %(who)s.")
    return said % {"day": on.isoformat(), "who": who}
