"""How much waits for a person, the number beside the desk in the navigation.

A dozen questions to the database tell it, and no other page should ask them. It counts over all plans
of the desk and is kept under their editions, so an act makes it unknown; who named whom as deputy has no part in the edition, so
it is kept for ten minutes at most. Where it is unknown the page's script asks for it.
"""

from tasks.desk.duties import Desk
from tasks.frame.kept import answer, keep, known
from tasks.plan.actors import UNIT_STAFF, Actor
from tasks.plan.models import Plan
from tasks.workflow.review import reviews
from units.models import User

TEN_MINUTES = 600


def has_duties(person):
    """True for those who have to do what the desk lists."""
    return person.role in (*UNIT_STAFF, User.Role.SUPERVISOR)


def plans_of_desk(plans, shown, on):
    """Those of ``plans`` of which a person's desk tells: what is live, and the plan that is ``shown``
    while it is prepared; where none is, the one shown.
    """
    is_prepared = shown.phase(on) == Plan.Phase.PREPARING
    return [one for one in plans if one.is_live(on) or (one == shown and is_prepared)] or [shown]


def question(plans, person, on):
    editions = [f"{plan.pk}-{plan.edition_number}" for plan in plans]
    return ("desk", *editions, on, person.pk)


def known_count(plans, person, on):
    """The number as of these editions, or None where nobody worked it out yet."""
    return known(question(plans, person, on))


def keep_count(plans, person, on, number):
    """The desk has worked the ``number`` out for its own lists."""
    keep(question(plans, person, on), number, TEN_MINUTES)


def count(plans, person, on):
    """What must be done now; of supervisors the requests that wait for their answer."""
    return answer(question(plans, person, on), lambda: ask(plans, person, on), TEN_MINUTES)


def ask(plans, person, on):
    if not has_duties(person):
        return 0
    actor = Actor.of(person, on)
    if actor.is_supervisor:
        return sum(len(reviews(plan, on)) for plan in plans)
    duties = (duty for plan in plans for duty in Desk(plan, actor, on).duties())
    return sum(duty.group == "now" for duty in duties)
