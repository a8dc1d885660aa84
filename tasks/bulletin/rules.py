"""Which periods a bulletin may tell of, and what it is called at first: docs/bulletins.md."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tasks.bulletin.models import Bulletin
from tasks.ground.days import end_of_month, month_of
from tasks.ground.official import spanned
from tasks.plan.models import Milestone, Plan
from units.models import User

TO_ALL = "各街道、区直各单位"
ALWAYS_READ = User.Role.SUPERVISOR


def last_month(on: date) -> tuple[date, date]:
    """The first and the last day of the month before that of ``on``."""
    last = month_of(on) - timedelta(days=1)
    return month_of(last), last


def refuse_period(plan: Plan, first: date, last: date, on: date) -> None:
    """Raise ValidationError, with one sentence, where on the day ``on`` nothing can be told of the
    days from ``first`` to ``last``.
    """
    if sentence := wrong_with(plan, first, last, on):
        raise ValidationError(sentence)


def wrong_with(plan: Plan, first: date, last: date, on: date) -> str:
    """Why the period cannot be told of; empty where it can."""
    if last < first:
        return _("The period ends before it begins.")
    if last > on:
        return _("The period is not over yet: today is %(day)s.") % {"day": shown(on)}
    if last >= a_year_after(first):
        words = {"day": shown(a_year_after(first) - timedelta(days=1))}
        return _("A bulletin tells of a year at most: from that day on until %(day)s.") % words
    if not plan.is_issued_by(last):
        words = {"day": shown(plan.issued_on)}
        return _("There is nothing to tell of that time: the plan was issued on %(day)s.") % words
    if not Milestone.objects.of(plan, last).filter(is_dated=True).exists():
        return _("There is nothing to tell of that time: no milestone had a date to keep.")
    return ""


def a_year_after(day: date) -> date:
    """The same day of the next year; 1 March after 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def shown(day: date) -> str:
    """A day in the language of the page."""
    return date_format(day, _("j F Y"))


def first_title(plan: Plan, first: date, last: date) -> str:
    """What a bulletin is called until somebody calls it otherwise."""
    is_month = first == month_of(first) and last == end_of_month(first)
    period = f"{first.year}年{first.month}月" if is_month else spanned(first, last)
    return f"关于《{plan.short_title}》{period}推进情况的通报"


def readers_of(bulletin: Bulletin, roles: list[str]) -> list[str]:
    """The roles that read it once it is issued: those chosen, supervisors, and who reads what it
    corrects.
    """
    chosen = {ALWAYS_READ.value, *roles}
    if bulletin.corrects:
        chosen |= set(bulletin.corrects.readers.values_list("role", flat=True))
    return [role for role in User.Role.values if role in chosen]
