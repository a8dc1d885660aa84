"""The timeline of the year."""

from datetime import date

import pytest

from tests.factories import (
    grant,
    make_milestone,
    make_project,
    make_task,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLY, LATE = date(2015, 1, 31), date(2015, 12, 31)


class TestTimeline:
    def test_every_milestone_of_the_year_is_a_link(self, viewer, plan):
        task = make_task(plan=plan, number=5)
        for order in (1, 2, 3):
            make_milestone(task=task, order=order)
        page = viewer.get(address("timeline", plan)).text
        for order in (1, 2, 3):
            assert page.count(f"#m{order}") >= 2

    def test_what_has_no_day_in_the_year_stands_beside_it(self, viewer, plan):
        task = make_task(plan=plan)
        make_milestone(task=task, due_on=date(2020, 12, 31), text="五年之后")
        make_milestone(task=task, kind="ongoing", due_on=None, text="一直在做")
        [(_project, [drawn])] = viewer.get(address("timeline", plan)).context["projects"]
        row = drawn.row
        assert (row.marks, [other.text for other in row.others]) == ([], ["五年之后", "一直在做"])

    def test_another_year_has_no_line_for_today(self, viewer, plan):
        context = viewer.get(address("timeline", plan, as_of="2016-01-01")).context
        assert context["today_at"] is None

    def test_a_filter_narrows_it(self, viewer, plan):
        make_milestone(task=make_task(plan=plan), due_on=EARLY)
        make_milestone(task=make_task(plan=plan), due_on=LATE)
        assert viewer.get(address("timeline", plan, light="red")).context["row_count"] == 1
        assert "没有符合条件的内容" in viewer.get(address("timeline", plan, q="无")).text

    def test_a_hundred_tasks_stand_on_a_page_by_project(self, viewer, plan):
        project = make_project(plan=plan, number=1)
        for number in range(1, 103):
            make_milestone(task=make_task(project=project, number=number), order=1)
        first, second = (viewer.get(address("timeline", plan, page=n)) for n in (1, 2))
        assert [len(rows) for _project, rows in first.context["projects"]] == [100]
        assert [len(rows) for _project, rows in second.context["projects"]] == [2]
        assert first.context["row_count"] == 102

    def test_both_dates_are_said(self, viewer, plan):
        milestone = make_milestone(task=make_task(plan=plan))
        grant(milestone, new_due_on=LATE, decided_on=date(2015, 6, 1))
        page = viewer.get(address("timeline", plan)).text
        assert 'class="origin"' in page
        assert "2015-12-31，原定时限 2015-06-30" in page
