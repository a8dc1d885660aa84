"""Nobody gives himself a role, nor what else lets him act."""

import pytest
from django.urls import reverse

from tests.factories import TODAY, make_deputy, make_leader, make_unit, make_user
from units.models import Deputy, User
from units.rights import NOT_ONESELF, may_give, may_set_up, roles_given

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(role="admin", name="某管理员")


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return client


def values(person):
    return {"username": person.username, "name": person.name, "role": person.role} | {
        "unit": person.unit_id or "",
        "reminder_days": "[]",
        "is_active": "on",
    }


def page(name, *args):
    return reverse(f"admin:{name}", args=args)


def spans(person, deputy):
    days = {"from_on": TODAY.isoformat(), "until_on": TODAY.isoformat()}
    return {"person": person.pk, "deputy": deputy.pk} | days


@pytest.mark.parametrize("change", ["role", "unit"])
def test_not_on_his_own_page(admin, administrator, change):
    changed = {"role": "supervisor"} if change == "role" else {"unit": make_unit().pk}
    own = page("units_user_change", administrator.pk)
    assert str(NOT_ONESELF) in admin.post(own, values(administrator) | changed).text
    administrator.refresh_from_db()
    assert (administrator.role, administrator.unit) == ("admin", None)


def test_the_rest_of_his_own_page_is_his(admin, administrator):
    own = page("units_user_change", administrator.pk)
    assert admin.post(own, values(administrator) | {"phone": "0755-1"}).status_code == 302
    administrator.refresh_from_db()
    assert administrator.phone == "0755-1"


def test_others_get_a_role_from_him(admin):
    person = make_user(role="viewer")
    answer = admin.post(
        page("units_user_change", person.pk), values(person) | {"role": "supervisor"}
    )
    assert answer.status_code == 302
    assert User.objects.get(pk=person.pk).role == "supervisor"


def test_not_as_a_deputy(admin, administrator, today):
    head = make_user(role="head", unit=make_unit())
    assert str(NOT_ONESELF) in admin.post(page("units_deputy_add"), spans(head, administrator)).text
    assert not Deputy.objects.exists()
    assert admin.post(page("units_deputy_add"), spans(head, make_user())).status_code == 302


def test_nor_for_longer_than_he_was_made_one(admin, administrator):
    stand_in = make_deputy(deputy=administrator)
    longer = spans(stand_in.person, administrator) | {"until_on": "2099-01-01"}
    assert str(NOT_ONESELF) in admin.post(page("units_deputy_change", stand_in.pk), longer).text


def test_not_as_a_leader(admin, administrator):
    leader = make_leader(name="某书记")
    words = {"name": "某书记", "title": "", "position": 1}
    target = page("leaders_leader_change", leader.pk)
    assert str(NOT_ONESELF) in admin.post(target, words | {"user": administrator.pk}).text
    leader.refresh_from_db()
    assert leader.user is None
    assert admin.post(target, words | {"user": make_user(role="leader").pk}).status_code == 302


GIVEN = {"supervisor": {"liaison", "head"}, "admin": set(User.Role.values)}


@pytest.mark.parametrize("role", User.Role)
def test_supervisors_set_up_units_people_and_administrators_everybody(role):
    by = make_user(role=role, unit=make_unit())
    assert {one for one in User.Role.values if may_give(by, one)} == GIVEN.get(role, set())
    assert set(roles_given(by)) == GIVEN.get(role, set())
    people = [make_user(role=one, unit=make_unit()) for one in User.Role]
    assert {one.role for one in people if may_set_up(by, one)} == GIVEN.get(role, set())


def test_nobody_sets_up_himself_nor_anybody_once_he_left(administrator):
    assert not may_set_up(administrator, administrator)
    administrator.is_active = False
    assert not may_give(administrator, "viewer")
