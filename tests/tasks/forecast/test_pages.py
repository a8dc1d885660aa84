"""Everybody reads what is said of open milestones, and what came of what was said."""

import re
from datetime import date

import pytest

from tests.factories import changed, make_extra_task, make_milestone, make_task, make_task_change
from tests.pages import address
from tests.tasks.forecast.cases import BEFORE, MONDAY, WEEK, make_forecast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SAID = {"depth": 4, "cases": 23, "came": 15, "all_cases": 40, "all_came": 30}
NOW = {"monday": MONDAY, "due": date(2015, 6, 30), "left": 2} | SAID


@pytest.fixture
def open_one(plan):
    return make_milestone(task=make_task(plan=plan, number=11), text="完成建章立制")


def task_page(client, milestone, **asked):
    return client.get(address("task", milestone.task.plan, milestone.task.number), asked).text


def page(client, plan, **asked):
    return client.get(address("forecast", plan), asked)


class TestTheLineOfATask:
    LINE = "同类23项中15项按期"

    def test_it_says_of_how_many_like_cases_how_many_were_in_time(self, viewer, open_one):
        make_forecast(open_one, **NOW)
        text = task_page(viewer, open_one)
        assert self.LINE in " ".join(text.split())
        assert "距时限14—30天、30天内有填报、单位预计按期、未延期也未退回" in "".join(text.split())
        assert f'href="{address("forecast", open_one.task.plan)}"' in text

    def test_it_names_what_was_compared(self, viewer, open_one):
        make_forecast(open_one, **NOW | {"depth": 2, "had_setback": True})
        text = "".join(task_page(viewer, open_one).split())
        assert "距时限14—30天、30天内有填报</small>" in text
        assert "单位预计按期" not in text

    @pytest.mark.parametrize(
        "fields",
        [
            {"depth": 0, "cases": 0, "came": 0},
            {"due": date(2015, 6, 29)},
            {"monday": MONDAY - WEEK},
        ],
        ids=["silent", "another date", "another week"],
    )
    def test_otherwise_it_is_silent(self, viewer, open_one, fields):
        make_forecast(open_one, **NOW | fields)
        assert "同类" not in task_page(viewer, open_one)

    def test_what_is_done_has_none(self, viewer, open_one):
        make_forecast(open_one, **NOW)
        changed(open_one, stage="done", completed_on=date(2015, 6, 16))
        assert "同类" not in task_page(viewer, open_one)

    def test_a_past_day_shows_what_was_said_then(self, viewer, open_one):
        make_forecast(open_one, **NOW | {"monday": MONDAY - WEEK, "came": 7})
        make_forecast(open_one, **NOW)
        past = task_page(viewer, open_one, as_of="2015-06-14")
        assert "同类23项中7项按期" in " ".join(past.split())
        assert "同类" not in task_page(viewer, open_one, as_of="2015-06-22")


class TestThePage:
    @pytest.mark.parametrize("role", ["viewer", "liaison", "head", "leader", "supervisor", "admin"])
    def test_everybody_reads_it(self, client_as, plan, role):
        assert page(client_as(role), plan).status_code == 200

    def test_nobody_reads_it_without_signing_in(self, client, plan):
        assert page(client, plan).status_code == 302

    def test_without_a_record_it_says_so(self, viewer, plan):
        text = page(viewer, plan).text
        assert "预测尚无可核对的结果" in text
        assert "同类情形过少" in text

    def test_it_says_what_was_said_and_what_came(self, viewer, plan):
        for in_time in (True, True, False):
            make_forecast(in_time=in_time, known_on=MONDAY, **SAID)
        shown = page(viewer, plan)
        assert "预测按期65%，实际按期67%" in shown.text
        assert re.findall(r"<td>(\d+)</td><td>(\d+)%</td><td>(\d+)%</td>", shown.text) == [
            ("3", "65", "67")
        ]
        assert "预测60%至79%：3次，预测65%，实际67%。" in shown.text

    def test_a_past_day_knows_only_what_was_known_then(self, viewer, plan):
        make_forecast(in_time=True, known_on=MONDAY, **SAID)
        assert "预测尚无可核对的结果" in page(viewer, plan, as_of="2015-06-14").text
        assert "实际按期100%" in page(viewer, plan, as_of="2015-06-15").text

    def test_open_milestones_of_the_plan_are_listed_the_least_likely_first(
        self, viewer, plan, open_one
    ):
        unlikely = make_milestone(task=open_one.task, text="印发办法")
        other_date = make_milestone(task=open_one.task, text="改期", due_on=date(2015, 7, 1))
        done = make_milestone(task=open_one.task, text="已办")
        for milestone in (open_one, other_date, done, make_milestone(text="别的方案")):
            make_forecast(milestone, **NOW)
        make_forecast(unlikely, **NOW | {"came": 14})
        make_forecast(make_milestone(task=open_one.task, text="上周"), **NOW | {"monday": BEFORE})
        changed(done, stage="done", completed_on=date(2015, 6, 16))
        rows = page(viewer, plan).text.partition('id="week"')[2].partition("</section>")[0]
        assert re.findall(r">(印发办法|完成建章立制|改期|已办|别的方案|上周)</a>", rows) == [
            "印发办法",
            "完成建章立制",
        ]
        assert re.findall(r">(\d+)%<", rows) == ["61", "65"]

    def test_what_is_outside_the_plan_says_so(self, viewer, plan):
        outside = make_extra_task(plan).milestones.get()
        make_forecast(outside, **NOW)
        assert "计划外" in page(viewer, plan).text

    def test_the_counting_rules_lead_to_it(self, viewer, plan):
        assert f'href="{address("forecast", plan)}"' in viewer.get(address("about", plan)).text


def test_a_task_that_ended_says_nothing(viewer, open_one):
    make_forecast(open_one, **NOW)
    make_task_change(open_one.task)
    changed(open_one, stage="stopped", stopped_on=date(2015, 6, 16))
    assert "同类" not in task_page(viewer, open_one)
