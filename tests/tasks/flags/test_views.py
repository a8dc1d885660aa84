"""The list of overdue flags, on each day as it stood."""

from datetime import date

import pytest

from tests.factories import grant, make_milestone, make_task
from tests.pages import address
from tests.supervising import make_flag

MAY_31 = date(2015, 5, 31)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_open_and_closed_ones_stand_apart_as_of_each_day(viewer, plan):
    task = make_task(plan=plan)
    make_flag(make_milestone(task=task, text="仍未办结", due_on=MAY_31))
    granted = make_milestone(task=task, text="已获延期", due_on=MAY_31)
    grant(granted, new_due_on=date(2015, 9, 30), decided_on=date(2015, 6, 10))
    make_flag(granted, closed_on=date(2015, 6, 10), cause="extended")
    make_flag(make_milestone(text="别的方案"))
    now = viewer.get(address("flag-list", plan))
    earlier = viewer.get(address("flag-list", plan, as_of="2015-06-09"))
    assert [len(now.context["open"]), len(now.context["closed"])] == [1, 1]
    assert [len(earlier.context["open"]), len(earlier.context["closed"])] == [2, 0]
    for words in ("仍未办结", "18天", "已获延期", "9天", "批准延期"):
        assert words in now.text
    assert "批准延期" not in earlier.text


@pytest.mark.parametrize("number", [1, 4])
def test_it_asks_as_often_for_many(number, viewer, plan, django_assert_num_queries):
    for _time in range(number):
        make_flag(make_milestone(task=make_task(plan=plan)))
    with django_assert_num_queries(4):
        viewer.get(address("flag-list", plan))
