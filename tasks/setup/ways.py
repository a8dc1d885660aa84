"""What helps against a concern: the one place that knows the pages."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.frame.kept import answer
from tasks.frame.shown import SHOWN, Shown
from tasks.plan.models import Plan
from tasks.setup.checking import Link
from tasks.setup.health import Concern, Kind, concerns
from units.models import User
from units.roles import may

MISSING = (Kind.NOBODY, Kind.NO_LIAISON, Kind.NO_HEAD)


def page_of(concern: Concern, plan: Plan) -> str:
    """Where the unit, or the leader, is read about."""
    if concern.unit:
        return reverse("unit", args=[plan.slug, concern.unit.pk])
    return reverse("leader", args=[plan.slug, concern.person.leader.pk])


def mend_of(concern: Concern, plan: Plan, by: User) -> Link:
    """What ``by`` can do about it at once."""
    page = page_of(concern, plan)
    if concern.kind in MISSING:
        return Link(_("Invite"), f"{page}#staff")
    if concern.unit and may(by, "supervise"):
        if concern.kind == Kind.OVERDUE:
            query = f"?unit={concern.unit.pk}&role=lead&light=red"
            return Link(_("Urge"), reverse("urge", args=[plan.slug]) + query)
        if concern.kind == Kind.UNACKNOWLEDGED or (concern.is_away and concern.is_reached):
            at = reverse("remind-unit", args=[plan.slug, concern.unit.pk])
            return Link(_("Urge"), at, posts=True)
    return Link(_("Look"), f"{page}#staff" if concern.unit else page)


def kept_concerns(plan: Plan, on: date, unit: int | None = None) -> list[Concern]:
    """``concerns``, asked at most once a minute: signing in and answers of mail servers raise no edition."""
    question = ("amiss", plan.pk, plan.edition_number, on, unit)
    return answer(question, lambda: concerns(plan, on, unit), seconds=60)


def shown_concerns(found: list[Concern], plan: Plan, by: User, first: int = SHOWN) -> Shown:
    """The ``first`` of ``found``, each with its page and what ``by`` can do; and their number."""
    rows = [(one, page_of(one, plan), mend_of(one, plan, by)) for one in found[:first]]
    return Shown(rows, len(found))
