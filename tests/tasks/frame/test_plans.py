"""Several plans beside each other: the switch in the band, and how they are told apart."""

import re
from datetime import date

import pytest

from tests.factories import make_leader, make_milestone, make_plan, make_task, make_unit
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOTHING = {"in_use_from": None, "issued_on": date(2016, 1, 8)}
OVER = {"closing_from": date(2015, 1, 1), "archived_from": date(2015, 1, 1)}


@pytest.fixture
def plans():
    """Archived, in use, closing and in preparation."""
    return [
        make_plan(short_title="旧方案", issued_on=date(2014, 2, 5), **OVER),
        make_plan(short_title="法治宝安"),
        make_plan(short_title="2015年收官方案", closing_from=date(2015, 6, 18)),
        make_plan(short_title="法治宝安", **NOTHING),
    ]


def switch(page):
    """The words and addresses in the band's switch, in their order."""
    _before, found, after = page.partition("plan-switch")
    lines = re.findall(r'<p class="quiet">(.+?)</p>|href="(.+?)"', after.partition("</details>")[0])
    return [phase or link for phase, link in lines] if found else None


def test_one_plan_has_no_switch_and_is_called_as_before(viewer, plan):
    page = viewer.get(address("task-list", plan)).text
    assert switch(page) is None
    assert ("2015年工作方案" in page, "plan-name" in page) == (False, False)


def test_the_switch_lists_plans_by_phase_and_leads_to_the_same_page(viewer, plans):
    old, live, closing, new = plans
    page = viewer.get(address("task-list", live)).text
    assert switch(page) == [
        "进行", address("task-list", live),
        "收官", address("task-list", closing),
        "筹备", address("task-list", new),
        "归档", address("task-list", old),
    ]  # fmt: skip


def test_an_address_that_leads_nowhere_says_so_and_leads_to_the_overviews(viewer, plans):
    type(plans[1]).objects.filter(pk=plans[1].pk).update(is_active=True)
    answer = viewer.get(f"{address('overview', plans[1])}nowhere/")
    assert answer.status_code == 404
    assert address("overview", plans[2]) in switch(answer.text)


def test_headings_and_titles_name_the_plan_with_its_year(viewer, plans):
    for plan, name in zip(
        plans[1:], ("2015年法治宝安", "2015年收官方案", "2016年法治宝安"), strict=True
    ):
        for page in ("task-list", "overview", "document"):
            text = viewer.get(address(page, plan)).text
            assert f" · {name} · " in text.partition("<title>")[2].partition("</title>")[0]
            assert f'<p class="kicker plan-name" lang="zh-hans">{name}</p>' in text
            assert name in text.partition("<head>")[0]  # on printed sheets
    assert "2015年2015年" not in viewer.get(address("overview", plans[2])).text


@pytest.mark.parametrize("page", ["unit-list", "leader-list", "desk", "supervision", "about"])
def test_pages_that_each_plan_has_lead_to_their_like(page, client_as, plans):
    found = switch(client_as("supervisor").get(address(page, plans[1], as_of="2015-06-01")).text)
    assert found[-1] == address(page, plans[0], as_of="2015-06-01")


def test_units_and_leaders_lead_to_themselves_and_tasks_to_the_overview(viewer, plans):
    unit, leader, task = make_unit(), make_leader(), make_task(plan=plans[1])
    make_milestone(task=task)
    for name, pk in (("unit", unit.pk), ("leader", leader.pk)):
        found = switch(viewer.get(address(name, plans[1], pk)).text)
        assert found[-1] == address(name, plans[0], pk)
        assert viewer.get(found[-1]).status_code == 200
    found = switch(viewer.get(address("task", plans[1], task.number)).text)
    assert found[-1] == address("overview", plans[0])


def test_the_phone_finds_the_plans_among_all_pages(viewer, plans):
    bottom = viewer.get(address("task-list", plans[1])).text.partition("bottom-bar")[2]
    assert f'href="{address("task-list", plans[0])}"' in bottom


def test_a_new_plan_changes_pages_that_were_kept(viewer, plan, settings):
    settings.CACHES = settings.CACHES | {
        "pages": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "switch",
        }
    }
    page = address("overview", plan)
    assert "工作方案 ·" in viewer.get(page).text.partition("<main")[2]
    make_plan(short_title="新方案")  # the heading above names the plan now
    assert "工作方案 ·" not in viewer.get(page).text.partition("<main")[2]


@pytest.mark.parametrize("others", [1, 4])
def test_the_other_plans_cost_one_question_however_many(
    others, viewer, plan, django_assert_num_queries
):
    for _number in range(others):
        make_plan()
    with django_assert_num_queries(4):  # with one plan three: test_queries
        viewer.get(address("about", plan))
