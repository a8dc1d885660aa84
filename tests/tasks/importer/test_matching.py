"""A row of the database and an item of the text that mean the same find each other."""

from dataclasses import dataclass

import pytest

from tasks.importer.loading import load
from tasks.importer.matching import matched
from tasks.importer.plan import read_plan
from tasks.models import Assignment, Milestone, Task, TaskLeader
from tests.factories import make_report
from tests.texts import item, small_plan


@dataclass(frozen=True)
class Clause:
    text: str
    order: int


def pairs(rows, readings):
    """Which old places went with which new ones, and which old ones are left."""
    rows = [Clause(text, order) for order, text in enumerate(rows, 1)]
    readings = [Clause(text, order) for order, text in enumerate(readings, 1)]
    found, left = matched(rows, readings, "text", "order")
    return {(row.order, new.order) for new, row in found.items()}, [row.order for row in left]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲乙", "甲乙", ({(1, 1), (2, 2)}, [])),
        ("甲乙", "乙甲", ({(1, 2), (2, 1)}, [])),
        ("甲乙", "甲丙", ({(1, 1), (2, 2)}, [])),
        ("甲乙", "丙甲乙", ({(1, 2), (2, 3)}, [])),
        ("甲乙丙", "甲丙", ({(1, 1), (3, 2)}, [2])),
        ("甲甲", "甲甲", ({(1, 1), (2, 2)}, [])),
        ("乙甲甲", "甲甲", ({(2, 2), (3, 1)}, [1])),
        ("", "甲", (set(), [])),
    ],
)
def test_the_same_words_go_before_the_same_place(old, new, expected):
    assert pairs(old, new) == expected


def load_items(*items):
    return load(read_plan(small_plan(*items).encode(), "plan"))


def orders(model):
    return list(model.objects.order_by("order").values_list("order", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "later", ["完成丙，完成乙，完成甲", "完成乙，完成甲，完成丙", "完成丁，完成甲，完成乙，完成丙"]
)
def test_clauses_that_change_places_stay_the_rows_they_were(later):
    load_items(item(schedule="2015年6月底前，完成甲，完成乙，完成丙。"))
    before = dict(Milestone.objects.values_list("text", "pk"))
    load_items(item(schedule=f"2015年6月底前，{later}。"))
    after = dict(Milestone.objects.order_by("order").values_list("text", "pk"))
    assert list(after) == later.split("，")
    assert before.items() <= after.items()
    assert orders(Milestone) == list(range(1, len(after) + 1))


@pytest.mark.django_db
def test_two_clauses_of_the_same_words_load_twice():
    twice = item(schedule="2015年6月底前完成工作，12月底前完成工作。")
    load_items(twice)
    assert load_items(twice) == []
    assert orders(Milestone) == [1, 2]


@pytest.mark.django_db
def test_progress_follows_a_task_that_gets_another_number():
    load_items(item(1, title="甲"), item(2, title="乙"))
    report = make_report(Milestone.objects.get(task__title="乙"))
    load_items(item(1, title="甲"), item(2, title="丙"), item(3, title="乙"))
    assert list(Task.objects.values_list("number", "title")) == [(1, "甲"), (2, "丙"), (3, "乙")]
    report.refresh_from_db()
    assert report.milestone.task.title == "乙"


@pytest.mark.django_db
def test_units_and_leaders_that_change_places_keep_their_rows():
    load_items(
        item(responsible="（牵头区领导：甲、乙，牵头单位：区法院、区编办，参与单位：区财政局）")
    )
    before = dict(Assignment.objects.values_list("unit__name", "pk"))
    leaders = dict(TaskLeader.objects.values_list("leader__name", "pk"))
    load_items(
        item(responsible="（牵头区领导：乙、甲，牵头单位：区财政局、区法院，参与单位：区编办）")
    )
    assert dict(Assignment.objects.values_list("unit__name", "pk")) == before
    assert dict(TaskLeader.objects.values_list("leader__name", "pk")) == leaders
    parts = Assignment.objects.order_by("role", "order").values_list("role", "order", "unit__name")
    assert list(parts) == [
        ("lead", 1, "区财政局"),
        ("lead", 2, "区法院"),
        ("participating", 1, "区编办"),
    ]
    assert orders(TaskLeader) == [1, 2]
