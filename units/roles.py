"""What each role may do. Everything that is not listed here is refused."""

from django.contrib.auth.models import AnonymousUser

from units.models import User

Role = User.Role

MAY = {
    "read the plan": frozenset(Role),
    "change the plan": frozenset({Role.SUPERVISOR}),
    "instruct": frozenset({Role.LEADER}),
    "chase replies": frozenset({Role.LEADER, Role.SUPERVISOR}),
    "supervise": frozenset({Role.SUPERVISOR}),
    "take papers": frozenset({Role.LEADER, Role.SUPERVISOR}),
    "review": frozenset({Role.SUPERVISOR}),
    "report for a unit": frozenset({Role.LIAISON, Role.HEAD}),
    "set up people": frozenset({Role.SUPERVISOR, Role.ADMIN}),
    "reorganise": frozenset({Role.SUPERVISOR, Role.ADMIN}),
    "run jobs": frozenset({Role.ADMIN}),
    "confirm dates": frozenset({Role.SUPERVISOR, Role.ADMIN}),
    "correct the plan": frozenset({Role.ADMIN}),
    "consent to corrections": frozenset({Role.SUPERVISOR, Role.ADMIN}),
    "set the plan up": frozenset({Role.SUPERVISOR, Role.ADMIN}),
}


def may(user: User | AnonymousUser, action: str) -> bool:
    """True when ``user`` is an active, signed-in person whose role is listed for ``action``.

    Raises KeyError for an action nobody defined, so that a slip of the pen is no open door.
    """
    return user.is_authenticated and user.is_active and user.role in MAY[action]
