"""How decisions and what became of them are said, in the language of the page."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.frame.words import day, names
from tasks.ground.lights import CLOSED, Light
from tasks.meeting.fates import Fate
from tasks.meeting.models import MeetingDecision
from tasks.plan.actors import answering_units
from tasks.plan.models import Event, Milestone

Kind = MeetingDecision.Kind


def owners(decision: MeetingDecision) -> str:
    """Who sees to it: the units, and who else is named."""
    named = [unit.name for unit in decision.units.all()]
    return names([*named, decision.owner] if decision.owner else named)


def state_of(fate: Fate, as_of: date) -> str:
    """What had become of a decision, in a sentence without its full stop."""
    settled, kind = fate.settled_on, fate.decision.kind
    if settled is None:
        return open_words(fate)
    words = {
        Kind.INSTRUCTION: _("replied to by %(day)s"),
        Kind.URGE: _("reported by %(day)s"),
        Kind.GRANT: _("granted on %(day)s"),
        Kind.REFUSE: _("refused on %(day)s"),
        Kind.NOTE: _("settled on %(day)s"),
    }
    said = words[Kind(kind)] % {"day": day(settled, as_of)}
    return (
        _("%(state)s: %(words)s") % {"state": said, "words": fate.closing} if fate.closing else said
    )


def turn_of(milestone: Milestone, as_of: date) -> str:
    """Who holds a promise and for how long; needs ``with_holder``. What has ended nobody holds."""
    if milestone.light in (*CLOSED, Light.STOPPED):
        return ""
    days = (as_of - milestone.held_since).days
    words = ngettext(
        "in the hands of %(holder)s for %(n)d day since %(day)s",
        "in the hands of %(holder)s for %(n)d days since %(day)s",
        days,
    )
    holder = str(Event.Holder(milestone.holder).label)
    if milestone.holder == Event.Holder.UNIT:
        holder = names(answering_units(milestone)) or holder
    return words % {"holder": holder, "n": days, "day": day(milestone.held_since, as_of)}


def open_words(fate: Fate) -> str:
    """Who owes what."""
    words = {
        Kind.INSTRUCTION: _("no reply yet from %(units)s"),
        Kind.URGE: _("no report yet from %(units)s"),
    }
    said = words.get(Kind(fate.decision.kind), _("not settled yet"))
    said = said % {"units": names(fate.missing)} if fate.missing else said
    return _("%(state)s, overdue") % {"state": said} if fate.is_late else said
