"""How dates, days and names are said, in the language of the page."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from tasks.ground.lights import Light
from tasks.plan.models import Event, Milestone


def day(value: date, shown: date) -> str:
    """A date as people say it, 6月30日; with the year when it is not that of ``shown``."""
    return date_format(value, _("j F") if value.year == shown.year else _("j F Y"))


def week(value: date) -> str:
    """The week of ``value`` from Monday to Sunday, 6月15日—21日."""
    first = value - timedelta(days=value.weekday())
    last = first + timedelta(days=6)
    words = {
        "first": date_format(first, _("j F")),
        "last": date_format(last, _("j F")),
        "first_day": first.day,
        "last_day": last.day,
        "month": date_format(first, pgettext("month of a week", "F")),
    }
    if first.month == last.month:
        return pgettext("week", "%(first_day)d–%(last_day)d %(month)s") % words
    return pgettext("week", "%(first)s – %(last)s") % words


def month_short(value: date) -> str:
    """The name of its month as axes have room for."""
    return date_format(value, pgettext("month on an axis", "M"))


def month_of_year(value: date) -> str:
    """The same with the year, where it is not the present one."""
    return date_format(value, pgettext("month of another year on an axis", "M Y"))


def days_to(value: date, as_of: date) -> str:
    """How far ``value`` lies from ``as_of``."""
    days = (value - as_of).days
    if days < 0:
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -days) % {"n": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def waits_since(milestone: Milestone, as_of: date) -> str:
    """Who has to answer what was asked about ``milestone``, and since when; needs ``with_holder``."""
    words = {
        "holder": Event.Holder(milestone.holder).label,
        "day": day(milestone.held_since, as_of),
    }
    if milestone.holder == Event.Holder.HEAD:
        return _("waiting for the signature of %(holder)s since %(day)s") % words
    return _("waiting for %(holder)s since %(day)s") % words


def days_late(completed: date, due: date) -> str:
    """How a completion date lies to its due date."""
    days = (due - completed).days
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    if days == 0:
        return _("on the due date")
    return ngettext("%(n)d day early", "%(n)d days early", days) % {"n": days}


def why(
    light: int, due: date | None, done_on: date | None, shown: date | None, amber_days: int
) -> str:
    """Why a milestone shows ``light`` on the day ``shown``; on None nobody owed it yet."""
    if light in UNTIMED:
        return str(UNTIMED[Light(light)])
    if done_on is None:
        return why_open(Light(light), due or date.max, shown, amber_days)
    words = {"done": day(done_on, shown or done_on)}
    if due is None:
        return _("Completed on %(done)s.") % words
    words |= {"due": day(due, shown or done_on), "days": days_late(done_on, due)}
    return _("Completed on %(done)s, due %(due)s: %(days)s.") % words


def why_open(light: Light, due: date, shown: date | None, amber_days: int) -> str:
    """Of what is still to be kept."""
    if shown is None:
        return _("Due %(due)s.") % {"due": due.isoformat()}
    sentences = {
        Light.RED: _("Due %(due)s and not completed: %(days)s."),
        Light.AMBER: _("Due %(due)s: %(days)s, no more than %(amber)s."),
        Light.GREEN: _("Due %(due)s: %(days)s, more than %(amber)s."),
    }
    words = {"due": day(due, shown), "days": days_to(due, shown), "amber": amber_days}
    return sentences[light] % words


def reasons(milestone: Milestone, shown: date | None, amber_days: int) -> list[str]:
    """Why a milestone is lit as it is; by the document's date too, where that gives another light."""
    done_on = milestone.done_on
    told = [why(milestone.light, milestone.due, done_on, shown, amber_days)]
    if milestone.original_light != milestone.light:
        first = milestone.original_due_on
        original = why(milestone.original_light, first, done_on, shown, amber_days)
        told.append(_("By the original date: %(why)s") % {"why": original})
    return told


def why_task(light: int, due: date | None, shown: date | None, amber_days: int) -> str:
    """Why a task shows ``light``; ``due`` is the earliest day that it still has to keep."""
    if light == Light.DONE:
        return _("All its dated milestones are completed on time.")
    if light == Light.LATE:
        return _("All its dated milestones are completed, one or more of them late.")
    reason = why(light, due, None, shown, amber_days)
    return reason if light in UNTIMED else _("Its most urgent milestone: %(why)s") % {"why": reason}


UNTIMED = {
    Light.STOPPED: gettext_lazy("Stopped by the supervisors; it counts in no rate."),
    Light.ONGOING: gettext_lazy("Long-term work without a time limit."),
    Light.UNSCHEDULED: gettext_lazy("No due date yet: a supervisor must set one."),
}


def names(owners: Iterable[object]) -> str:
    """Names joined the way the language does it."""
    return ("、" if get_language() == "zh-hans" else ", ").join(str(owner) for owner in owners)


def unread(unit: object) -> str:
    """The label of a unit, or of several names, for whom nobody reads what is sent."""
    return _("%(unit)s: nobody reads this in the ledger, please telephone") % {"unit": unit}


def rate(value: float | None) -> str:
    """Per cent with one digit, or a dash when there is nothing to count."""
    return "—" if value is None else f"{value:.1f}%"


def chinese_number(value: int) -> str | int:
    """The document numbers its special projects 一, 二, 三…"""
    return "〇一二三四五六七八九十"[value] if value <= 10 else value


def named(milestone):
    """Which milestone it is, in the words of the person's language."""
    words = {"n": milestone.task.number, "text": milestone.text}
    return _("Task %(n)d “%(text)s”") % words
