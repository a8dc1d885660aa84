"""The official text with its clauses."""

from datetime import date

import pytest

from tests.factories import (
    make_extra_task,
    make_milestone,
    make_plan,
    make_task,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_the_document_links_every_clause_both_ways(viewer, plan):
    task = make_task(plan=plan, number=1)
    make_milestone(task=task, order=1, source_start=24, source_end=27)
    page = viewer.get(address("document", plan)).text
    assert 'id="task-1"' in page
    assert 'id="c1-1"' in page
    assert f"{address('task', plan, 1)}#m1" in page


def test_the_document_is_set_as_a_paper_with_each_tasks_light_in_the_margin(viewer, plan):
    task = make_task(plan=plan, number=1)
    make_milestone(task=task, order=1, due_on=date(2015, 1, 31), source_start=24, source_end=27)
    page = viewer.get(address("document", plan)).text
    assert f'<p class="paper-mark">{plan.issuer}文件</p>' in page
    assert f'<h1 class="paper-title">{plan.title}</h1>' in page
    note = page.partition('class="margin-note"')[2].partition("</a>")[0]
    assert f'href="{address("task", plan, 1)}"' in note
    assert ('aria-label="逾期"' in note, "任务1" in note) == (True, True)


def test_the_document_leaves_out_what_is_outside_the_plan(viewer, plan):
    make_task(plan=plan)
    extra = make_extra_task(plan)
    assert extra.title not in viewer.get(address("document", plan)).text


def test_the_number_of_the_document_stands_above_its_title(viewer):
    plan = make_plan(source_text="深宝发〔2015〕3号\n各单位：\n请执行。")
    page = viewer.get(address("document", plan)).text
    assert page.count("深宝发〔2015〕3号") == 1
    assert page.index("深宝发〔2015〕3号") < page.index("<h1") < page.index("各单位：")
