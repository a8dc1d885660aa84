"""The weekly digest, composed for each reader: docs/mails.md. Every date is given.

What a plan has to tell is read once, in a fixed number of queries (``tasks.digests.news``); each letter
only picks from it. People of units and supervisors read what their desk shows.
"""

from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tasks.desk.duties import GROUPS
from tasks.digests import lines
from tasks.digests.news import News
from tasks.frame.words import week
from tasks.ground.days import week_of
from tasks.mail.delivery import post
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from tasks.plan.actors import Roll
from tasks.plan.models import Plan
from tasks.plan.outside import FIRST
from units.models import User

Role = User.Role
BATCH = 500
LINES = 7  # of each section; the rest is behind a link, so that a mail stays a page
# Topic -> its title, how a thing of it is told, and its number in the subject.
TOPICS = {
    "now": (gettext_lazy("Must be done now"), lines.duty_line, gettext_lazy("to do now %(n)d")),
    "week": (gettext_lazy("This week"), lines.duty_line, gettext_lazy("this week %(n)d")),
    "later": (gettext_lazy("Later"), lines.duty_line, gettext_lazy("later %(n)d")),
    "reported": (GROUPS["reported"], lines.duty_line, gettext_lazy("reported %(n)d")),
    "waiting": (gettext_lazy("Handed in"), lines.waiting_line, ""),
    "reviews": (
        gettext_lazy("Waiting for your review"),
        lines.review_line,
        gettext_lazy("to review %(n)d"),
    ),
    "unsigned": (
        gettext_lazy("Waiting for a signature that nobody can give"),
        lines.unsigned_line,
        gettext_lazy("unsigned %(n)d"),
    ),
    "reliefs": (
        gettext_lazy("Units that ask to be relieved"),
        lines.relief_line,
        gettext_lazy("relief asked %(n)d"),
    ),
    "appeals": (
        gettext_lazy("Appeals to answer"),
        lines.appeal_line,
        gettext_lazy("appeals to answer %(n)d"),
    ),
    "corrections": (
        gettext_lazy("Corrections that wait for consent"),
        lines.correction_line,
        gettext_lazy("corrections to decide %(n)d"),
    ),
    "extras": (
        gettext_lazy("Tasks outside the plan to decide"),
        lines.proposed_line,
        gettext_lazy("to set up %(n)d"),
    ),
    "rectified": (
        gettext_lazy("Rectifications to look at"),
        lines.rectified_line,
        gettext_lazy("rectified %(n)d"),
    ),
    "unanswered": (
        gettext_lazy("Slips without an answer in time"),
        lines.slip_line,
        gettext_lazy("slips not answered %(n)d"),
    ),
    "unreplied": (
        gettext_lazy("Instructions without a reply in time"),
        lines.instruction_line,
        gettext_lazy("instructions not answered %(n)d"),
    ),
    "unrectified": (
        gettext_lazy("Rectifications not reported in time"),
        lines.unrectified_line,
        gettext_lazy("not rectified %(n)d"),
    ),
    "unassessed": (
        gettext_lazy("Self-assessments not answered in time"),
        lines.unassessed_line,
        gettext_lazy("not assessed %(n)d"),
    ),
    "unreported": (
        gettext_lazy("Late reports"),
        lines.unreported_line,
        gettext_lazy("reports late %(n)d"),
    ),
    "health": (
        gettext_lazy("Who answers for it"),
        lines.concern_line,
        gettext_lazy("people to see to %(n)d"),
    ),
    "dates": (
        gettext_lazy("Dates to confirm"),
        lines.date_line,
        gettext_lazy("dates to confirm %(n)d"),
    ),
    "proposed": (
        gettext_lazy("Proposed slips"),
        lines.proposal_line,
        gettext_lazy("slips proposed %(n)d"),
    ),
    "red": (gettext_lazy("Overdue (red)"), lines.line_of, gettext_lazy("overdue %(n)d")),
    "amber": (gettext_lazy("Due soon (amber)"), lines.line_of, gettext_lazy("due soon %(n)d")),
    "outside": (
        gettext_lazy("Outside the plan: overdue or due soon"),
        lines.line_of,
        gettext_lazy("outside the plan %(n)d"),
    ),
    "answers": (
        gettext_lazy("Your instructions, not answered yet"),
        lines.instruction_line,
        gettext_lazy("not answered %(n)d"),
    ),
}

# Topic -> the filter of the milestone list that has all of it.
LISTS = {
    "red": {"light": "red"},
    "amber": {"light": "amber"},
    "outside": {"project": FIRST, "light": ["red", "amber"]},
}


def write_digests(on):
    """Post everybody's digest of the week of ``on``; return how many were new."""
    letters, new = digests(on), 0
    while batch := list(islice(letters, BATCH)):
        new += post(batch)
    return new


def digests(on):
    """The Letters of the week of ``on``, one per person who has something to read."""
    roll = Roll(on)
    plans = [News(plan, on, roll) for plan in Plan.objects.for_page().live(on)]
    for person in readers():
        with in_language_of(person):
            if letter := digest_of(person, plans, on):
                yield letter


def readers():
    roles = [Role.LIAISON, Role.HEAD, Role.LEADER, Role.SUPERVISOR]
    readers = User.objects.filter(is_active=True, role__in=roles).order_by("pk")
    return readers.select_related("unit", "leader").iterator(BATCH)


def digest_of(person, plans, on):
    """The letter to ``person``, in the language that is active; None when there is no news."""
    counts, sections = {}, []
    for news in plans:
        topics = topics_of(person, news)
        numbers = {topic: len(things) for topic, things in topics.items()}
        if person.role == Role.SUPERVISOR:
            numbers |= news.totals()
        for topic, number in numbers.items():
            counts[topic] = counts.get(topic, 0) + number
        sections += sections_of(person, news, topics)
    if not any(counts[topic] for topic in counts if topic != "waiting"):
        return None
    return Letter(
        Mail.Kind.DIGEST, week_of(on), person, subject(counts, on), opening(person, on), tuple(sections)
    )  # fmt: skip


def topics_of(person, news):
    """``{topic: what there is of it}`` of one plan for one reader, in the order of the letter."""
    if person.role == Role.SUPERVISOR:
        return news.watched | news.by_light(news.unproposed())
    if person.role == Role.LEADER:
        answers = {"answers": news.instructions_by_leader[person.pk]}
        return news.by_light(news.by_leader[person.pk]) | answers
    desk = news.desk_of(person)
    duties = desk.duties()
    groups = {group: [duty for duty in duties if duty.group == group] for group in GROUPS}
    return groups | {"waiting": [news.milestones[row.pk] for row in desk.waiting()]}


def sections_of(person, news, topics):
    """The sections that have lines, each with a link to all where some were left out."""
    for topic, things in topics.items():
        if things:
            title, line_about, _number = TOPICS[topic]
            shown = tuple(line_about(thing, news) for thing in things[:LINES])
            yield Section(news.title(str(title)), shown, all_of(person, news, topic, things))


def all_of(person, news, topic, things):
    """The link to the list that counts what the line says; None when nothing was left out."""
    if len(things) <= LINES:
        return None
    if topic not in LISTS:
        return Line(words_of_all(len(things)), path=path_of_all(news, topic))
    number, query = len(things), dict(LISTS[topic])
    if person.role == Role.SUPERVISOR:
        number = news.totals()[topic]
    else:
        query["leader"] = person.leader.pk
    return Line(words_of_all(number), path=news.link("milestone-list", **query))


def words_of_all(number):
    return _("All %(n)d are in the ledger.") % {"n": number}


def path_of_all(news, topic):
    """The page with all of a topic; what has no page of its own stands on the desk."""
    pages = {
        "reviews": news.link("review"),
        "unanswered": news.link("supervision", state="late"),
        "proposed": news.link("supervision"),
        "unreported": news.link("milestone-list", report="late"),
        "health": news.link("setup") + "#health",
        "extras": news.link("extra-list"),
    }
    return pages.get(topic) or news.link("desk")


def subject(counts, on):
    """The numbers, so that many need not open it."""
    numbers = [
        str(number) % {"n": counts[topic]}
        for topic, (_title, _line, number) in TOPICS.items()
        if number and counts.get(topic)
    ]
    head = _("[Rule of law in Bao'an] Week of %(days)s: ") % {"days": week(on)}
    return head + pgettext("list", ", ").join(numbers)


def opening(person, on):
    who = f"{person.unit} {person.get_role_display()}" if person.unit else person.get_role_display()
    sentence = _("As of %(day)s. You read this as %(who)s.")
    return sentence % {"day": on.isoformat(), "who": who}
