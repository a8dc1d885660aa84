"""Pages of setting up that tell of people: members of groups, and who answers for what."""

from datetime import timedelta

import pytest

from tasks.models import Event, Mail, Plan
from tests.factories import (
    TODAY,
    make_assignment,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.tasks.setup.test_health import well

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
ABSENT = (None, "")


@pytest.fixture
def supervisor(client):
    person = make_user(role="supervisor", email="supervisor@example.org")
    client.force_login(person)
    return person


class TestMembers:
    def test_a_group_gets_its_members(self, client, supervisor, plan, task):
        group, unit = make_unit(name="各街道", kind="group"), make_unit(name="新安街道")
        make_assignment(task, group)
        at = address("group-members", plan, group.pk)
        assert at in client.get(address("setup", plan)).text
        client.post(at, {"members": unit.pk, "seen": ""})
        assert list(group.members.all()) == [unit]
        late = client.post(at, {"members": [], "seen": ""})
        assert late.status_code == 409
        assert "新安街道" in late.text

    def test_only_a_group_has_members(self, client, supervisor, plan):
        assert client.get(address("group-members", plan, make_unit().pk)).status_code == 404


class TestHealth:
    def test_each_row_has_what_helps(self, client, supervisor, plan, task, unit):
        nobody = make_unit(name="区无人局")
        make_assignment(task, nobody)
        well(role="liaison", unit=unit, last_login=None)
        well(role="head", unit=unit, email="")
        rows = client.get(address("setup", plan)).context["health"].rows
        remind, page = address("remind-unit", plan, unit.pk), address("unit", plan, unit.pk)
        assert [(concern.name[:3], mend.path) for concern, _page, mend in rows] == [
            ("区无人", address("unit", plan, nobody.pk) + "#staff"),
            ("区水务", remind),
            (rows[2][0].person.name[:3], remind),
            (rows[3][0].person.name[:3], page + "#staff"),
        ]

    def test_who_may_not_urge_is_led_to_the_unit(self, client_as, plan, task, unit):
        well(role="liaison", unit=unit, last_login=None)
        page = client_as("admin").get(address("setup", plan))
        assert not any(mend.posts for _concern, _page, mend in page.context["health"].rows)

    def test_a_unit_is_written_to_once_a_day(self, client, supervisor, plan, task, unit):
        people = [well(role=role, unit=unit) for role in ("liaison", "head")]
        at = address("remind-unit", plan, unit.pk)
        assert "2人" in client.post(at, follow=True).text
        assert set(Mail.objects.values_list("recipient", flat=True)) == {one.pk for one in people}
        assert f"任务11 {task.title}" in str(Mail.objects.first().body)
        event = Event.objects.get()
        assert (event.action, event.task, event.note) == ("urge", task, "请区水务局签收本任务。")
        assert "今天已催办过" in client.post(at, follow=True).text
        assert Event.objects.count() == 1

    def test_of_whom_nothing_is_amiss_nobody_is_written_to(self, client, supervisor, plan):
        page = client.post(address("remind-unit", plan, make_unit().pk), follow=True)
        assert "已不存在" in page.text

    def test_the_desk_shows_the_first_lines(self, client, supervisor, plan, task):
        for _number in range(7):
            make_assignment(task, make_unit())
        page = client.get(address("desk", plan))
        assert (len(page.context["health"].rows), page.context["health"].number) == (5, 8)
        assert f"{address('setup', plan)}#health" in page.text

    def test_a_unit_page_shows_its_own_to_those_who_set_up(self, client, client_as, plan, task):
        unit = task.units.first()
        at = address("unit", plan, unit.pk)
        supervisor = client_as("supervisor")
        for _time in range(2):  # also where the rest of the page was kept
            assert "责任到人情况" in supervisor.get(at).text
        assert "责任到人情况" not in client_as("viewer").get(at).text
        assert "责任到人情况" not in supervisor.get(at + "?as_of=2015-06-01").text
        for role in ("liaison", "head"):
            well(role=role, unit=unit)
        Plan.objects.update(in_use_from=TODAY)
        assert "责任到人情况" not in supervisor.get(at).text
