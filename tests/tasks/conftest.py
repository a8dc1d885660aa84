"""A task of one unit, and the people who write about it; files override what they need."""

import pytest

from tests.factories import make_assignment, make_milestone, make_task, make_unit, make_user


@pytest.fixture
def unit():
    return make_unit(name="区水务局")


@pytest.fixture
def task(plan, unit):
    task = make_task(plan=plan, number=11)
    make_assignment(task, unit)
    return task


@pytest.fixture
def group(task):
    """各街道 with two members takes part in the task; ``people`` are their liaison officers."""
    group = make_unit(name="各街道", kind="group")
    units = [make_unit(name=name) for name in ("新安街道", "西乡街道")]
    group.members.set(units)
    group.people = [make_user(role="liaison", unit=unit) for unit in units]
    group.part = make_assignment(task, group, role="participating")
    return group


@pytest.fixture
def liaison(unit):
    return make_user(role="liaison", unit=unit, email="liaison@example.org")


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", unit=make_unit(name="区委督查室"))


@pytest.fixture
def milestone(task, unit):
    """An open milestone of the task; ``lead`` is the unit that leads it."""
    milestone = make_milestone(task=task, order=3, text="完成建章立制")
    milestone.lead = unit
    return milestone


@pytest.fixture
def as_liaison(client, liaison):
    """The unit's liaison officer, signed in."""
    client.force_login(liaison)
    return client


@pytest.fixture
def as_supervisor(client_as):
    return client_as("supervisor")


@pytest.fixture
def viewer(client_as):
    return client_as("viewer")
