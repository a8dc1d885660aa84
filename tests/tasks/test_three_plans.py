"""Three plans, archived, in use and in preparation: nothing of one leaks into another."""

from datetime import date

import pytest
from django.core.cache import caches

from tasks.carrying.acts import carry_over
from tasks.digests.reminders import write_reminders
from tasks.digests.weekly import write_digests
from tasks.machine.nightly import supervise
from tasks.models import Event, Flag, Mail, Milestone, Plan, Slip
from tasks.plan.phases import OutOfPhase
from tasks.setup.acts import turn
from tasks.slips.rules import proposals
from tasks.workflow.acts import reports
from tests.conftest import IN_MEMORY
from tests.factories import (
    TODAY,
    make_assignment,
    make_extension,
    make_leader,
    make_milestone,
    make_plan,
    make_project,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
    told,
)
from tests.pages import address
from tests.supervising import make_inspection, make_instruction, make_slip

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.unmeasured,
]
ARCHIVED = {"closing_from": date(2015, 3, 1), "archived_from": date(2015, 4, 1)}
KINDS = {
    "旧": {"issued_on": date(2014, 2, 5), "in_use_from": date(2014, 2, 5), **ARCHIVED},
    "现": {"issued_on": date(2015, 2, 5)},
    "新": {"issued_on": date(2015, 6, 1), "in_use_from": None},
}
LATE = date(2015, 5, 1)
LISTS = (
    "overview", "task-list", "milestone-list", "timeline", "unit-list", "leader-list", "document",
    "supervision", "inspection-list", "flag-list", "extension-list", "implementation-list",
    "practice-list", "round-list", "review", "setup",
)  # fmt: skip


@pytest.fixture(autouse=True)
def kept(settings):
    """Pages are kept, as at work."""
    settings.CACHES = settings.CACHES | {"pages": IN_MEMORY | {"LOCATION": "three"}}
    caches["pages"].clear()


@pytest.fixture
def unit():
    return make_unit(name="共同单位")


@pytest.fixture
def liaison(unit):
    return make_user(role="liaison", unit=unit, email="liaison@example.org")


@pytest.fixture
def leader():
    return make_leader(name="共同领导", user=make_user(role="leader", email="l@example.org"))


@pytest.fixture
def plans(unit, leader):
    """``{sign: plan}``; each has a task of the number 1 and one unit, project and paper of its own,
    and with the others the unit and the leader.
    """
    found = {}
    for sign, fields in KINDS.items():
        text = f"{sign}正文。" * 10
        plan = make_plan(short_title=f"{sign}方案", source_text=text, **fields)
        project = make_project(plan=plan, title=f"{sign}专项")
        task = make_task(project=project, number=1, title=f"{sign}任务", description=f"{sign}内容")
        make_assignment(task, unit)
        make_assignment(task, make_unit(name=f"{sign}单位"), role="participating")
        make_task_leader(task, leader)
        make_task_leader(task, make_leader(name=f"{sign}领导"), order=2)
        told(make_milestone(task=task, text=f"{sign}节点", due_on=LATE))
        found[sign] = plan
    return found


@pytest.fixture
def papers(plans, unit):
    """A slip, an instruction, an inspection and a request for extension in each plan."""
    for sign, plan in plans.items():
        milestone = Milestone.objects.get(task__plan=plan)
        make_slip(milestone, unit, requirement=f"{sign}督办")
        make_instruction(milestone.task, unit, text=f"{sign}批示")
        make_inspection(milestone, unit, findings=f"{sign}督查")
        make_extension(milestone, unit=unit, reason=f"{sign}延期")


WORDS = ("任务", "节点", "专项", "单位", "领导", "内容", "正文", "督办", "批示", "督查", "延期")


def strangers(page, sign):
    """The words of other plans in the page, outside of the switch."""
    text = page.partition("<main")[2].partition("</main>")[0]
    return [
        f"{one}{word}" for one in KINDS if one != sign for word in WORDS if f"{one}{word}" in text
    ]


@pytest.mark.parametrize("name", LISTS)
def test_no_page_shows_what_is_of_another_plan(name, plans, papers, as_supervisor):
    for _time in "12":  # drawn, then kept
        for sign, plan in plans.items():
            page = as_supervisor.get(address(name, plan)).text
            assert strangers(page, sign) == []


@pytest.mark.parametrize("name", ["task-list", "milestone-list"])
def test_searches_and_filters_find_nothing_of_another_plan(name, plans, unit, as_supervisor):
    for sign, plan in plans.items():
        for query in (
            {"q": "1"},
            {"q": "共同单位"},
            {"q": "任务"},
            {"unit": unit.pk},
            {"light": "red"},
        ):
            assert strangers(as_supervisor.get(address(name, plan, **query)).text, sign) == []
        other = next(one for one in KINDS if one != sign)
        found = as_supervisor.get(address(name, plan, q=f"{other}内容"))
        assert len(found.context["table"].rows) == 0


@pytest.mark.parametrize("name", ["supervision", "extension-list"])
def test_choices_are_those_of_the_plan(name, plans, papers, as_supervisor):
    for sign, plan in plans.items():
        form = as_supervisor.get(address(name, plan)).context["filter"].form
        offered = " ".join(str(label) for _key, label in form.fields["unit"].choices)
        assert [one for one in KINDS if f"{one}单位" in offered] == [sign]


@pytest.mark.parametrize("page", ["unit", "leader", "task"])
def test_what_all_plans_share_shows_one_of_them(page, plans, papers, unit, leader, as_supervisor):
    for _time in "12":
        for sign, plan in plans.items():
            pk = {"unit": unit.pk, "leader": leader.pk, "task": 1}[page]
            assert strangers(as_supervisor.get(address(page, plan, pk)).text, sign) == []


def test_a_milestone_is_not_found_under_another_plan(plans, as_supervisor):
    for plan in plans.values():
        for other in plans.values():
            milestone = Milestone.objects.get(task__plan=other)
            answer = as_supervisor.get(address("decide-review", plan, milestone.pk))
            assert (answer.status_code == 404) is (plan != other)


def test_papers_count_in_one_series(plans, papers):
    assert Slip.objects.values("year", "number").distinct().count() == len(plans)


def test_the_night_and_the_mails_know_the_plan_in_use_alone(plans, papers, liaison, leader):
    make_user(role="supervisor", email="s@example.org")
    overdue = Milestone.objects.get(task__plan=plans["现"])
    supervise(TODAY)
    assert [flag.milestone for flag in Flag.objects.all()] == [overdue]
    Slip.objects.all().delete()
    assert [bool(proposals(plan, TODAY)) for plan in plans.values()] == [False, True, False]
    write_digests(date(2015, 6, 22))
    write_reminders(TODAY)
    told = Mail.objects.filter(kind="digest").values_list("recipient", flat=True)
    assert {liaison.pk, leader.user.pk} <= set(told)
    for mail in Mail.objects.all():
        said = f"{mail.subject} {mail.body}"
        assert [one for one in ("旧", "新") if any(f"{one}{word}" in said for word in WORDS)] == []


def test_the_desk_and_its_number_are_those_of_the_plan_in_use(plans, papers, liaison, client):
    client.force_login(liaison)
    for sign in ("旧", "现"):
        page = client.get(address("desk", plans[sign]))
        assert [part["plan"] for part in page.context["parts"]] == [plans["现"]]
        assert strangers(page.text, "现") == []
    numbers = {
        client.get(address("desk-count", plans[sign])).text.strip() for sign in ("旧", "现", "新")
    }
    assert len(numbers) == 1


@pytest.mark.parametrize("sign", ["旧", "新"])
def test_nothing_is_reported_where_the_plan_does_not_take_it(sign, plans, liaison):
    milestone = Milestone.objects.get(task__plan=plans[sign])
    with pytest.raises(OutOfPhase):
        reports.report(milestone, by=liaison, on=TODAY, done="已办3件。")
    own = Milestone.objects.get(task__plan=plans["现"])
    assert reports.report(own, by=liaison, on=TODAY, done="已办3件。")


def test_an_act_in_one_plan_leaves_the_pages_of_the_others_kept(plans, liaison, viewer):
    editions = {
        plan.pk: plan.edition_number for plan in Plan.objects.for_page() if plan != plans["现"]
    }
    reports.report(
        Milestone.objects.get(task__plan=plans["现"]), by=liaison, on=TODAY, done="已办3件。"
    )
    after = {plan.pk: plan.edition_number for plan in Plan.objects.for_page()}
    assert after.pop(plans["现"].pk) > 0
    assert after == editions


def test_reopening_an_archived_plan_sends_nothing(plans, papers, liaison):
    supervisor = make_user(role="supervisor", email="s@example.org")
    turn(plans["旧"], "reopen", by=supervisor, on=TODAY, reason="补充材料。", seen=0)
    assert Mail.objects.count() == 0
    assert Plan.objects.get(pk=plans["旧"].pk).phase(TODAY) == "closing"


def test_carrying_over_writes_into_two_plans_and_no_third(plans, liaison):
    supervisor = make_user(role="supervisor", email="s@example.org")
    [milestone] = Milestone.objects.filter(task__plan=plans["旧"])
    [new] = carry_over(
        plans["旧"], [milestone], by=supervisor, on=TODAY, to=plans["新"], reason="继续办理。"
    )
    assert (new.plan, new.number) == (plans["新"], 2)
    assert {event.task.plan for event in Event.objects.all()} == {plans["旧"], plans["新"]}
    assert Mail.objects.count() == 0
