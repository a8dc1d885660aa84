"""Numbers of papers (发文字号): each kind has a series of its own in a year, all plans together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection

from tasks.inspections import acts as inspections
from tasks.instructions import acts as instructions
from tasks.models import Extension, Instruction, Plan
from tasks.workflow.acts import extensions
from tests.factories import (
    TODAY,
    make_assignment,
    make_extension,
    make_milestone,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2016, 1, 4)


def instruct(milestone, on=TODAY):
    leader = make_user(role="leader")
    order = {"by": leader, "on": on, "units": [make_unit()], "text": "请抓紧。", "reply_by": None}
    return instructions.instruct(milestone.task, **order)


def inspect(milestone, on=TODAY):
    found = {"kind": "site", "unit": make_unit(), "findings": "台账不全。"}
    return inspections.inspect(milestone, by=make_user(role="supervisor"), on=on, **found)


def rectify(milestone):
    found = {"kind": "site", "unit": make_unit(), "findings": "台账不全。", "rectify_by": TODAY}
    return inspections.inspect(milestone, by=make_user(role="supervisor"), on=TODAY, **found)


def decide(act, milestone, on=TODAY):
    asked = make_extension(milestone, decision="pending", submitted_on=on)
    milestone.refresh_from_db()
    who = {"by": make_user(role="supervisor"), "on": on, "seen": milestone.version}
    act(milestone, **who, reason="情况属实。")
    return Extension.objects.get(pk=asked.pk)


def refuse(milestone, on=TODAY):
    return decide(extensions.refuse, milestone, on)


@pytest.mark.parametrize(
    ("write", "series"), [(instruct, "批办"), (inspect, "督查"), (refuse, "延批")]
)
def test_each_kind_counts_for_itself_in_its_year_over_all_plans(write, series):
    milestone, of_another_plan = make_milestone(), make_milestone()
    written = [
        write(milestone),
        write(milestone),
        write(of_another_plan),
        write(milestone, on=NEXT_YEAR),
    ]
    numbers = [
        f"{series}〔2015〕1号",
        f"{series}〔2015〕2号",
        f"{series}〔2015〕3号",
        f"{series}〔2016〕1号",
    ]
    assert [paper.reference for paper in written] == numbers
    assert [paper.sheet["number"] for paper in written] == numbers


def test_granting_and_refusing_count_together():
    milestone = make_milestone()
    first, second = refuse(milestone), decide(extensions.grant, milestone)
    assert (first.reference, second.reference) == ("延批〔2015〕1号", "延批〔2015〕2号")


def test_what_nobody_decided_has_no_number():
    asked = make_extension(make_milestone())
    assert (asked.plan, asked.reference) == (None, "")


def test_a_re_check_of_several_units_is_one_paper_with_one_number(supervisor):
    done = {"stage": "done", "completed_on": date(2015, 5, 20), "due_on": date(2015, 5, 31)}
    task = make_task()
    for _time in range(2):
        make_assignment(task)
    milestone = make_milestone(task=task, **done)
    row = inspections.recheck(milestone, by=supervisor, on=TODAY, passed=True, findings="属实。")
    assert (row.reference, row.plan) == ("督查〔2015〕1号", Plan.objects.get())
    assert row.visits.count() == 2


@pytest.mark.usefixtures("today")
def test_numbers_stand_on_pages_lists_and_files(plan, supervisor, client):
    milestone = make_milestone(task=make_task(plan=plan))
    papers = instruct(milestone), inspect(milestone), refuse(milestone)
    order, visit, decided = papers
    client.force_login(supervisor)

    def said(name, *args, **query):
        return client.get(address(name, plan, *args, **query)).text

    for paper in papers:
        assert paper.reference in said("task", milestone.task.number)
    for name, args in (("inspection", [visit.pk]), ("inspection-list", [])):
        assert visit.reference in said(name, *args)
    assert decided.reference in said("extension-list")
    for page in (("task", milestone.task.number), ("extension-list",)):
        assert decided.reference not in said(*page, as_of="2015-06-17")
    client.force_login(order.given_by)
    assert order.reference in said("desk")
    for name, paper in zip(("instruction", "inspection", "decision"), papers, strict=True):
        file = client.get(address(f"{name}-word", plan, paper.pk))
        assert paper.reference in unquote(file["Content-Disposition"])


@pytest.mark.parametrize("write", [instruct, rectify])
def test_the_form_to_send_back_says_what_it_answers(write):
    paper = write(make_milestone())
    assert tuple(paper.sheet["form"][0]) == ("文号", paper.reference)


@pytest.mark.usefixtures("many_sessions")
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_in_two_plans_each_gets_a_number_of_its_own():
    tasks, leader, unit = (make_task(), make_task()), make_user(role="leader"), make_unit()
    order = {"by": leader, "on": TODAY, "units": [unit], "text": "请抓紧。", "reply_by": None}

    def give(number):
        try:
            instructions.instruct(tasks[number % 2], **order)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(give, range(30)))
    assert sorted(Instruction.objects.values_list("number", flat=True)) == list(range(1, 31))
    assert [task.instructions.count() for task in tasks] == [15, 15]
