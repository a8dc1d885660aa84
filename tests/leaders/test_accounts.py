"""Who is invited as a district leader is the leader of that name, without the administration."""

import pytest

from leaders.models import Leader
from tests.factories import make_leader, make_user
from tests.pages import address
from units.models import User
from units.people.signals import people_written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def leader():
    return make_leader(name="王宏彬")


def holder(leader):
    return Leader.objects.get(pk=leader.pk).user


def test_who_is_invited_from_his_page_is_this_leader(plan, leader, client):
    admin = make_user(role="admin")
    client.force_login(admin)
    page = client.get(address("leader", plan, leader.pk))
    form = page.context["invite"]
    typed = client.get(form).context["form"].initial
    assert (typed["name"], typed["role"]) == ("王宏彬", "leader")
    client.post(form, {"name": typed["name"], "role": typed["role"]})
    assert holder(leader) == User.objects.get(name="王宏彬", role="leader")
    assert client.get(address("leader", plan, leader.pk)).context["invite"] == ""


@pytest.mark.parametrize("role", ["supervisor", "viewer"])
def test_only_who_may_give_the_role_is_offered_it(role, plan, leader, client_as):
    page = client_as(role).get(address("leader", plan, leader.pk))
    assert page.context["invite"] == ""


@pytest.mark.parametrize(
    "fields",
    [{"role": "viewer"}, {"is_active": False}, {"name": "王宏斌"}],
    ids=["another role", "left", "another name"],
)
def test_nobody_else_is(fields, leader):
    make_user(**{"name": leader.name, "role": "leader"} | fields)
    people_written.send(User)
    assert holder(leader) is None


def test_of_two_accounts_of_one_name_none_is_taken(leader):
    for _time in range(2):
        make_user(name=leader.name, role="leader")
    people_written.send(User)
    assert holder(leader) is None


def test_an_account_that_somebody_holds_stays_his(leader):
    former = make_user(name="某", role="leader")
    Leader.objects.filter(pk=leader.pk).update(user=former)
    make_user(name=leader.name, role="leader")
    people_written.send(User)
    assert holder(leader) == former
