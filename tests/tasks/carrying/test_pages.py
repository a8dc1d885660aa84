"""The pages on which work is carried over."""

import pytest

from tasks.carrying.models import Carried
from tasks.models import Plan
from tests.factories import (
    TODAY,
    make_plan,
    make_plan_of,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestPages:
    def test_what_is_left_is_chosen_looked_at_and_carried_over(
        self, as_supervisor, plan, target, task, left
    ):
        page = address("carry-over", plan)
        assert page in as_supervisor.get(address("setup", plan)).text
        chosen = as_supervisor.get(page, {"m": [left[0].pk], "to": target.pk}).text
        assert "建立清单" in chosen
        assert ("编制清单" in chosen, "长期坚持" in chosen) == (True, False)
        sent = {"m": [left[0].pk], "to": target.pk, "reason": "明年继续办理。"}
        answer = as_supervisor.post(page, sent, follow=True)
        assert answer.redirect_chain == [(address("setup", plan), 302)]
        assert "已结转1项任务" in answer.text
        new = target.tasks.get()
        old_page, new_page = address("task", plan, 12), address("task", target, new.number)
        assert f'href="{new_page}"' in as_supervisor.get(old_page).text
        assert "已结转至2016年工作方案任务1" in as_supervisor.get(old_page).text
        assert f'href="{old_page}"' in as_supervisor.get(new_page).text
        assert "转自2015年工作方案任务12" in as_supervisor.get(new_page).text

    def test_all_is_offered_and_nothing_is_chosen_at_first(self, as_supervisor, plan, target, left):
        page = as_supervisor.get(address("carry-over", plan))
        assert [list(own) for _task, own in page.context["left"]] == [left]
        assert " checked" not in page.text
        assert 'role="alert"' not in page.text

    def test_without_a_choice_the_page_asks_for_one(self, as_supervisor, plan, target, left):
        for query in ({"to": target.pk}, {"to": target.pk, "m": "x"}):
            assert "请至少勾选一个" in as_supervisor.get(address("carry-over", plan), query).text

    def test_without_a_reason_nothing_is_done(self, as_supervisor, plan, target, left):
        sent = {"m": [left[0].pk], "to": target.pk, "reason": ""}
        answer = as_supervisor.post(address("carry-over", plan), sent)
        assert (answer.status_code, Carried.objects.count()) == (200, 0)
        assert "编制清单" in answer.text

    def test_a_plan_that_is_put_in_use_meanwhile_takes_nothing(
        self, as_supervisor, plan, target, left
    ):
        Plan.objects.filter(pk=target.pk).update(in_use_from=TODAY, issued_on=TODAY)
        sent = {"m": [left[0].pk], "to": target.pk, "reason": "明年继续办理。"}
        answer = as_supervisor.post(address("carry-over", plan), sent)
        assert (answer.status_code, Carried.objects.count()) == (200, 0)
        assert "明年继续办理。" in answer.text

    def test_each_empty_page_says_why(self, as_supervisor, plan, target, task):
        page = address("carry-over", plan)
        assert "没有剩余事项" in as_supervisor.get(page).text
        Plan.objects.filter(pk=target.pk).delete()
        assert address("begin-plan", plan) in as_supervisor.get(page).text.partition("<main")[2]
        Plan.objects.filter(pk=plan.pk).update(closing_from=None)
        assert "收官" in as_supervisor.get(page).text.partition("<main")[2]

    def test_one_of_two_plans_in_preparation_is_chosen(self, as_supervisor, plan, target, left):
        other = make_plan(in_use_from=None, short_title="另一方案")
        page = as_supervisor.get(address("carry-over", plan), {"m": left[0].pk})
        assert page.context["takers"] == [target, other]
        assert page.templates[0].name == "carrying/choose.html"

    @pytest.mark.parametrize("tasks", [1, 3, 20])
    def test_the_choice_asks_as_often_for_many_as_for_one(
        self, tasks, as_supervisor, target, django_assert_num_queries
    ):
        old = make_plan_of(tasks)
        Plan.objects.filter(pk=old.pk).update(closing_from=TODAY)
        with django_assert_num_queries(6):
            as_supervisor.get(address("carry-over", old))
