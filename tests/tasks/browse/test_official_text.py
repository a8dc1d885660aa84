import pytest

from tasks.browse.official_text import passages
from tasks.models import Task
from tests.factories import TODAY, make_milestone, make_plan, make_project, make_task

pytestmark = pytest.mark.django_db
TEXT = "前言。\n三、专项工作\n（一）第一项\n1. 题目。内容。\n进度安排：六月完成甲，完成乙。\n结尾。"


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


OFFICIAL = """深宝发〔2015〕3号
各街道党工委，区直各单位：
《工作方案》已经区委同意，现印发给你们。
中共某区委
2015年2月5日
中共某区委关于建设一流城区的
工作方案
现提出以下意见：
一、长长的标题也是标题，因为其中没有句号，无论它有多么长，哪怕超过四十个字符也是如此
（一）加强领导。各单位要负责。
（二）法治建设
1. 题目。内容。
以上
"""


@pytest.mark.parametrize(
    ("number", "kind"),
    list(enumerate(
        ["number", "addressees", "text", "sign", "sign", "title", "title", "text", "section",
         "text", "project", "text", "title"]
    )),
)  # fmt: skip
def test_each_line_is_what_it_is_on_an_official_paper(number, kind):
    plan = make_plan(source_text=OFFICIAL, issuer="中共某区委")
    found = passages(plan, [])
    assert len(found) == 13
    assert found[number].kind == kind, OFFICIAL.splitlines()[number]


def test_only_the_first_line_can_name_the_addressees():
    plan = make_plan(source_text="现提出以下意见。\n各单位：\n各街道：")
    assert [one.kind for one in passages(plan, [])] == ["text", "text", "text"]


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("（一）加强领导。各单位要负责。", "（一）加强领导。"),
        ("12. 题目。内容。", "12. 题目。"),
        ("2015年6月底前完成。", None),
        ("加强领导。各单位要负责。", None),
    ],
)
def test_a_line_that_begins_with_a_number_has_a_head(line, head):
    [paragraph] = passages(make_plan(source_text=line), [])
    heads = [piece.text for piece in paragraph.passages if piece.is_head]
    assert heads == ([head] if head else [])
    assert "".join(piece.text for piece in paragraph.passages) == line


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


def test_a_heading_that_is_the_whole_line_has_nothing_after_it():
    text = "（一）第一项。\n（二）第二项。内容。"
    found = passages(make_plan(source_text=text), [])
    assert [[one.text for one in line.passages] for line in found] == [
        ["（一）第一项。"], ["（二）第二项。", "内容。"],
    ]  # fmt: skip
