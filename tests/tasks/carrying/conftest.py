"""A plan that closes, with work left, and the one that comes after it."""

from datetime import date

import pytest

from tasks.carrying import acts
from tests.factories import (
    TODAY,
    make_assignment,
    make_leader,
    make_milestone,
    make_plan,
    make_task,
    make_task_leader,
    make_unit,
)


@pytest.fixture
def plan():
    """It closes today."""
    return make_plan(closing_from=TODAY)


@pytest.fixture
def target():
    return make_plan(issued_on=date(2016, 1, 8), in_use_from=None, source_text="")


@pytest.fixture
def task(plan):
    """Of two lead units, of which the second is the host, and a leader."""
    task = make_task(plan=plan, number=12, title="建立清单", key_focus="清单")
    make_assignment(task, make_unit(name="区水务局"), written_as="水务局")
    make_assignment(task, make_unit(name="区城管局"), order=2, is_host=True)
    make_assignment(task, role="participating")
    make_task_leader(task, make_leader())
    return task


@pytest.fixture
def left(task):
    return [
        make_milestone(task=task, text="编制清单", is_key=True),
        make_milestone(task=task, text="长期坚持", kind="ongoing", due_on=None),
    ]


@pytest.fixture
def carry(plan, target, supervisor):
    def carry(milestones, **words):
        given = {"by": supervisor, "on": TODAY, "to": target, "reason": "明年继续办理。"}
        return acts.carry_over(plan, milestones, **given | words)

    return carry
