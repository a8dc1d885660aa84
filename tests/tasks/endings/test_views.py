"""The pages on which a task ends and goes on, and where it shows: docs/changes.md."""

import pytest

from tasks.models import TaskChange
from tests.factories import (
    make_assignment,
    make_milestone,
    make_task,
    make_task_change,
    make_task_leader,
    make_user,
)
from tests.pages import address
from tests.supervising import make_instruction, overdue
from tests.tasks.reorganising.test_views import look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WORDS = {"since": "2015-06-18", "reason": "区委会议决定"}
YESTERDAY = "2015-06-17"


@pytest.fixture
def task(plan, unit):
    task = make_task(plan=plan, number=31)
    make_task_leader(task)
    make_assignment(task, unit)
    overdue(task, 3, text="清淤")
    return task


@pytest.fixture
def other(plan):
    task = make_task(plan=plan, number=32)
    make_milestone(task=task)
    return task


def test_it_is_looked_at_before_it_is_done(as_supervisor, plan, task, other):
    at = address("end-task", plan, 31)
    words = WORDS | {"kind": "merged", "into": other.pk}
    page, token = look(as_supervisor, at, words)
    assert page.context["preview"] == ["1个未办结节点随之中止"]
    assert not TaskChange.objects.exists()
    answer = as_supervisor.post(at, words | token)
    assert answer.url == address("task", plan, 31)
    assert TaskChange.objects.get().into == other


def test_a_task_with_nothing_open_touches_only_itself(as_supervisor, plan, task):
    task.milestones.update(stage="done", completed_on="2015-06-01")
    page, _token = look(as_supervisor, address("end-task", plan, 31), WORDS | {"kind": "dropped"})
    assert page.context["preview"] == ["1个已办结节点保持办结"]
    task.milestones.update(stage="stopped", completed_on=None, stopped_on="2015-06-01")
    page, _token = look(as_supervisor, address("end-task", plan, 31), WORDS | {"kind": "dropped"})
    assert "仅任务本身" in page.text


def test_what_cannot_be_is_said_beside_the_words(as_supervisor, plan, task):
    at = address("end-task", plan, 31)
    for wrong, field in (
        ({"kind": "merged"}, "into"),
        ({"kind": ""}, "kind"),
        ({"kind": "restored"}, "kind"),
        ({"kind": "withdrawn", "since": "2015-06-19"}, "since"),
        ({"kind": "merged", "into": task.pk}, "into"),
        ({"kind": "dropped", "reason": ""}, "reason"),
    ):
        page = as_supervisor.post(at, WORDS | wrong)
        assert field in page.context["form"].errors
        assert not TaskChange.objects.exists()


def test_a_task_of_another_plan_is_not_found(as_supervisor, plan):
    assert as_supervisor.get(address("end-task", plan, 99)).status_code == 404


def test_its_page_and_the_lists_say_so_from_its_day_on(as_supervisor, plan, task, other):
    make_instruction(task, task.assignments.get().unit)
    make_task_change(task, kind="merged", into=other)
    page = as_supervisor.get(address("task", plan, 31))
    assert (page.context["ending"].into, page.context["row"]["light"]) == (other, 0)
    assert address("task", plan, 32) in page.text
    assert [one.actions for one in page.context["task"].milestones.all()] == [[]]
    for name in ("end-task", "add-milestone"):
        assert address(name, plan, 31) not in page.text
    assert address("restore-task", plan, 31) in page.text
    (change,) = as_supervisor.get(address("task", plan, 32)).context["took_in"]
    assert change.task == task
    before = as_supervisor.get(address("task", plan, 31, as_of=YESTERDAY))
    assert (before.context["ending"], before.context["took_in"]) == (None, [])
    for name in ("task-list", "milestone-list"):
        label = '<span class="tag">已并入其他任务</span>'
        assert as_supervisor.get(address(name, plan)).text.count(label) == 1
        assert label not in as_supervisor.get(address(name, plan, as_of=YESTERDAY)).text
    document = as_supervisor.get(address("document", plan)).context["tasks"]
    assert [(one.number, one.light) for one in document] == [(31, 0), (32, 6)]


def test_the_overview_counts_them_apart(as_supervisor, plan, task, other):
    link = address("task-list", plan, ended="yes")
    assert link not in as_supervisor.get(address("overview", plan)).text
    make_task_change(task)
    page = as_supervisor.get(address("overview", plan))
    assert page.context["ended_tasks"] == 1
    assert f'href="{link}">1</a>' in page.text
    listed = as_supervisor.get(link).context["table"].rows
    assert len(listed) == 1


def test_its_units_are_offered_nothing(client_as, plan, task, unit):
    liaison = client_as("viewer")
    liaison.force_login(make_user(role="liaison", unit=unit))
    page = liaison.get(address("task", plan, 31))
    assert page.context["to_acknowledge"] and page.context["own_assignments"]
    make_task_change(task)
    page = liaison.get(address("task", plan, 31))
    assert not page.context["to_acknowledge"] and not page.context["own_assignments"]


def test_it_goes_on_by_its_page(as_supervisor, plan, task):
    at = address("end-task", plan, 31)
    _page, token = look(as_supervisor, at, WORDS | {"kind": "withdrawn"})
    as_supervisor.post(at, WORDS | {"kind": "withdrawn"} | token)
    at = address("restore-task", plan, 31)
    page, token = look(as_supervisor, at, WORDS)
    assert page.context["preview"] == ["1个节点恢复办理"]
    as_supervisor.post(at, WORDS | token)
    page = as_supervisor.get(address("task", plan, 31))
    assert page.context["ending"] is None
    assert page.context["row"]["light"] == 7
