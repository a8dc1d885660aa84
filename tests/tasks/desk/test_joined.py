"""A person's desk, the number beside it and his digest join all plans that are live, and name them."""

import re
from datetime import date

import pytest
from django.core.cache import caches

from tasks.digests.reminders import reminders
from tasks.digests.weekly import digests
from tasks.mail.delivery import post
from tasks.models import Mail
from tasks.slips.letters import letter_of
from tasks.workflow.acts import reports
from tests.conftest import IN_MEMORY
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_assignment,
    make_leader,
    make_milestone,
    make_plan,
    make_request,
    make_task,
    make_task_leader,
    make_user,
)
from tests.pages import address
from tests.supervising import make_instruction, make_slip
from tests.tasks.desk.test_count import badge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MONDAY = date(2015, 6, 22)
CLOSING = {"closing_from": date(2015, 6, 1)}


@pytest.fixture
def plans(led):
    """The plan of ``led``, one that closes, one in preparation and one that is archived; in each
    the unit has two milestones that are overdue.
    """
    kinds = [
        {"short_title": "收官方案", "issued_on": date(2014, 2, 5), **CLOSING},
        {"short_title": "新方案", "issued_on": date(2016, 1, 8), "in_use_from": None},
        {"short_title": "旧方案", **CLOSING, "archived_from": date(2015, 6, 1)},
    ]
    plans = [led.plan, *(make_plan(**fields) for fields in kinds)]
    for plan in plans:
        task = led if plan == led.plan else make_task(plan=plan)
        if task != led:
            make_acknowledgement(make_assignment(task, led.liaison.unit))
        for _time in "12":
            make_milestone(task=task, due_on=date(2015, 6, 17), text=f"{plan.short_title}的事")
    return plans


def parts(client, plan):
    """What the desk lists, by the name of its plan."""
    found = client.get(address("desk", plan)).context["parts"]
    return {part["plan"].full_name: part for part in found}


def told(person):
    """The titles of the sections of his digest."""
    letter = next(one for one in digests(MONDAY) if one.recipient == person)
    return [section.title for section in letter.sections]


def test_the_desk_tells_of_all_live_plans_from_whichever_it_is_opened(client, led, plans):
    client.force_login(led.liaison)
    for plan in (plans[0], plans[1], plans[3]):
        found = parts(client, plan)
        assert list(found) == ["2015年工作方案", "2014年收官方案"]
        assert [part["number"] for part in found.values()] == [2, 2]
        page = client.get(address("desk", plan)).text
        assert "今天有4件必须处理" in page
        for hidden in ("新方案的事", "旧方案的事"):
            assert hidden not in page


def test_a_plan_in_preparation_stands_on_its_own_desk_only(client, led, plans):
    client.force_login(led.liaison)
    assert list(parts(client, plans[2])) == ["2016年新方案", "2015年工作方案", "2014年收官方案"]
    assert parts(client, plans[2])["2016年新方案"]["number"] == 0


def test_where_no_plan_is_live_the_desk_is_that_of_its_own_plan(client, led):
    type(led.plan).objects.update(**CLOSING, archived_from=TODAY)
    make_plan(closing_from=TODAY, archived_from=TODAY)
    client.force_login(led.liaison)
    assert list(parts(client, led.plan)) == ["2015年工作方案"]


def test_links_and_buttons_are_those_of_the_plan_they_stand_under(client, led, plans):
    client.force_login(led.liaison)
    page = client.get(address("desk", plans[0])).text.partition("<main")[2]
    page = page.partition("</main>")[0]
    first, _heading, second = page.partition('id="plan-1"')
    assert f"/plans/{plans[1].slug}/" not in first.replace(address("overview", plans[1]), "")
    assert f"/plans/{plans[0].slug}/tasks/" not in second
    milestone = plans[1].tasks.get().milestones.first()
    form = address("act-report", plans[1], milestone.pk, next=address("desk", plans[0]))
    assert form.replace("&", "&amp;") in second
    said = {
        "seen": 0,
        "done": "已办3件。",
        "rating": "confident",
        "next": address("desk", plans[0]),
    }
    assert "今天有3件必须处理" in client.post(form, said, follow=True).text


@pytest.mark.parametrize("role", ["liaison", "supervisor", "leader"])
def test_no_two_things_on_a_joined_desk_have_one_name(role, client, led, plans):
    person = led.liaison if role == "liaison" else make_user(role=role)
    leader = make_leader(user=make_user(role="leader") if role != "leader" else person)
    for plan in plans:
        make_task_leader(plan.tasks.get(), leader)
        make_instruction(plan.tasks.get(), led.liaison.unit, given_by=leader.user)
    client.force_login(person)
    page = client.get(address("desk", plans[0])).text
    names = re.findall(r' id="(.+?)"', page)
    assert sorted(names) == sorted(set(names))
    assert set(re.findall(r'aria-labelledby="(.+?)"', page)) <= set(names)
    assert page.count("<h1") == 1


def test_the_number_is_one_for_all_plans_and_an_act_in_any_makes_it_unknown(
    client, led, plans, settings
):
    settings.CACHES = settings.CACHES | {"pages": IN_MEMORY | {"LOCATION": "joined"}}
    caches["pages"].clear()
    client.force_login(led.liaison)
    client.get(address("desk", plans[1]))
    for plan in (plans[0], plans[1], plans[3]):
        assert badge(client, address("task-list", plan)) == "4"
    late = plans[1].tasks.get().milestones.first()
    reports.report(late, by=led.liaison, on=TODAY, done="已办3件。")
    other = address("task-list", plans[0])
    assert badge(client, other) == address("desk-count", plans[0])
    assert '<span class="count">3<' in client.get(address("desk-count", plans[0])).text
    assert badge(client, address("task-list", plans[1])) == "3"


def test_the_digest_tells_of_the_same_plans_in_one_letter(led, plans):
    titles = told(led.liaison)
    assert titles == ["2015年工作方案 · 今天必须处理", "2014年收官方案 · 今天必须处理"]
    [letter] = [one for one in digests(MONDAY) if one.recipient == led.liaison]
    assert letter.subject.endswith("今天必须处理4")


def test_supervisors_and_their_digest_see_what_waits_in_each_plan(client, led, plans):
    supervisor = make_user(role="supervisor")
    for plan in plans:
        make_request(make_milestone(task=plan.tasks.get()), unit=led.liaison.unit)
    client.force_login(supervisor)
    found = parts(client, plans[0])
    assert [(name, part["reviews"].number) for name, part in found.items()] == [
        ("2015年工作方案", 1),
        ("2014年收官方案", 1),
    ]
    assert badge(client, address("desk", plans[0])) == ""  # nothing is kept here
    assert '<span class="count">2<' in client.get(address("desk-count", plans[0])).text
    named = {title.partition(" · ")[0] for title in told(supervisor)}
    assert named == set(found)


def test_leaders_land_on_their_tasks_of_each_live_plan(client, led, plans):
    leader = make_leader(user=make_user(role="leader"))
    for plan in plans:
        make_task_leader(plan.tasks.get(), leader)
    client.force_login(leader.user)
    found = parts(client, plans[0])
    assert [(name, part["led"].number) for name, part in found.items()] == [
        ("2015年工作方案", 1),
        ("2014年收官方案", 1),
    ]
    page = client.get(address("desk", plans[0])).text
    assert address("task", plans[1], plans[1].tasks.get().number) in page


def test_reminders_name_the_plan_of_each_section(led, plans):
    for plan in plans[:2]:
        make_milestone(task=plan.tasks.get(), due_on=TODAY)
    [letter] = [one for one in reminders(TODAY) if one.recipient == led.liaison]
    named = [section.title.partition(" · ")[0] for section in letter.sections]
    assert named == ["2015年工作方案", "2014年收官方案"]


def test_subjects_name_the_plan_where_there_are_others(led):
    milestone = make_milestone(task=led, due_on=date(2015, 6, 17))
    first = letter_of(make_slip(milestone, led.liaison.unit), led.liaison)
    post([first])
    assert Mail.objects.get().subject == first.subject
    make_plan()
    second = letter_of(make_slip(make_milestone(task=led), led.liaison.unit), led.liaison)
    post([first, second])
    assert set(Mail.objects.values_list("subject", flat=True)) == {
        first.subject,
        f"2015年工作方案 · {second.subject}",
    }


@pytest.mark.parametrize("tasks", [1, 5])
def test_what_two_live_plans_cost_is_fixed(tasks, client, led, plans, django_assert_num_queries):
    client.force_login(led.liaison)
    for plan in plans[:2]:
        for _number in range(tasks):
            make_milestone(task=plan.tasks.get(), due_on=TODAY)
    with django_assert_num_queries(43):
        client.get(address("desk", plans[0]))
