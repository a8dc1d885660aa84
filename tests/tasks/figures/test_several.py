"""The pages of units and leaders over several plans."""

import re
from datetime import date

import pytest
from django.core.cache import caches

from tasks.workflow.acts import reports
from tests.conftest import IN_MEMORY
from tests.factories import (
    TODAY,
    make_assignment,
    make_leader,
    make_milestone,
    make_plan,
    make_plan_of,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LATE = date(2015, 6, 17)


@pytest.fixture
def other():
    return make_plan(short_title="另一方案", issued_on=date(2014, 2, 5))


@pytest.fixture
def parts(plan, other):
    """A unit that leads a task in both plans, takes part in another, and is of a group."""
    unit, leader = make_unit(), make_leader()
    group = make_unit(kind="group", name="各街道")
    group.members.add(unit)
    for one in (plan, other):
        task = make_task(plan=one)
        make_assignment(task, unit)
        make_assignment(task, group, role="participating")
        make_task_leader(task, leader)
        make_milestone(task=task, due_on=LATE)
        make_assignment(make_task(plan=one, project=task.project), unit, role="participating")
    make_plan(short_title="无关方案")
    return unit, leader


def elsewhere(page):
    """The part of the page about other plans."""
    return page.partition('id="elsewhere"')[2].partition("</section>")[0]


@pytest.mark.parametrize("kind", ["unit", "leader"])
def test_other_plans_are_told_of_when_asked_for(kind, viewer, plan, other, parts):
    owner = parts[kind == "leader"]
    page = address(kind, plan, owner.pk)
    assert elsewhere(viewer.get(page).text) == ""
    assert f'href="{page}?plans=all"' in viewer.get(page).text
    told = elsewhere(viewer.get(page, {"plans": "all"}).text)
    assert re.findall(r"\d{4}年\w+方案", told) == ["2014年另一方案"]
    assert f'href="{address(kind, other, owner.pk)}"' in told


@pytest.mark.parametrize(
    ("kind", "shown"), [("unit", [1, 0, 1, 1, 0] + [1] + [0] * 4), ("leader", [1, 0, 1, 1, 0])]
)
def test_each_number_leads_to_what_it_counts_in_its_plan(kind, shown, viewer, plan, other, parts):
    told = elsewhere(viewer.get(address(kind, plan, parts[kind == "leader"].pk, plans="all")).text)
    links = re.findall(r'class="count[^"]*"\s+href="([^"]+)">(\d+)<', told)
    assert [int(number) for _link, number in links][: len(shown)] == shown
    for link, number in links:
        assert link.startswith(f"/plans/{other.slug}/")
        assert len(rows_of(viewer.get(link.replace("&amp;", "&")))) == int(number)


def test_parts_through_a_group_are_told_as_such(viewer, plan, parts):
    told = elsewhere(viewer.get(address("unit", plan, parts[0].pk, plans="all")).text)
    assert told.count("各街道") == 1


def test_who_has_nothing_elsewhere_is_told_so(viewer, plan, other):
    page = viewer.get(address("unit", plan, make_unit().pk, plans="all")).text
    assert 'class="empty"' in elsewhere(page)


def test_one_plan_offers_no_choice(viewer, plan):
    page = viewer.get(address("unit", plan, make_unit().pk)).text
    assert "plans=all" not in page
    asked = viewer.get(address("unit", plan, make_unit().pk, plans="all")).text
    assert 'id="elsewhere"' not in asked


def test_an_act_in_another_plan_changes_the_kept_page(viewer, plan, other, parts, settings):
    settings.CACHES = settings.CACHES | {"pages": IN_MEMORY | {"LOCATION": "several"}}
    caches["pages"].clear()
    page = address("unit", plan, parts[0].pk, plans="all")
    before = viewer.get(page).text
    milestone = other.tasks.first().milestones.get()
    type(milestone).objects.filter(pk=milestone.pk).update(due_on=date(2015, 12, 31))
    person = make_user(role="liaison", unit=parts[0])
    assert elsewhere(viewer.get(page).text) == elsewhere(before)  # nothing was done by an act
    reports.report(milestone, by=person, on=TODAY, done="已办3件。")
    assert elsewhere(viewer.get(page).text) != elsewhere(before)


@pytest.mark.parametrize("tasks", [1, 3, 20])
def test_another_plan_costs_the_same_however_large(tasks, viewer, django_assert_num_queries):
    plan = make_plan_of(tasks)
    task = plan.tasks.first()
    unit, leader = task.units.first(), task.leaders.first()
    other = make_plan()
    for _number in range(tasks):
        one = make_task(plan=other)
        make_assignment(one, unit)
        make_task_leader(one, leader)
    for kind, pk, queries in (("unit", unit.pk, 28), ("leader", leader.pk, 24)):
        with django_assert_num_queries(queries):
            viewer.get(address(kind, plan, pk, plans="all"))
