from datetime import date

import pytest

from tasks.figures.timeline import month_bands, position, row_of
from tasks.models import Milestone
from tests.factories import grant, make_done, make_milestone, make_task

NOON = date(2015, 7, 2)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2015, 1, 1), 0.14), (NOON, 50.0), (date(2015, 12, 31), 99.86)],
)
def test_a_day_stands_in_the_middle_of_its_width(day, expected):
    assert position(day, 2015) == expected


def test_a_leap_year_is_a_day_longer():
    assert position(date(2016, 12, 31), 2016) == round(100 * 365.5 / 366, 2)


def test_months_begin_one_after_the_other_with_their_names_in_the_middle():
    bands = month_bands(2015)
    assert [first.month for first, _start, _middle in bands] == list(range(1, 13))
    assert bands[0][1:] == (0.0, round(100 * 15.5 / 365, 2))
    assert bands[1][1] == round(100 * 31 / 365, 2)


def row(task, as_of=date(2015, 12, 31)):
    lit = Milestone.objects.of(task.plan, as_of).order_by("order")
    return row_of(task, lit, 2015)


@pytest.mark.django_db
class TestRow:
    def test_marks_that_would_touch_go_below_each_other(self):
        task = make_task()
        for due_on in (date(2015, 6, 20), date(2015, 6, 30), date(2015, 6, 30), date(2015, 9, 30)):
            make_milestone(task=task, due_on=due_on)
        found = row(task)
        assert [mark.y for mark in found.marks] == [0, 24, 48, 0]
        assert (found.height, found.marks[1].middle) == (72, 36)

    def test_done_work_stands_where_it_was_done_with_a_tail_to_its_date(self):
        task = make_task()
        make_done(date(2015, 6, 10), task=task, due_on=date(2015, 6, 30))
        [mark] = row(task).marks
        assert (mark.x, mark.tail) == (
            position(date(2015, 6, 10), 2015),
            position(date(2015, 6, 30), 2015),
        )

    def test_open_work_and_work_done_on_its_day_have_no_tail(self):
        task = make_task()
        make_milestone(task=task)
        make_done(date(2015, 3, 1), task=task, due_on=date(2015, 3, 1))
        assert [mark.tail for mark in row(task).marks] == [None, None]

    def test_a_date_of_another_year_gets_no_tail(self):
        task = make_task()
        make_done(date(2015, 3, 1), task=task, due_on=date(2016, 3, 1))
        [mark] = row(task).marks
        assert mark.tail is None

    def test_ongoing_unscheduled_and_other_years_stand_beside(self):
        task = make_task()
        make_milestone(task=task, kind="ongoing", due_on=date(2015, 12, 31))
        make_milestone(task=task, due_on=None)
        make_milestone(task=task, due_on=date(2020, 12, 31))
        found = row(task)
        assert (len(found.others), found.marks, found.is_ongoing, found.height) == (3, [], True, 24)

    def test_without_ongoing_work_there_is_no_line(self):
        task = make_task()
        make_milestone(task=task, due_on=None)
        assert row(task).is_ongoing is False

    def test_the_documents_date_stands_beside_the_approved_one(self):
        task = make_task()
        milestone = make_milestone(task=task, due_on=date(2015, 6, 30))
        grant(milestone, new_due_on=date(2015, 9, 30), decided_on=date(2015, 6, 1))
        [mark] = row(task, as_of=date(2015, 6, 18)).marks
        assert (mark.x, mark.origin) == (
            position(date(2015, 9, 30), 2015),
            position(date(2015, 6, 30), 2015),
        )
