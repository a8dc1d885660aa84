"""How much waits for a person, the number beside the desk in the navigation.

A dozen questions to the database tell it, and no other page should ask them. It is kept under the
plan's edition, so an act makes it unknown; who named whom as deputy has no part in the edition, so
it is kept for ten minutes at most. Where it is unknown the page's script asks for it.
"""

from tasks.desk.duties import Desk
from tasks.frame.kept import answer, keep, known
from tasks.plan.actors import UNIT_STAFF, Actor
from tasks.workflow.review import reviews
from units.models import User

TEN_MINUTES = 600


def has_duties(person):
    """True for those who have to do what the desk lists."""
    return person.role in (*UNIT_STAFF, User.Role.SUPERVISOR)


def question(plan, person, on):
    return ("desk", plan.pk, plan.edition_number, on, person.pk)


def known_count(plan, person, on):
    """The number as of this edition, or None where nobody worked it out yet."""
    return known(question(plan, person, on))


def keep_count(plan, person, on, number):
    """The desk has worked the ``number`` out for its own lists."""
    keep(question(plan, person, on), number, TEN_MINUTES)


def count(plan, person, on):
    """What must be done now; of supervisors the requests that wait for their answer."""
    return answer(question(plan, person, on), lambda: ask(plan, person, on), TEN_MINUTES)


def ask(plan, person, on):
    if not has_duties(person):
        return 0
    actor = Actor.of(person, on)
    if actor.is_supervisor:
        return len(reviews(plan, on))
    return sum(duty.group == "now" for duty in Desk(plan, actor, on).duties())
