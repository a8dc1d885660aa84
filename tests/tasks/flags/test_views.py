"""The list of overdue flags, on each day as it stood."""

from datetime import date

import pytest

from tests.factories import grant, make_done, make_milestone, make_request, make_task
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


def test_what_was_approved_later_says_so_and_is_not_called_overdue(viewer, plan):
    task = make_task(plan=plan)
    done = make_done(date(2015, 5, 20), task=task, due_on=MAY_31)
    days = {"completed_on": date(2015, 5, 20), "decided_on": date(2015, 6, 13)}
    make_request(done, state="approved", **days)
    make_flag(done, closed_on=date(2015, 6, 13), cause="done")
    page = viewer.get(address("flag-list", plan, as_of="2015-06-05")).text
    row = page.partition('id="cleared"')[2].partition("</section>")[0]
    for words in (
        "现查明未逾期",
        "5月20日办结，6月13日审核通过",
        "其中13天为待审核，不属逾期",
    ):
        assert words in row
    assert "逾期自" not in page


def test_a_date_that_was_read_anew_says_so(viewer, plan):
    make_flag(make_milestone(task=make_task(plan=plan), due_on=date(2015, 12, 31)))
    assert "时限事后更正，当时并未逾期" in viewer.get(address("flag-list", plan)).text
