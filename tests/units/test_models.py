import pytest

from tests.factories import make_unit, make_user
from units.models import User

pytestmark = pytest.mark.django_db


def test_a_superuser_is_an_administrator():
    user = User.objects.create_superuser("root", "long enough words", name="某")
    assert (user.role, user.is_staff, user.is_superuser) == ("admin", True, True)
    assert user.has_perms(["tasks.change_task"])
    assert user.has_module_perms("tasks")


def test_nobody_else_has_any_permission():
    user = make_user(role="supervisor")
    assert not user.is_superuser
    assert not user.has_perm("tasks.view_task")


def test_a_closed_administrator_has_none_either():
    assert not make_user(role="admin", is_active=False).has_perm("tasks.view_task")


def test_people_are_called_by_name():
    assert (str(User(username="a", name="王某")), str(User(username="a"))) == ("王某", "a")
    assert User(name="王某").get_full_name() == User(name="王某").get_short_name() == "王某"


def test_active_staff_leaves_out_who_has_left():
    unit = make_unit()
    here = make_user(unit=unit)
    make_user(unit=unit, is_active=False)
    assert list(unit.staff.active()) == [here]


def test_the_unit_comes_with_the_person(django_assert_num_queries):
    person = make_user(unit=make_unit(name="区法院"))
    with django_assert_num_queries(1):
        assert User.objects.get(pk=person.pk).unit.name == "区法院"
