"""Who may not end a task, when, and what is not done in one that has ended."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from tasks.handover.acts import ask_relief
from tasks.instructions.acts import instruct
from tasks.machine.consistency import problems
from tasks.models import TaskChange
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict
from tasks.workflow.acts.completion import reopen, resume
from tasks.workflow.acts.reports import acknowledge
from tasks.workflow.acts.splitting import add_milestone
from tests.factories import (
    TODAY,
    make_milestone,
    make_user,
)
from tests.tasks.endings.test_acts import DAY, end, go_on

pytestmark = pytest.mark.django_db


class TestRefused:
    def test_anybody_but_a_supervisor(self, task, unit, supervisor):
        for role in ("admin", "leader", "viewer"):
            with pytest.raises(PermissionDenied):
                end(task, make_user(role=role))
        with pytest.raises(PermissionDenied):
            end(task, make_user(role="head", unit=unit))
        end(task, supervisor)
        with pytest.raises(PermissionDenied):
            go_on(task, make_user(role="admin"))

    def test_twice(self, task, supervisor):
        with pytest.raises(Conflict):
            go_on(task, supervisor)
        end(task, supervisor)
        with pytest.raises(Conflict) as second:
            end(task, supervisor, kind="dropped")
        assert [event.action for event in second.value.events] == ["withdraw-task"]
        assert TaskChange.objects.count() == 1

    def test_not_before_what_happened_last_nor_tomorrow(self, task, unit, supervisor):
        day = date(2015, 6, 10)
        liaison = make_user(role="liaison", unit=unit)
        acknowledge(task.assignments.get(), by=liaison, on=day)
        for wrong in (day - DAY, TODAY + DAY, date(2015, 2, 4)):
            with pytest.raises(ValidationError) as refused:
                end(task, supervisor, since=wrong)
            assert list(refused.value.message_dict) == ["since"]
        end(task, supervisor, since=day)
        with pytest.raises(ValidationError, match="2015-06-10"):
            go_on(task, supervisor, since=day - DAY)
        go_on(task, supervisor, since=day)

    def test_nothing_new_is_done_in_it(self, plan, task, unit, supervisor):
        liaison = make_user(role="liaison", unit=unit)
        late, done = task.milestones.get(text="清淤"), task.milestones.get(text="调查")
        end(task, supervisor)
        part, mine = task.assignments.get(), {"by": supervisor, "on": TODAY}
        late.refresh_from_db()
        words = {"text": "新节点", "kind": "deadline", "unit": unit, "due_on": TODAY + 30 * DAY}
        order = {"text": "请抓紧", "units": [unit], "reply_by": None}
        for refused in (
            lambda: resume(late, seen=late.version, reason="x", **mine),
            lambda: reopen(done, seen=done.version, reason="x", **mine),
            lambda: add_milestone(task, reason="补充", **words, **mine),
            lambda: acknowledge(part, by=liaison, on=TODAY),
            lambda: ask_relief(part, by=liaison, on=TODAY, reason="x"),
            lambda: instruct(task, by=make_user(role="leader"), on=TODAY, **order),
        ):
            with pytest.raises(OutOfPhase, match="恢复后才能继续办理"):
                refused()
        go_on(task, supervisor)
        assert acknowledge(part, by=liaison, on=TODAY) is None

    def test_a_milestone_that_is_open_in_one_is_found(self, task, supervisor):
        end(task, supervisor)
        make_milestone(task=task)
        assert len(problems()) == 1


def test_a_change_is_never_changed_nor_deleted(task, supervisor):
    change = end(task, supervisor)
    for refused in (change.save, change.delete):
        with pytest.raises(TypeError):
            refused()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tasks_taskchange SET kind = 'dropped'")
    assert str(TaskChange.objects.get())[:10] == "2015-06-18"
