import pytest
from django.contrib.auth.models import AnonymousUser

from units.models import User
from units.roles import MAY, may

TABLE = {
    "read the plan": {"viewer", "liaison", "head", "leader", "supervisor", "admin"},
    "chase replies": {"leader", "supervisor"},
    "confirm dates": {"supervisor", "admin"},
    "correct the plan": {"admin"},
    "consent to corrections": {"supervisor", "admin"},
    "set the plan up": {"supervisor", "admin"},
    "review": {"supervisor"},
    "report for a unit": {"liaison", "head"},
    "run jobs": {"admin"},
    "set up people": {"supervisor", "admin"},
    "reorganise": {"supervisor", "admin"},
    "supervise": {"supervisor"},
    "instruct": {"leader"},
    "take papers": {"leader", "supervisor"},
    "change the plan": {"supervisor"},
}


def test_the_table_is_what_we_agreed():
    assert {action: {role.value for role in roles} for action, roles in MAY.items()} == TABLE


@pytest.mark.parametrize("action", MAY)
@pytest.mark.parametrize("role", User.Role)
def test_only_the_roles_of_the_table_may(action, role):
    assert may(User(role=role), action) is (role in TABLE[action])


def test_nobody_else_may_anything():
    assert may(AnonymousUser(), "read the plan") is False
    assert may(User(role="admin", is_active=False), "read the plan") is False


def test_an_action_nobody_defined_is_an_error_and_no_open_door():
    with pytest.raises(KeyError):
        may(User(role="admin"), "anything")
