"""The page of a task outside the plan."""

import pytest

from tasks.models import Carried
from tests.factories import TODAY, make_extra_task, make_plan, make_task
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW = {"on": TODAY}


class TestTaskPage:
    def test_it_says_where_it_comes_from(self, viewer, plan, set_up):
        page = viewer.get(address("task", plan, 1001)).text
        for said in (
            "计划外立项",
            "会议",
            "区委常委会6月17日会议",
            "张某",
            "李某",
            "2015-06-18",
            "汛期将至。",
        ):
            assert said in page
        assert "全面排查隐患。" in page
        assert "由督查员增加" not in page
        assert f"{address('document', plan)}#task-1001" not in page
        assert "#c1001-1" not in page
        assert "、计划外立项" not in page

    def test_one_that_was_carried_over_says_only_that(self, viewer, plan):
        extra = make_extra_task(plan)
        before = make_extra_task(make_plan(closing_from=TODAY), title="上年")
        Carried.objects.create(source=before.milestones.get(), milestone=extra.milestones.get())
        page = viewer.get(address("task", plan, extra.number)).text
        assert "立项来源" not in page
        assert address("task", before.plan, before.number) in page

    def test_walking_from_task_to_task_comes_to_it_last(self, viewer, plan, set_up):
        make_task(plan=plan, number=44)
        context = viewer.get(address("task", plan, 44)).context_data
        assert (context["earlier"], context["later"]) == (None, 1001)
