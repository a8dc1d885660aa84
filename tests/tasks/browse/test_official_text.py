import pytest

from tasks.browse.official_text import passages
from tasks.models import Task
from tests.factories import TODAY, make_milestone, make_plan, make_project, make_task

pytestmark = pytest.mark.django_db
TEXT = "前言\n三、专项工作\n（一）第一项\n1. 题目。内容。\n进度安排：六月完成甲，完成乙。\n结尾"


@pytest.fixture
def plan():
    return make_plan(source_text=TEXT)


def span(words):
    return {"source_start": TEXT.index(words), "source_end": TEXT.index(words) + len(words)}


@pytest.fixture
def tasks(plan):
    lines = "1. 题目。内容。\n进度安排：六月完成甲，完成乙。"
    task = make_task(project=make_project(plan=plan), **span(lines))
    make_milestone(task=task, order=1, **span("六月完成甲"))
    make_milestone(task=task, order=2, **span("完成乙"))
    return list(Task.objects.for_document(plan, TODAY))


def test_the_text_is_cut_along_lines_tasks_and_clauses(plan, tasks):
    found = passages(plan, tasks)
    assert [paragraph.kind for paragraph in found] == [
        "text", "section", "project", "task", "task", "text",
    ]  # fmt: skip
    assert [paragraph.opens for paragraph in found] == [False, False, False, True, False, False]
    clauses = [(p.text, p.milestone and p.milestone.order) for p in found[4].passages]
    assert clauses == [
        ("进度安排：", None), ("六月完成甲", 1), ("，", None), ("完成乙", 2), ("。", None),
    ]  # fmt: skip


def test_not_a_character_is_lost(plan, tasks):
    lines = ["".join(passage.text for passage in p.passages) for p in passages(plan, tasks)]
    assert "\n".join(lines) == TEXT


def test_a_part_is_cut_like_the_whole(plan, tasks):
    [task] = tasks
    found = passages(plan, tasks, task.source_start, task.source_end)
    assert [paragraph.kind for paragraph in found] == ["task", "task"]
    assert found[0].start == task.source_start


def test_a_clause_that_fills_its_line_leaves_nothing_beside_it():
    plan = make_plan(source_text="甲")
    task = make_task(project=make_project(plan=plan), source_start=0, source_end=1)
    make_milestone(task=task, source_start=0, source_end=1)
    [paragraph] = passages(plan, list(Task.objects.for_document(plan, TODAY)))
    assert [passage.text for passage in paragraph.passages] == ["甲"]


def test_two_clauses_side_by_side_have_nothing_between_them():
    plan = make_plan(source_text="甲乙")
    task = make_task(project=make_project(plan=plan), source_start=0, source_end=2)
    make_milestone(task=task, order=1, source_start=0, source_end=1)
    make_milestone(task=task, order=2, source_start=1, source_end=2)
    [paragraph] = passages(plan, list(Task.objects.for_document(plan, TODAY)))
    assert [passage.text for passage in paragraph.passages] == ["甲", "乙"]
