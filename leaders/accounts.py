"""A new account of a district leader is that of the Leader who bears its name: docs/people.md."""

from typing import Any

from leaders.models import Leader
from units.models import User


def give_accounts(**_told: Any) -> None:
    """Give each leader who has no account the one that bears his name; of several accounts of one
    name, none: an administrator says which.
    """
    free = User.objects.filter(role=User.Role.LEADER, is_active=True, leader=None)
    accounts: dict[str, list[User]] = {}
    for person in free:
        accounts.setdefault(person.name, []).append(person)
    for leader in Leader.objects.filter(user=None, name__in=accounts):
        if len(accounts[leader.name]) == 1:
            (leader.user,) = accounts[leader.name]
            leader.save(update_fields=["user"])
