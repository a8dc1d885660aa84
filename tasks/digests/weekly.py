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
        topics = topics_of(person, news)
        for topic, things in topics.items():
            counts[topic] = counts.get(topic, 0) + len(things)
        sections += sections_of(news, topics)
    if not sections:
        return None
    return Letter(
        Mail.Kind.DIGEST, week_of(on), person, subject(counts, on), opening(person, on), tuple(sections)
    )  # fmt: skip


def topics_of(person, news):
    """``{topic: what there is of it}`` of one plan for one reader, in the order of the letter."""
    if person.role == Role.SUPERVISOR:
        milestones, slips = news.urgent, news.late_slips()
        rest = {"review": news.reviews, "proposed": news.proposals}
    elif person.role == Role.LEADER:
        milestones, slips = news.by_leader[person.pk], []
        rest = {"answers": news.replies_by_leader[person.pk]}
    else:
        units = news.units_of(person)
        milestones, slips = news.milestones_of(units), news.slips_of(units)
        rest = {"reply": news.replies_of(units)}
    return {
        "red": [one for one in milestones if one.light == Light.RED],
        "amber": [one for one in milestones if one.light == Light.AMBER],
        "slips": slips,
        **rest,
    }


def sections_of(news, topics):
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
    for topic, things in topics.items():
        if things:
            title, line_about, path = layout[topic]
            lines = tuple(line_about(thing, news) for thing in things[:LINES])
            yield Section(news.title(title), lines, rest_of(things, path))


def rest_of(things, path):
    left = len(things) - LINES
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
    numbers = [names[topic] % {"n": number} for topic, number in counts.items() if number]
    head = _("[Rule of law in Bao'an] Week of %(month)d/%(day)d: ")
    return head % {"month": on.month, "day": on.day} + pgettext("list", ", ").join(numbers)


def opening(person, on):
    who = f"{person.unit} {person.get_role_display()}" if person.unit else person.get_role_display()
    sentence = _("As of %(day)s. You read this as %(who)s.")
    return sentence % {"day": on.isoformat(), "who": who}
