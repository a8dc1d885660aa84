"""The private address of a calendar, and what a phone gets there."""

from datetime import date

import pytest
import vobject
from icalendar import Calendar

from tasks.calendar.models import CalendarAddress
from tasks.restricted.acts import restrict
from tests.factories import (
    TODAY,
    changed,
    make_assignment,
    make_leader,
    make_milestone,
    make_plan,
    make_report,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_slip
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def phone(client):
    """``phone(person)`` is the path of the address that he made on the page."""

    def made(person, plan):
        client.force_login(person)
        page = client.post(address("calendar-address", plan), {"make": "1"}, follow=True)
        client.logout()
        return page.context["address"].removeprefix("http://testserver")

    return made


def events(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(answer.content)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


class TestAddress:
    def test_it_is_shown_once_and_kept_as_a_digest(self, client, plan, liaison, phone):
        path = phone(liaison, plan)
        token = path.removeprefix("/calendar/").removesuffix(".ics")
        assert len(token) > 40
        assert token not in str(CalendarAddress.objects.values_list())
        client.force_login(liaison)
        assert token not in client.get(address("calendar-address", plan)).text

    def test_a_new_one_ends_the_one_before(self, client, plan, liaison, milestone, phone):
        before, after = phone(liaison, plan), phone(liaison, plan)
        assert client.get(before).status_code == 410
        assert events(client, after)

    def test_what_is_revoked_is_told_in_a_sentence(self, client, plan, liaison, phone):
        path = phone(liaison, plan)
        client.force_login(liaison)
        client.post(address("calendar-address", plan), {"revoke": "1"})
        client.post(address("calendar-address", plan), {"revoke": "1"})
        client.logout()
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (410, "日历地址无效或已撤销，请重新生成。")

    def test_somebody_who_left_has_none(self, client, plan, liaison, phone):
        path = phone(liaison, plan)
        User.objects.filter(pk=liaison.pk).update(is_active=False)
        assert client.get(path).status_code == 410

    @pytest.mark.parametrize("token", ["x", "a" * 3000, "％", "..", "None"])
    def test_a_guess_finds_nothing(self, client, token):
        assert client.get(f"/calendar/{token}.ics").status_code in (404, 410)

    def test_the_page_says_when_it_was_fetched(self, client, plan, liaison, phone):
        path = phone(liaison, plan)
        client.get(path)
        client.force_login(liaison)
        page = client.get(address("calendar-address", plan))
        assert page.context["known"].fetched_at
        assert "最近一次读取" in page.text

    def test_it_only_reads(self, client, plan, liaison, phone):
        assert client.post(phone(liaison, plan)).status_code == 405


class TestFeed:
    def test_unit_staff_see_what_is_theirs(self, client, plan, milestone, liaison, unit, phone):
        make_milestone(task=make_task(plan=plan, number=12), text="别家的")
        make_slip(milestone, unit, number=3, reply_by=date(2015, 6, 24))
        found = events(client, phone(liaison, plan))
        assert list(found) == ["［临期］完成建章立制", "办理：督办〔2015〕3号"]
        event = found["［临期］完成建章立制"]
        assert event["dtstart"].dt == date(2015, 6, 30)
        assert event["url"].endswith(f"/plans/{plan.slug}/tasks/11/#m3")

    def test_leaders_see_what_they_lead_and_others_the_plan(self, client, plan, milestone, phone):
        person = make_user(role="leader")
        make_task_leader(milestone.task, make_leader(name="李杰", user=person))
        make_milestone(task=make_task(plan=plan, number=12), text="别人的")
        assert list(events(client, phone(person, plan))) == ["［临期］完成建章立制"]
        viewer = make_user(role="viewer")
        assert len(events(client, phone(viewer, plan))) == 2

    def test_an_extension_names_the_original_date(self, client, plan, milestone, liaison, phone):
        changed(milestone, due_on=date(2015, 7, 31))
        (event,) = events(client, phone(liaison, plan)).values()
        assert event["dtstart"].dt == date(2015, 7, 31)
        assert "原定时限：2015-06-30" in event["description"]

    def test_of_two_units_of_a_person_each_stands_once(
        self, client, plan, milestone, liaison, unit, phone
    ):
        group = make_unit(kind="group")
        group.members.add(unit)
        make_assignment(milestone.task, group, role="participating")
        path = phone(liaison, plan)
        assert client.get(path).content.count(b"BEGIN:VEVENT") == 1

    def test_long_ago_and_far_away_and_plans_not_in_use_are_left_out(
        self, client, plan, task, unit, liaison, phone
    ):
        for order, day in enumerate(("2015-03-17", "2015-03-18", "2016-06-18", "2016-06-19"), 10):
            make_milestone(task=task, order=order, text=day, due_on=date.fromisoformat(day))
        old = make_plan(slug="old", archived_from=date(2015, 6, 1), closing_from=date(2015, 5, 1))
        part = make_assignment(make_task(plan=old), unit)
        make_milestone(task=part.task, text="旧方案")
        assert [title.partition("］")[2] for title in events(client, phone(liaison, plan))] == [
            "2015-03-18",
            "2016-06-18",
        ]

    def test_nothing_of_what_is_restricted_or_reported_is_told(
        self, client, plan, milestone, liaison, supervisor, phone
    ):
        restrict(make_report(milestone, done="涉密"), by=supervisor, on=TODAY, text="个案")
        assert "涉密" not in client.get(phone(liaison, plan)).text

    def test_it_is_in_the_language_of_the_person(self, client, plan, milestone, liaison, phone):
        User.objects.filter(pk=liaison.pk).update(language="en")
        liaison.refresh_from_db()
        assert "［Due soon］完成建章立制" in events(client, phone(liaison, plan))

    def test_strict_readers_take_it(self, client, plan, milestone, task, liaison, phone):
        make_milestone(
            task=task, order=9, text="很长，的；节点\\内容\n第二行" * 9, due_on=date(2015, 7, 1)
        )
        content = client.get(phone(liaison, plan)).content
        lines = content.split(b"\r\n")
        assert b"\n" not in b"".join(lines) and max(map(len, lines)) <= 75
        read = vobject.readOne(content.decode())
        assert read.validate(raiseException=True)
        assert len(read.vevent_list) == 2
        uids = {event.uid.value for event in read.vevent_list}
        assert len(uids) == 2 and all("@" in uid for uid in uids)
        assert Calendar.from_ical(content).errors == []

    def test_the_same_thing_keeps_its_name(self, client, plan, milestone, liaison, phone):
        path = phone(liaison, plan)
        (before,) = events(client, path).values()
        changed(milestone, text="改了字", due_on=date(2015, 7, 5))
        (after,) = events(client, path).values()
        assert before["uid"] == after["uid"]

    def test_it_asks_as_often_for_many_as_for_few(
        self, client, plan, milestone, task, liaison, phone, django_assert_max_num_queries
    ):
        for order in range(10, 20):
            make_milestone(task=task, order=order)
        path = phone(liaison, plan)
        with django_assert_max_num_queries(8):
            client.get(path)
