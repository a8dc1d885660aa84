"""What is to be put right before a plan is in use: the checklist, computed from the data.

CHECKS is the whole of it: a line more is a function, and its name there.
"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.models import Leader
from tasks.ground.lights import Light
from tasks.plan.models import Milestone, Plan, TaskLeader
from tasks.setup.checking import NAMED, Check, Facts, Link
from tasks.setup.machinery import backed_up, mail_tested, sender_named
from units.models import Unit, User


def settings_seen(facts: Facts) -> Check:
    """Somebody looked through the plan's settings."""
    day = facts.plan.settings_seen_on
    words = (
        _("Looked at on %(day)s.") % {"day": day}
        if day
        else _("They stand as they came. Look through them and save, also where all is right.")
    )
    mend = Link(_("Settings of the plan"), facts.link("plan-settings"))
    return Check(_("Settings of the plan"), int(day is None), words, mend)


def office_named(facts: Facts) -> Check:
    """Papers and mails say who sends them and whom to ask."""
    plan = facts.plan
    missing = [
        str(Plan._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in ("office", "contact", "contact_phone")
        if not getattr(plan, name)
    ]
    words = (
        _("Not filled in: %(fields)s.") % {"fields": _(", ").join(missing)}
        if missing
        else f"{plan.office} · {plan.contact} {plan.contact_phone}"
    )
    mend = Link(_("Fill in"), facts.link("plan-settings") + "#papers")
    return Check(_("Office and contact"), len(missing), words, mend)


def dates_confirmed(facts: Facts) -> Check:
    """How the document's dates were read is confirmed, or another one is set."""
    number = facts.dates.count()
    words = ngettext(
        "%(n)d date was read by a rule or is missing; lights depend on it.",
        "%(n)d dates were read by a rule or are missing; lights depend on them.",
        number,
    )
    done = _("All dates are confirmed.")
    mend = Link(_("Confirm the dates"), facts.link("setup") + "#dates")
    return Check(_("Dates to confirm"), number, words % {"n": number} if number else done, mend)


def of_units(facts: Facts, title: str, units: list[Unit], why: str, done: str) -> Check:
    """A check whose things are units."""
    mend = Link(_("Units"), facts.link("unit-list"))
    return Check(title, len(units), why if units else done, mend, facts.units(units))


def liaisons_there(facts: Facts) -> Check:
    """Each lead unit has somebody who reports."""
    owners = facts.owners
    units = [unit for unit in owners.leading if not owners.liaisons(unit)]
    why, done = _("These units have none: nobody there can report."), _("Each lead unit has one.")
    return of_units(facts, _("Liaison officers of the lead units"), units, why, done)


def heads_there(facts: Facts) -> Check:
    """Each lead unit has somebody who signs."""
    owners = facts.owners
    units = [unit for unit in owners.leading if not owners.heads(unit)]
    why = _("These units have none: what they ask goes to the supervisors unsigned.")
    done = _("Each lead unit has one.")
    return of_units(facts, _("Heads of the lead units"), units, why, done)


def groups_filled(facts: Facts) -> Check:
    """Each group of the document has members who answer for it."""
    units = facts.owners.empty_groups
    things = tuple(Link(str(unit), facts.link("group-members", unit.pk)) for unit in units[:NAMED])
    words = (
        _("These groups have none: nobody answers for them.")
        if units
        else _("Each group has members.")
    )
    mend = Link(_("Name the members"), things[0].path) if things else None
    return Check(_("Members of the groups"), len(units), words, mend, things)


def leaders_there(facts: Facts) -> Check:
    """Each lead leader can sign in."""
    led = TaskLeader.objects.filter(task__plan=facts.plan).values("leader")
    leaders = Leader.objects.filter(pk__in=led)
    missing = list(leaders.exclude(user__is_active=True).order_by("position", "pk"))
    things = tuple(Link(str(one), facts.link("leader", one.pk)) for one in missing[:NAMED])
    why = _("These leaders have none: they get no digest and cannot instruct.")
    done = _("Each lead leader has one.")
    mend = Link(_("Leaders"), facts.link("leader-list"))
    title = _("Accounts of the lead leaders")
    return Check(title, len(missing), why if missing else done, mend, things)


def addresses_known(facts: Facts) -> Check:
    """Everybody who has something to do can be written to."""
    people = [person for person in facts.owners.people if not person.email]
    things = tuple(Link(str(one), page_of(one, facts)) for one in people[:NAMED])
    words = (
        _("These people have none: they read their mails in the ledger only.")
        if people
        else _("Everybody has one.")
    )
    mend = Link(_("Units"), facts.link("unit-list"))
    return Check(_("E-mail addresses of the people"), len(people), words, mend, things)


def page_of(person: User, facts: Facts) -> str:
    """Where somebody is put right: the page of his unit, or of the leader."""
    if leader := getattr(person, "leader", None):
        return facts.link("leader", leader.pk)
    return facts.link("unit", person.unit_id)


def past_entered(facts: Facts) -> Check:
    """What was due before the plan is in use was not left without a word."""
    begun = min(facts.plan.in_use_from or facts.on, facts.on)
    late = Milestone.objects.of(facts.plan, facts.on).filter(
        light=Light.RED, due__lt=begun, last_report_on=None
    )
    number = late.count()
    words = ngettext(
        "%(n)d milestone was due before and nothing is written about it.",
        "%(n)d milestones were due before and nothing is written about them.",
        number,
    )
    done = _("Nothing that was due before is without a word.")
    mend = Link(_("Work done before"), facts.link("past"))
    title = _("Work done before")
    return Check(title, number, words % {"n": number} if number else done, mend)


def in_use(facts: Facts) -> Check:
    """The day from which people are asked for something is set."""
    day = facts.plan.in_use_from
    words = (
        _("In use from %(day)s.") % {"day": day}
        if day
        else _("Until the plan is in use nobody is asked for anything.")
    )
    is_open = facts.plan.phase(facts.on) == Plan.Phase.PREPARING
    mend = Link(_("Put the plan in use"), facts.link("turn-put-in-use")) if is_open else None
    return Check(_("In use"), int(day is None), words, mend)


CHECKS: tuple[Callable[[Facts], Check], ...] = (
    settings_seen,
    office_named,
    dates_confirmed,
    groups_filled,
    liaisons_there,
    heads_there,
    leaders_there,
    addresses_known,
    sender_named,
    mail_tested,
    past_entered,
    backed_up,
    in_use,
)


def checklist(facts: Facts) -> Iterator[Check]:
    """The Checks, in their order."""
    for check in CHECKS:
        yield check(facts)
