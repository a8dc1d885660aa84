import pytest

from tasks.desk import duties as desk
from tasks.plan.actors import Actor
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_assignment,
    make_task,
    make_unit,
    make_user,
)


@pytest.fixture
def led(plan):
    """A task that the unit leads and has acknowledged."""
    task = make_task(plan=plan)
    lead = make_unit()
    person = make_user(role="liaison", unit=lead)
    make_acknowledgement(make_assignment(task, lead))
    task.liaison, task.head = person, make_user(role="head", unit=lead)
    return task


def duties(task, person=None):
    """(group, action) of what waits for ``person``, the liaison officer unless given."""
    actor = Actor.of(person or task.liaison, TODAY)
    return [(duty.group, duty.action) for duty in desk.Desk(task.plan, actor, TODAY).duties()]
