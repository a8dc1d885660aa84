"""Two administrators correct the same: the second is told, and nothing is overwritten."""

from datetime import date

import pytest
from django.urls import reverse

from tasks.handover.acts import move_part
from tasks.models import Correction, Event
from tasks.workflow.acts import reports
from tests.correcting import form_of, save, send
from tests.factories import TODAY, make_assignment, make_milestone, make_task, make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
REFUSAL = "您打开本页后，有人已作更正，本次未保存。请重新打开本页再作修改；您填写的内容仍在下方。"


@pytest.fixture
def first(client_as):
    return client_as("admin")


@pytest.fixture
def second(client_as):
    return client_as("admin")


@pytest.fixture
def task():
    task = make_task(title="旧题目", key_focus="旧重点")
    make_assignment(task, make_unit(name="区司法局"), order=1)
    make_milestone(task=task, order=1, text="制定办法")
    return task


def test_the_second_is_told_who_changed_what_and_keeps_his_words(first, second, task):
    opened = form_of(second, task)
    save(first, task, title="新题目")
    page = send(second, task, opened | {"key_focus": "新重点"})
    ((refusal, told),) = page.context["errors"]
    person = Correction.objects.get().event.person
    assert refusal == REFUSAL
    assert str(person) in told
    assert "校对原文" in told
    assert "标题：旧题目 → 新题目" in told
    assert "新重点" in page.text
    task.refresh_from_db()
    assert (task.title, task.key_focus) == ("新题目", "旧重点")
    again = send(second, task, opened | {"key_focus": "新重点"})
    assert again.context["errors"][0][0] == REFUSAL


def test_of_two_who_correct_the_plan_the_second_is_told(first, second, task):
    opened = form_of(second, task.plan)
    save(first, task.plan, short_title="新简称")
    page = send(second, task.plan, opened | {"issuer": "区政府"})
    ((refusal, told),) = page.context["errors"]
    assert refusal == REFUSAL
    assert "工作方案 → 新简称" in told
    task.plan.refresh_from_db()
    assert (task.plan.short_title, task.plan.issuer) == ("新简称", "区委")


@pytest.mark.parametrize("of", ["task", "milestone"])
def test_the_page_carries_what_was_seen(first, task, of):
    row = task if of == "task" else task.milestones.get()
    save(first, row, **{"title" if of == "task" else "text": "新题目"})
    page = first.get(reverse(f"admin:tasks_{of}_change", args=[row.pk])).text
    assert f'name="seen" value="{Event.objects.get().pk}"' in page


def test_who_opens_the_page_anew_goes_on(first, second, task):
    save(first, task, title="新题目")
    save(second, task, key_focus="新重点")
    task.refresh_from_db()
    assert (task.title, task.key_focus) == ("新题目", "新重点")


def test_a_milestone_that_was_corrected_on_its_task_is_not_overwritten(first, second, task):
    milestone = task.milestones.get()
    opened, of_task = form_of(second, milestone), form_of(second, task)
    save(first, task, **{"milestones-0-text": "制定细则"})
    assert send(second, milestone, opened | {"kind": "start"}).context["errors"][0][0] == REFUSAL
    assert send(second, task, of_task | {"title": "新题目"}).context["errors"][0][0] == REFUSAL
    milestone.refresh_from_db()
    assert (milestone.text, milestone.kind) == ("制定细则", "deadline")


def test_a_unit_that_was_moved_is_not_moved_back(second, task):
    opened, other = form_of(second, task), make_unit(name="区法制办")
    words = {"by": make_user(role="supervisor"), "on": TODAY, "reason": "职责调整"}
    move_part(task.assignments.get(), unit=other, **words)
    ((refusal, told),) = send(second, task, opened | {"title": "新题目"}).context["errors"]
    assert refusal == REFUSAL
    assert "区司法局 → 区法制办" in told
    assert task.assignments.get().unit == other


def test_what_units_do_meanwhile_is_no_hindrance(second, task):
    opened = form_of(second, task)
    liaison = make_user(role="liaison", unit=task.assignments.get().unit)
    reports.report(task.milestones.get(), by=liaison, on=date(2015, 6, 18), done="3件")
    assert send(second, task, opened | {"title": "新题目"}).status_code == 302
