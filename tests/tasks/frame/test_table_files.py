"""Lists of tasks, units and leaders as files say what the pages list."""

import csv
from datetime import date
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from tests.factories import (
    TODAY,
    make_assignment,
    make_extra_task,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LISTS = {"task-list": "task", "unit-list": "unit", "leader-list": "leader"}


def book_of(client, name, plan, **query):
    answer = client.get(address(f"{name}-book", plan, **query))
    assert answer.status_code == 200
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def lines_of(client, name, plan, **query):
    answer = client.get(address(f"{name}-text", plan, **query))
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def world(plan, unit, leader):
    """Two tasks of the unit, the second with nothing overdue; a unit that only takes part."""
    for number, due in ((1, date(2015, 1, 31)), (2, date(2015, 12, 31))):
        task = make_task(plan=plan, number=number, title=f"=题目{number}")
        make_assignment(task, unit)
        make_assignment(task, make_unit(name=f"参与{number}"), role="participating")
        make_task_leader(task, leader)
        make_milestone(task=task, due_on=due)
    return plan


@pytest.fixture
def leader():
    return make_leader(name="谢某")


def test_the_tasks_of_a_filter_stand_in_the_order_of_the_page(viewer, world, unit):
    [sheet] = book_of(viewer, "task", world, light=["red", "green"], sort="-number")
    heads, *rows = sheet.iter_rows(min_row=3, values_only=True)
    table = viewer.get(address("task-list", world)).context["table"]
    assert list(heads) == [str(column.header) for column in table.columns]
    assert [row[0] for row in rows] == [2, 1]
    assert rows[1][1:3] == ("逾期", f"=题目1\n{world.tasks.get(number=1).project.title}")
    assert rows[1][3:6] == ("逾期1", unit.name, "谢某")
    assert rows[1][6].date() == date(2015, 1, 31)
    assert sheet.cell(4, 3).data_type == "s"  # no formula
    only = lines_of(viewer, "task", world, light="red")
    assert [line[0] for line in only[1:]] == ["1"]


def test_the_file_says_what_it_is_of_which_day_and_what_was_asked(viewer, world):
    answer = viewer.get(address("task-book", world, light="red", as_of="2015-03-01"))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert world.label in sheet.cell(1, 1).value
    assert "2015-03-01" in sheet.cell(2, 1).value
    assert "逾期" in sheet.cell(2, 1).value
    assert "_2015-03-01_逾期.xlsx" in unquote(answer["Content-Disposition"])


def test_a_past_day_lists_what_was_so_then(viewer, world):
    before = lines_of(viewer, "task", world, as_of="2015-01-31")
    assert [line[1] for line in before[1:]] == ["推进中", "推进中"]  # before the issue
    now = lines_of(viewer, "task", world)
    assert [line[1] for line in now[1:]] == ["逾期", "推进中"]


def test_units_that_only_take_part_have_a_sheet_of_their_own(viewer, world, unit):
    leads, others = book_of(viewer, "unit", world)
    assert [row[0] for row in leads.iter_rows(min_row=4, values_only=True)] == [unit.name]
    [row] = leads.iter_rows(min_row=4, values_only=True)
    assert row == (unit.name, 2, 2, 1, 0, 0, 0, 0, 0, 0)
    names = [row[0] for row in others.iter_rows(min_row=4, values_only=True)]
    assert sorted(names) == ["参与1", "参与2"]
    assert leads.cell(4, 7).number_format == "0.0%"


def test_leaders_have_their_numbers(viewer, world):
    assert lines_of(viewer, "leader", world)[1][:4] == ["谢某", "2", "2", "1"]


def test_values_are_no_formulas_in_a_file_of_values(viewer, world):
    make_unit(name="+单位")
    make_assignment(world.tasks.get(number=1), make_unit(name="=单位"))
    assert "'=单位" in [line[0] for line in lines_of(viewer, "unit", world)]


def test_what_is_outside_the_plan_has_a_sheet_of_its_own(viewer, world):
    make_extra_task(plan=world)
    own, outside = book_of(viewer, "task", world)
    assert (own.max_row, outside.max_row) == (5, 4)


def test_a_question_that_cannot_be_read_leads_back_to_the_list(viewer, world):
    answer = viewer.get(address("task-book", world, due_from="2015-02-30"))
    assert answer.url == address("task-list", world, due_from="2015-02-30")


@pytest.mark.parametrize(("page", "file"), LISTS.items())
def test_each_list_leads_to_its_files_with_its_question(viewer, world, page, file):
    text = viewer.get(address(page, world, as_of="2015-03-01")).text
    for kind in ("book", "text"):
        assert f'href="{address(f"{file}-{kind}", world, as_of="2015-03-01")}"' in text


@pytest.mark.parametrize("tasks", [1, 20])
def test_a_file_asks_as_often_for_many_as_for_one(
    tasks, viewer, world, unit, django_assert_num_queries
):
    for _number in range(tasks):
        task = make_task(plan=world)
        make_assignment(task, unit)
        make_milestone(task=task, due_on=TODAY)
    with django_assert_num_queries(6):
        b"".join(viewer.get(address("task-book", world)).streaming_content)
