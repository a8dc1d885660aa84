"""Inspections as people see them."""

from datetime import date, timedelta

import pytest

from tasks.models import Inspection, Visit
from tests.factories import (
    TODAY,
    make_done,
    make_milestone,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_inspection, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WEEK = timedelta(days=7)


@pytest.fixture
def unit():
    return make_unit(name="区水务局")


@pytest.fixture
def as_supervisor(client):
    client.force_login(make_user(role="supervisor", unit=make_unit()))
    return client


@pytest.fixture
def as_liaison(client, unit):
    client.force_login(make_user(role="liaison", unit=unit))
    return client


def test_a_supervisor_writes_a_visit_down_from_the_task(plan, task, unit, as_supervisor):
    milestone = make_milestone(task=task)
    to = address("inspect", plan, milestone.pk)
    assert to in as_supervisor.get(address("task", plan, 11)).content.decode()
    words = {"kind": "covert", "unit": unit.pk, "shown": unit.pk, "findings": "台账不全。"}
    bad = as_supervisor.post(to, words | {"rectify_by": TODAY - WEEK})
    assert "台账不全。" in bad.content.decode()
    assert not Inspection.objects.exists()
    as_supervisor.post(to, words | {"rectify_by": TODAY})
    assert Visit.objects.get().rectify_by == TODAY
    answer = as_supervisor.post(to, words | {"rectify_by": TODAY + WEEK})
    page = as_supervisor.get(answer.url).content.decode()
    for said in ("明察暗访", "台账不全。", "区水务局", "2015-06-25"):
        assert said in page


def test_a_visit_of_an_earlier_day_is_written_down_today(plan, task, unit, as_supervisor):
    milestone = make_milestone(task=task)
    to = address("inspect", plan, milestone.pk)
    assert f'name="visited_on" value="{TODAY}"' in as_supervisor.get(to).text
    words = {"kind": "site", "unit": unit.pk, "shown": unit.pk, "findings": "台账不全。"}
    page = as_supervisor.post(to, words | {"visited_on": "2015-06-19"}).text
    assert "该日期不能晚于今天（2015-06-18）" in page
    page = as_supervisor.post(to, words | {"visited_on": "2015-05-18"}).text
    assert "该日期距今已超过30天（早于2015-05-19）" in page
    answer = as_supervisor.post(to, words | {"visited_on": "2015-06-09"})
    page = as_supervisor.get(answer.url).text
    assert (
        "2015-06-09" in page,
        "2015年6月9日，我单位" in str(Inspection.objects.get().sheet),
    ) == (
        True,
        True,
    )
    assert as_supervisor.get(f"{answer.url}?as_of=2015-06-17").status_code == 404


def test_the_unit_finds_it_on_the_desk_and_rectifies(plan, task, unit, as_liaison):
    row = make_visit(make_milestone(task=task), unit, rectify_by=TODAY + WEEK)
    to = address("rectify", plan, row.pk)
    assert to in as_liaison.get(address("desk", plan)).content.decode()
    assert to in as_liaison.get(address("inspection", plan, row.inspection_id)).content.decode()
    answer = as_liaison.post(to, {"text": "已补齐。"})
    assert "已补齐。" in as_liaison.get(answer.url).content.decode()
    assert as_liaison.post(to, {"text": "又补。"}).status_code == 409


@pytest.mark.parametrize("name", ["close-inspection", "send-back-rectification"])
def test_the_supervisor_closes_it_or_sends_it_back(name, plan, task, unit, as_supervisor):
    said = {"rectification": "已补齐。", "rectified_on": TODAY, "rectify_by": TODAY}
    row = make_visit(make_milestone(task=task), unit, **said)
    page = as_supervisor.get(address("inspection", plan, row.inspection_id)).content.decode()
    assert address(name, plan, row.pk) in page
    assert as_supervisor.get(address(name, plan, row.pk)).status_code == 200
    assert as_supervisor.post(address(name, plan, row.pk), {"text": "看过。"}).status_code == 302
    assert as_supervisor.post(address(name, plan, row.pk), {"text": "看过。"}).status_code == 409


def test_a_re_check_is_written_down_from_the_month_s_list(plan, task, as_supervisor):
    milestone = make_done(date(2015, 5, 20), task=task)
    to = address("recheck", plan, milestone.pk)
    assert to in as_supervisor.get(address("inspection-list", plan)).content.decode()
    assert as_supervisor.post(to, {"findings": "没选结果"}).status_code == 200
    assert as_supervisor.post(to, {"passed": "no", "findings": "未执行。"}).status_code == 302
    assert as_supervisor.post(to, {"passed": "no", "findings": "未执行。"}).status_code == 409
    page = as_supervisor.get(address("inspection-list", plan)).content.decode()
    assert "1次中1次未通过" in page


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_as_often_for_many_as_for_few(
    many, plan, task, unit, as_supervisor, django_assert_num_queries
):
    for _number in range(many):
        make_inspection(make_done(date(2015, 5, 20), task=task), unit)
    with django_assert_num_queries(10):
        page = as_supervisor.get(address("inspection-list", plan))
    assert len(page.context["inspections"]) == many


def test_an_inspection_is_not_there_before_its_day(plan, task, as_supervisor):
    row = make_inspection(make_milestone(task=task))
    for day, status in (("2015-06-17", 404), ("2015-06-18", 200)):
        page = address("inspection", plan, row.pk, as_of=day)
        assert as_supervisor.get(page).status_code == status
