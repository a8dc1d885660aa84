"""The month as a page: the same milestones as the list, on their days."""

from datetime import date

import pytest

from tasks.calendar.month import weeks
from tasks.ground.lights import Light
from tests.factories import (
    changed,
    make_extra_task,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address, rows_of
from tests.supervising import make_instruction, make_slip, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def reader(client_as):
    return client_as("viewer")


def days(answer):
    """``{day: Day}`` of what is not empty."""
    return {day.day: day for week in answer.context["weeks"] for day in week if not day.is_empty}


def shown(client, plan, **query):
    answer = client.get(address("calendar", plan, **query))
    assert answer.status_code == 200
    return answer


def test_a_month_is_whole_weeks_from_monday_on():
    june = weeks(date(2015, 6, 1))
    assert (june[0][0].day, june[-1][-1].day) == (date(2015, 6, 1), date(2015, 7, 5))
    february = weeks(date(2015, 2, 1))
    assert (february[0][0].day, february[-1][-1].day) == (date(2015, 1, 26), date(2015, 3, 1))
    assert all(len(week) == 7 for week in [*june, *february])
    assert [day.is_inside for day in february[0]] == [False] * 6 + [True]


def test_free_days_are_those_of_the_state_council():
    found = {
        day.day.day: day.is_free
        for week in weeks(date(2015, 10, 1))
        for day in week
        if day.is_inside
    }
    assert found[1] and found[7] and not found[8] and not found[10]


class TestMonth:
    def test_each_milestone_stands_on_its_day(self, reader, plan, milestone, task):
        make_milestone(task=task, order=8, due_on=date(2015, 7, 1))
        found = days(shown(reader, plan))
        assert [row["text"] for row in found[date(2015, 6, 30)].due] == ["完成建章立制"]
        assert (list(found), found[date(2015, 6, 30)].moved) == ([date(2015, 6, 30)], [])
        assert list(days(shown(reader, plan, month="2015-07"))) == [date(2015, 7, 1)]

    def test_what_was_extended_stays_on_its_first_day_as_moved(self, reader, plan, milestone):
        changed(milestone, due_on=date(2015, 7, 1))  # in the last week of June's page
        page = shown(reader, plan)
        june = days(page)[date(2015, 6, 30)]
        assert (june.due, [row["due"] for row in june.moved]) == ([], [date(2015, 7, 1)])
        assert page.context["due"] == 0
        assert "延至2015-07-01" in page.text
        july = shown(reader, plan, month="2015-07")
        assert len(days(july)[date(2015, 7, 1)].due) == 1
        assert "原定2015-06-30" in july.text

    def test_numbers_lead_to_the_list_that_they_count(self, reader, plan, milestone, task):
        for order in range(10, 16):
            make_milestone(task=task, order=order)
        make_milestone(task=make_task(plan=plan, number=12))
        changed(make_milestone(task=task, order=20), due_on=date(2015, 7, 31))
        for query in ({}, {"unit": milestone.lead.pk}, {"light": "amber"}):
            answer = shown(reader, plan, **query)
            day = days(answer)[date(2015, 6, 30)]
            for at, number in (
                (day.address, len(day.due)),
                (answer.context["address"], answer.context["due"]),
            ):
                assert len(rows_of(reader.get(at))) == number
            assert (len(day.first), day.rest) == (3, len(day.due) - 3)

    def test_what_is_outside_the_plan_stands_there_too(self, reader, plan, milestone):
        make_extra_task(plan, date(2015, 5, 1), number=1001, due_on=date(2015, 6, 25))
        found = days(shown(reader, plan))
        assert found[date(2015, 6, 25)].due[0]["task__number"] == 1001

    def test_a_past_day_shows_it_as_it_was(self, reader, plan, milestone):
        changed(milestone, stage="done", completed_on=date(2015, 6, 10))
        lights = [
            days(shown(reader, plan, **query))[date(2015, 6, 30)].due[0]["light"]
            for query in ({}, {"as_of": "2015-06-09"})
        ]
        assert lights == [Light.DONE, Light.GREEN]

    def test_its_papers_are_those_that_wait(self, reader, plan, milestone, unit):
        other = make_unit()
        make_slip(milestone, unit, number=3, reply_by=date(2015, 6, 24))
        make_visit(milestone=milestone, unit=unit, rectify_by=date(2015, 6, 26))
        make_instruction(milestone.task, unit, reply_by=date(2015, 6, 25))
        for query in ({}, {"unit": unit.pk}):
            found = days(shown(reader, plan, **query))
            assert {day.day for day in found if found[day].papers} == {24, 25, 26}
        for query in ({"unit": other.pk}, {"light": "amber"}):
            assert not any(day.papers for day in days(shown(reader, plan, **query)).values())

    def test_papers_of_a_leader_are_those_about_his_tasks(self, reader, plan, milestone, unit):
        leader = make_leader(name="李杰")
        make_task_leader(milestone.task, leader)
        make_slip(milestone, unit, number=3, reply_by=date(2015, 6, 24))
        found = days(shown(reader, plan, leader=leader.pk))
        assert found[date(2015, 6, 24)].papers and found[date(2015, 6, 30)].due
        other = make_leader(name="王浩")
        make_task_leader(make_task(plan=plan, number=12), other)
        assert not days(shown(reader, plan, leader=other.pk))

    @pytest.mark.parametrize(
        "month", ["2015-13", "2015-6", "morgen", "0000-01", "9999-12", "1" * 500]
    )
    def test_no_month_is_told_in_a_sentence(self, reader, plan, month):
        answer = reader.get(address("calendar", plan, month=month))
        assert answer.status_code == 400
        assert "2015-06" in answer.text

    def test_mine_leads_to_the_unit_or_the_leader(self, client, plan, unit, liaison):
        client.force_login(liaison)
        at = address("calendar", plan, mine=1, month="2015-07")
        assert client.get(at).url == address("calendar", plan, month="2015-07", unit=unit.pk)
        person = make_user(role="leader")
        leader = make_leader(name="李杰", user=person)
        client.force_login(person)
        assert client.get(at).url == address("calendar", plan, month="2015-07", leader=leader.pk)
        client.force_login(make_user(role="viewer"))
        assert client.get(at).url == address("calendar", plan, month="2015-07")

    def test_it_asks_as_often_for_many_as_for_few(
        self, reader, plan, milestone, task, unit, django_assert_max_num_queries
    ):
        for order in range(10, 20):
            make_slip(make_milestone(task=task, order=order), unit, number=order)
        with django_assert_max_num_queries(12):
            shown(reader, plan)
