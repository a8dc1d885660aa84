"""How often each page asks the database: as often for many tasks as for one."""

import pytest

from tests.factories import (
    TODAY,
    make_evidence,
    make_extension,
    make_milestone,
    make_plan_of,
    make_request,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_inspection, make_instruction, make_slip

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.unmeasured,
]


# How many queries each page may make, sign-in included.
QUERIES = {
    "overview": 11,  # which papers ask for an answer in the next days
    "task-list": 9,  # the views that the person saved, as on the next two
    "milestone-list": 13,  # the rhythms that hold, and how much the ready-made views list
    "timeline": 9,
    "unit-list": 6,
    "leader-list": 6,
    "collision-map": 6,
    "forecast": 5,
    "document": 6,
    "about": 3,
}


@pytest.mark.parametrize("tasks", [1, 3, 20])
@pytest.mark.parametrize("name", QUERIES)
def test_a_page_asks_as_often_for_many_tasks_as_for_one(
    name, tasks, viewer, django_assert_num_queries
):
    plan = make_plan_of(tasks)
    with django_assert_num_queries(QUERIES[name]):
        answer = viewer.get(address(name, plan))
    assert answer.status_code == 200


@pytest.mark.parametrize("milestones", [1, 3, 20])
def test_detail_pages_ask_as_often_for_many_milestones_as_for_one(
    milestones, viewer, django_assert_num_queries
):
    plan = make_plan_of(2, milestones_each=milestones)
    task = plan.tasks.first()
    leader, unit = task.leaders.first(), task.units.first()
    # One of them of each task and unit asks which rhythms hold.
    for name, pk, queries in [
        ("task", task.number, 23), ("unit", unit.pk, 25), ("leader", leader.pk, 21),
    ]:  # fmt: skip
        with django_assert_num_queries(queries):
            assert viewer.get(address(name, plan, pk)).status_code == 200


@pytest.mark.parametrize("number", [1, 3, 10])
def test_pages_of_actions_ask_as_often_for_a_long_story_as_for_a_short_one(
    number, client_as, django_assert_num_queries
):
    plan = make_plan_of(1, milestones_each=1)
    milestone = plan.tasks.get().milestones.get()
    unit = milestone.task.assignments.get(role="lead").unit
    liaison = make_user(role="liaison", unit=unit)
    for _time in range(number):
        make_request(milestone, unit=unit, state="returned", decided_on=TODAY)
        make_extension(milestone, unit=unit, decision="refused", decided_on=TODAY)
    client = client_as("viewer")
    client.force_login(liaison)
    for action, queries in (("report", 15), ("request-completion", 15), ("no-change", 13)):
        with django_assert_num_queries(queries):
            assert client.get(address(f"act-{action}", plan, milestone.pk)).status_code == 200
    asked = make_request(milestone, unit=unit)
    for _time in range(number):
        make_evidence(milestone, uploaded_by=liaison, request=asked)
    supervisor = client_as("supervisor")
    with django_assert_num_queries(19):
        assert supervisor.get(address("decide-review", plan, milestone.pk)).status_code == 200


@pytest.mark.parametrize("number", [1, 3, 20])
def test_a_task_with_many_papers_asks_as_often_as_with_one(
    number, viewer, django_assert_num_queries
):
    plan = make_plan_of(1)
    task = plan.tasks.get()
    for _time in range(number):
        milestone = make_milestone(task=task)
        slip = make_slip(milestone)
        visit = make_inspection(milestone)
        make_evidence(milestone, inspection=visit, action="inspect")
        reply = make_instruction(task, make_unit()).replies.get()
        make_evidence(milestone, reply=reply)
        reply.instruction.replies.update(replied_on=TODAY)
    with django_assert_num_queries(27):
        page = viewer.get(address("task", plan, task.number)).text
    for words in (slip.reference, address("inspection", plan, visit.pk), "会议纪要.pdf"):
        assert words in page
