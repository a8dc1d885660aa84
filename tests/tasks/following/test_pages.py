"""The star, the list of what one follows, and when a desk was open before."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tasks.models import DeskVisit, Follow
from tests.factories import (
    TODAY,
    make_desk_visit,
    make_follow,
    make_leader,
    make_plan,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FOLLOWING = "/accounts/following/"


@pytest.fixture
def person(client):
    person = make_user(role="viewer")
    client.force_login(person)
    return person


def send(client, thing, **fields):
    kind = thing._meta.model_name
    return client.post(FOLLOWING, {"kind": kind, "pk": thing.pk} | fields)


class TestStar:
    @pytest.mark.parametrize("make", [make_task, make_unit, make_leader])
    def test_one_follows_and_leaves(self, make, client, person):
        thing = make()
        assert send(client, thing).url == FOLLOWING
        assert [one.thing for one in person.follows.all()] == [thing]
        send(client, thing, leave="1")
        assert not person.follows.exists()

    def test_following_again_and_leaving_again_change_nothing(self, client, person, task):
        for _time in "12":
            send(client, task)
        assert person.follows.count() == 1
        for _time in "12":
            assert send(client, task, leave="1").status_code == 302

    def test_nobody_else_stops_following(self, client, person, task):
        other = make_follow(task=task)
        send(client, task)
        send(client, task, leave="1")
        assert list(Follow.objects.all()) == [other]

    def test_the_way_back_is_the_page_with_the_star(self, client, person, task, plan):
        page = address("task", plan, task.number)
        assert send(client, task, next=page).url == page

    @pytest.mark.parametrize(
        "sent",
        [{}, {"kind": "plan", "pk": 1}, {"kind": "task"}, {"kind": "task", "pk": "eins"},
         {"kind": "unit", "pk": 987654}],
    )  # fmt: skip
    def test_what_is_not_there_is_not_found(self, sent, client, person):
        assert client.post(FOLLOWING, sent).status_code == 404

    def test_the_star_says_whether_one_follows(self, client, person, task, unit, plan):
        leader = make_leader()
        pages = {
            task: address("task", plan, task.number),
            unit: address("unit", plan, unit.pk),
            leader: address("leader", plan, leader.pk),
        }
        for thing, page in pages.items():
            make_follow(**{thing._meta.model_name: thing})
            assert client.get(page).context["star"]["is_followed"] is False
            assert "☆</span> 关注" in client.get(page).text
            send(client, thing)
            assert client.get(page).context["star"]["is_followed"] is True
            assert "★</span> 已关注" in client.get(page).text


class TestList:
    def test_it_says_how_to_begin(self, client, person):
        make_follow(unit=make_unit(name="区司法局"))
        page = client.get(FOLLOWING).text
        assert "还没有" in page
        assert "区司法局" not in page

    def test_everything_leads_to_its_page(self, client, person, task, unit, plan):
        type(plan).objects.update(is_active=True)
        leader = make_leader()
        for thing in (task, unit, leader):
            send(client, thing)
        page = client.get(FOLLOWING)
        for there in (
            address("task", plan, task.number),
            address("unit", plan, unit.pk),
            address("leader", plan, leader.pk),
        ):
            assert f'href="{there}"' in page.text

    def test_without_an_open_plan_units_lead_nowhere(self, client, person, unit):
        send(client, unit)
        page = client.get(FOLLOWING).text
        assert unit.name in page
        assert "/units/" not in page

    @pytest.mark.parametrize("number", [1, 3, 20])
    def test_it_asks_as_often_for_many(self, number, client, person, django_assert_num_queries):
        for _time in range(number):
            make_follow(person, task=make_task(plan=make_plan()))
            make_follow(person, unit=make_unit())
        with django_assert_num_queries(4):
            client.get(FOLLOWING)


class TestVisit:
    def test_the_first_one_has_nothing_before(self, client, person, plan):
        page = client.get(address("desk", plan))
        assert page.context["since"] is None
        assert "上次" not in page.text
        assert DeskVisit.objects.get().person == person

    def test_a_session_keeps_what_was_before_it(self, client, person, plan):
        make_desk_visit(person, on=date(2015, 6, 16))
        for _time in "12":
            since = client.get(address("desk", plan)).context["since"]
            assert (since.on, since.at.day) == (date(2015, 6, 16), 17)
        assert DeskVisit.objects.get().on == TODAY

    def test_the_next_session_begins_where_this_one_ended(self, client, person, plan):
        client.get(address("desk", plan))
        visit = DeskVisit.objects.get()
        client.logout()
        client.force_login(person)
        since = client.get(address("desk", plan)).context["since"]
        assert (since.at, since.on) == (visit.at, TODAY)

    @pytest.mark.parametrize(("minutes", "is_written"), [(9, False), (11, True)])
    def test_it_is_not_written_with_every_request(self, minutes, is_written, client, person, plan):
        before = timezone.now() - timedelta(minutes=minutes)
        DeskVisit.objects.create(person=person, at=before, on=TODAY)
        client.get(address("desk", plan))
        assert (DeskVisit.objects.get().at != before) is is_written

    def test_each_person_has_his_own(self, client, person, plan):
        other = make_desk_visit(make_user())
        client.get(address("desk", plan))
        other.refresh_from_db()
        assert other.at == datetime(2015, 6, 17, 9, tzinfo=UTC)

    def test_a_quiet_line_where_nothing_changed(self, client, person, plan):
        make_desk_visit(person)
        assert (
            "自上次登录（2015-06-17 17:00）以来没有变化。" in client.get(address("desk", plan)).text
        )
