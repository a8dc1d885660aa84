"""A task in which something is overdue, something waits and something is done, and another one."""

from datetime import date

import pytest

from tests.factories import (
    make_assignment,
    make_done,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import overdue


@pytest.fixture
def unit():
    return make_unit(name="区水务局")


@pytest.fixture
def task(plan, unit):
    """Led by a unit and a leader; one milestone is overdue, one waits for review, one is done."""
    task = make_task(plan=plan, number=31)
    make_task_leader(task, make_leader(user=make_user(role="leader")))
    make_assignment(task, unit)
    overdue(task, 40, text="清淤")
    make_milestone(task=task, stage="submitted", text="截污")
    make_done(date(2015, 5, 20), task=task, due_on=date(2015, 5, 31), text="调查")
    return task


@pytest.fixture
def other(plan, unit):
    task = make_task(plan=plan, number=32)
    make_task_leader(task)
    make_assignment(task, unit)
    make_milestone(task=task)
    return task
