"""Following 关注, and no more. It is the person's own: no plan changes, and nobody is told."""

from typing import Any

from leaders.models import Leader
from tasks.following.models import Follow
from tasks.plan.acting import act
from tasks.plan.models import Task
from units.models import Unit, User


@act
def follow(thing: Task | Unit | Leader, *, by: User) -> None:
    """``by`` follows it from now on; who does already goes on."""
    Follow.objects.get_or_create(person=by, **about(thing))


@act
def leave(thing: Task | Unit | Leader, *, by: User) -> None:
    """``by`` does not follow it any more."""
    Follow.objects.filter(person=by, **about(thing)).delete()


def about(thing: Task | Unit | Leader) -> dict[str, Any]:
    """The column that names ``thing``, with it."""
    return {str(thing._meta.model_name): thing}
