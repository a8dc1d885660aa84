"""The pages that compare two days: what they refuse, list and offer."""

import re
from datetime import date, timedelta

import pytest

from tests.factories import (
    grant,
    make_done,
    make_extra_task,
    make_milestone,
    make_project,
    make_task,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


def numbers_of(tally):
    return tally.dated, tally.on_time, tally.late, tally.red


class TestPage:
    @pytest.fixture
    def task(self, plan):
        return make_task(project=make_project(plan=plan))

    @pytest.fixture
    def reader(self, client):
        client.force_login(make_user(language="en"))
        return client

    @pytest.mark.parametrize(
        ("asked", "status", "words"),
        [
            ({"since": "2015-06-17"}, 200, "From 17 June to 18 June"),
            ({"since": ""}, 200, "Compare with an earlier day"),
            ({"since": "2015-02-30"}, 400, "“2015-02-30” is not a date."),
            ({"since": "gestern"}, 400, "“gestern” is not a date."),
            ({"since": "2015-06-18"}, 400, "with an earlier day only, and 2015-06-18 is none"),
            (
                {"since": "2015-05-01", "as_of": "2015-04-30"},
                400,
                "The page shows 2015-04-30; it can be compared",
            ),
            ({"since": "0001-01-01"}, 400, ""),
        ],
    )
    @pytest.mark.parametrize("name", ["overview", "project"])
    def test_days_that_make_no_sense_are_refused(
        self, asked, status, words, name, reader, plan, task
    ):
        place = [task.project.number] if name == "project" else []
        page = reader.get(address(name, plan, *place, **asked))
        assert page.status_code == status
        assert words in " ".join(page.text.split())

    def test_what_changed_is_listed_the_overdue_first(self, reader, plan, task):
        make_done(date(2015, 6, 12), task=task, due_on=date(2015, 6, 11), text="迟交")
        moved = make_milestone(task=task, text="改期", due_on=date(2015, 6, 20))
        grant(moved, new_due_on=date(2015, 9, 30), decided_on=date(2015, 6, 12))
        make_milestone(task=task, text="逾期", due_on=date(2015, 6, 14), added_on=date(2015, 6, 12))
        make_milestone(task=task, text="未变")
        page = reader.get(address("overview", plan, since="2015-06-10")).text
        rows = page.split('<div class="listed-row">')[1:]
        said = [re.findall(r">([^<>]+)</(?:a|span)>", row.partition("</div>")[0]) for row in rows]
        name = f"Task {task.number}"
        assert [row[1:] for row in said] == [
            ["逾期", name, "Newly overdue", "Missed their date 2015-06-14", "Newly added"],
            ["迟交", name, "Newly done 2015-06-12", "Missed their date 2015-06-11"],
            ["改期", name, "Extended 2015-06-20 → 2015-09-30"],
        ]

    def test_a_past_pair_of_days_gives_the_same_answer_whatever_is_done_later(
        self, reader, plan, task
    ):
        one = make_milestone(task=task, due_on=date(2015, 5, 31))
        asked = address("overview", plan, since="2015-05-01", as_of="2015-06-10")
        before = reader.get(asked).context["comparison"]
        told = before.numbers, [numbers_of(point.tally) for point in before.points]
        grant(one, new_due_on=date(2015, 9, 30), decided_on=date(2015, 6, 12))
        make_milestone(task=task, added_on=date(2015, 6, 15))
        after = reader.get(asked + "&again=1").context["comparison"]
        assert told == (after.numbers, [numbers_of(point.tally) for point in after.points])

    def test_nothing_changed_says_so(self, reader, plan, task):
        make_milestone(task=task)
        page = reader.get(address("overview", plan, since="2015-06-17")).text
        assert "Nothing changed between these days." in page

    def test_days_often_compared_with_are_offered_where_they_lie_before(self, reader, plan, task):
        def offered(day):
            page = reader.get(address("overview", plan, as_of=day)).text
            return re.findall(r"since=([\d-]+)#compare", page)

        assert offered("2015-06-18") == ["2015-06-11", "2015-05-31", "2015-02-05"]
        assert offered("2016-02-12") == ["2016-02-05", "2016-01-31", "2015-12-31", "2015-02-05"]
        assert offered("2015-02-05") == []

    @pytest.mark.parametrize("tasks", [1, 3])
    def test_it_asks_three_more_however_much_there_is(
        self, tasks, reader, plan, django_assert_num_queries
    ):
        for _number in range(tasks):
            make_done(date(2015, 6, 12), task=make_task(plan=plan))
        reader.get(address("about", plan))
        with django_assert_num_queries(12):
            reader.get(address("overview", plan, since="2015-06-01"))


def test_a_project_that_is_none_has_no_page(viewer, plan):
    make_extra_task(plan)
    assert [
        viewer.get(address("project", plan, number)).status_code for number in (77, 1001)
    ] == [404, 404]  # fmt: skip
