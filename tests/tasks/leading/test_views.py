"""The pages on which a leader is replaced, or somebody stands in for him."""

import pytest

from leaders.models import LeaderAbsence
from tasks.models import TaskLeader
from tests.factories import (
    TODAY,
    make_absence,
    make_assignment,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_user,
)
from tests.pages import address
from tests.tasks.reorganising.test_views import look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def leader():
    return make_leader(name="甲某", user=make_user(role="leader"))


@pytest.fixture
def other():
    return make_leader(name="乙某", user=make_user(role="leader"))


@pytest.fixture
def task(plan, leader):
    task = make_task(plan=plan, number=31)
    make_task_leader(task, leader)
    make_assignment(task)
    make_milestone(task=task)
    return task


def test_a_leader_is_replaced_after_a_look(as_supervisor, plan, task, leader, other):
    at = address("replace-leader", plan, leader.pk)
    form = as_supervisor.get(at).context["form"]
    assert list(form.fields["tasks"].queryset) == list(form.initial["tasks"]) == [task]
    assert list(form.fields["to"].queryset) == [other]
    words = {"to": other.pk, "tasks": [task.pk], "orders_go": "no", "since": "2015-06-18"}
    words |= {"reason": "分工调整"}
    page, token = look(as_supervisor, at, words)
    assert (len(page.context["preview"]), TaskLeader.ever.count()) == (1, 1)
    answer = as_supervisor.post(at, words | token)
    assert answer.url == address("leader", plan, leader.pk)
    pages = {
        one: as_supervisor.get(address("leader", plan, one.pk)).context["number"]
        for one in (leader, other)
    }
    assert pages == {leader: 0, other: 1}
    before = as_supervisor.get(address("leader", plan, leader.pk, as_of="2015-06-17"))
    assert before.context["number"] == 1


def test_what_is_missing_stands_beside_the_words(as_supervisor, plan, task, leader, other):
    page = as_supervisor.post(address("replace-leader", plan, leader.pk), {"reason": "分工调整"})
    assert set(page.context["form"].errors) == {"to", "tasks", "orders_go", "since"}
    assert "分工调整" in page.text


def test_in_the_filter_are_those_who_led_by_that_day(as_supervisor, plan, task, leader, other):
    TaskLeader.ever.update(until=TODAY)
    make_task_leader(task, other, since=TODAY)
    lists = address("task-list", plan)
    options = [f'<option value="{one.pk}"' for one in (leader, other)]
    now = as_supervisor.get(lists).text
    past = as_supervisor.get(f"{lists}?as_of=2015-06-17").text
    assert [[option in page for option in options] for page in (now, past)] == [
        [True, True],
        [True, False],
    ]


def test_somebody_stands_in_until_the_leader_is_back(
    as_supervisor, client, plan, task, leader, other
):
    at = address("name-stand-in", plan, leader.pk)
    nobody = make_leader()
    assert list(as_supervisor.get(at).context["form"].fields["stand_in"].queryset) == [other]
    words = {"from_on": "2015-06-18", "until_on": "2015-06-25", "reason": "出访"}
    refused = as_supervisor.post(at, words | {"stand_in": nobody.pk})
    assert set(refused.context["form"].errors) == {"stand_in"}
    as_supervisor.post(at, words | {"stand_in": other.pk})
    page = as_supervisor.get(address("leader", plan, leader.pk))
    (absence,) = page.context["absences"]
    assert absence.stand_in == other
    end = address("end-absence", plan, absence.pk)
    assert end in page.text
    assert as_supervisor.get(end).context["leader"] == leader
    client.force_login(other.user)
    desk = client.get(address("desk", plan))
    assert [row["number"] for row in desk.context["led"].rows] == [31]
    assert "甲某" in desk.text
    supervisor = make_user(role="supervisor")
    client.force_login(supervisor)
    assert client.post(end, {"reason": "提前返回"}).url == address("leader", plan, leader.pk)
    assert not LeaderAbsence.objects.exists()


def test_others_read_who_stands_in_and_change_nothing(viewer, plan, leader):
    absence = make_absence(leader)
    page = viewer.get(address("leader", plan, leader.pk))
    assert list(page.context["absences"]) == [absence]
    for name, pk in (
        ("end-absence", absence.pk),
        ("replace-leader", leader.pk),
        ("name-stand-in", leader.pk),
    ):
        assert address(name, plan, pk) not in page.text
