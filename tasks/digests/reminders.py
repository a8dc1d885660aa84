"""The daily reminders before due dates: docs/mails.md. Every date is given."""

from django.utils.translation import gettext as _

from tasks.digests.news import News, line_of
from tasks.ground.lights import Light
from tasks.mail.delivery import post
from tasks.mail.letters import Letter, Section, in_language_of
from tasks.mail.models import Mail
from tasks.plan.models import Plan
from units.models import User
from units.reminders import DAYS


def write_reminders(on):
    """Post the reminders of the day ``on``; return how many were new."""
    return post(reminders(on))


def reminders(on):
    """One letter for each liaison officer and head with something due in 15, 7, 3 or 1 days."""
    plans = [News.of(plan, on) for plan in Plan.objects.all()]
    roles = [User.Role.LIAISON, User.Role.HEAD]
    for person in User.objects.filter(is_active=True, role__in=roles).order_by("pk"):
        with in_language_of(person):
            if letter := reminder_of(person, plans, on):
                yield letter


def reminder_of(person, plans, on):
    """All that is due on the days that ``person`` chose, in one letter, or None."""
    days = set(DAYS) & set(person.reminder_days)
    sections, number = [], 0
    for news in plans:
        own = news.milestones_of(news.units_of(person))
        near = [milestone for milestone in own if is_near(milestone, days, on)]
        if near:
            number += len(near)
            lines = tuple(line_of(milestone, news) for milestone in near)
            sections.append(Section(news.title(_("Due soon (amber)")), lines))
    if not sections:
        return None
    subject = _("[Rule of law in Bao'an] Reminder of %(month)d/%(day)d: due soon %(n)d")
    words = {"month": on.month, "day": on.day, "n": number}
    opening = _("Please report the progress, or ask for the completion in time.")
    return Letter(
        Mail.Kind.REMINDER, on.isoformat(), person, subject % words, opening, tuple(sections)
    )


def is_near(milestone, days, on):
    """True for work still in the unit's hands, due in one of ``days``."""
    is_amber = milestone.light == Light.AMBER and milestone.is_in_work
    return is_amber and (milestone.due - on).days in days
