"""The reminders about due dates, on working days: docs/mails.md. Every date is given."""

from datetime import timedelta

from django.utils.translation import gettext as _

from tasks.desk.duties import to_sign
from tasks.digests.lines import Line, about, to_decision, told, when
from tasks.digests.news import News
from tasks.frame.words import day
from tasks.ground import workdays
from tasks.mail.delivery import post
from tasks.mail.letters import Letter, Section, in_language_of
from tasks.mail.models import Mail
from tasks.plan.actors import UNIT_STAFF, Roll
from tasks.plan.models import Plan
from tasks.rhythm.words import told_report_of
from tasks.workflow.moves import Action
from units.models import User
from units.reminders import DAYS


def write_reminders(on):
    """Post the reminders of the day ``on``; return how many were new."""
    return post(reminders(on))


def reminders(on):
    """One letter for each liaison officer and head with something to be reminded of on ``on``."""
    if not workdays.is_workday(on):
        return
    roll = Roll(on)
    plans = [News(plan, on, roll) for plan in Plan.objects.for_page().live(on)]
    for person in User.objects.filter(is_active=True, role__in=UNIT_STAFF).order_by("pk"):
        with in_language_of(person):
            if letter := reminder_of(person, plans, on):
                yield letter


def reminder_of(person, plans, on):
    """All that ``person`` has to be reminded of, in one letter, or None."""
    days = set(DAYS) & set(person.reminder_days)
    sections = [section for news in plans for section in sections_of(person, news, days)]
    if not days or not sections:
        return None
    number = sum(len(section.lines) for section in sections)
    words = {"day": day(on, on), "n": number}
    subject = _("[Rule of law in Bao'an] Reminder of %(day)s: %(n)d due") % words
    opening = _("Please report the progress, or ask for the completion in time.")
    return Letter(Mail.Kind.REMINDER, on.isoformat(), person, subject, opening, tuple(sections))


def sections_of(person, news, days):
    """What the units of ``person`` have to report, and what he has to sign; not what others hold."""
    desk, on = news.desk_of(person), news.on
    near = [row for row in desk.led if is_near(row.due, days, news.plan, on)]
    to_report = [row for row in near if row.is_waiting and not row.is_asked]
    signed = [row for row in near if to_sign(row, desk.actor)]
    for title, rows in ((_("Due dates"), to_report), (_("Waiting for your signature"), signed)):
        if rows:
            lines = (line(row, to_sign(row, desk.actor), news) for row in rows)
            yield Section(news.title(title), tuple(lines))
    if regular := [row for row in desk.led if is_near(row.report_by, days, news.plan, on)]:
        yield Section(
            news.title(_("Regular reports")), tuple(report_line(row, news) for row in regular)
        )


def line(row, action, news):
    milestone = news.milestones[row.pk]
    path = to_decision(milestone, action, news)
    return Line(about(milestone), told(*when(row.due, news.on)), path)


def report_line(row, news):
    milestone = news.milestones[row.pk]
    path = to_decision(milestone, Action.REPORT, news)
    return Line(about(milestone), told_report_of(row, news.on), path)


def is_near(due, days, plan, on):
    """True on the working day ``on`` when what is due on ``due`` is to be reminded of: so many
    ``days`` before, on the due day, and every some working days after it.

    What falls on a day off is reminded of on the last working day before.
    """
    if due is None:
        return False
    if due < on:
        return workdays.between(due, on) % plan.reminds_after_every == 0
    before = (due - timedelta(days=number) for number in {0, *days})
    return any(workdays.last_until(one) == on for one in before)
