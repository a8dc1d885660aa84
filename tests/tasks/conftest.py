"""A task of one unit, and the two people who write about it; files override what they need."""

import pytest

from tests.factories import make_assignment, make_task, make_unit, make_user


@pytest.fixture
def task(plan):
    task = make_task(plan=plan, number=11)
    make_assignment(task, make_unit(name="区水务局"))
    return task


@pytest.fixture
def unit(task):
    return task.units.get()


@pytest.fixture
def liaison(unit):
    return make_user(role="liaison", unit=unit, email="liaison@example.org")


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", unit=make_unit(name="区委督查室"))
