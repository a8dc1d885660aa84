"""A task of one unit, and the two people who write about it; files override what they need."""

import pytest

from tests.factories import make_assignment, make_task, make_unit, make_user


@pytest.fixture
def unit():
    return make_unit(name="区水务局")


@pytest.fixture
def task(plan, unit):
    task = make_task(plan=plan, number=11)
    make_assignment(task, unit)
    return task


@pytest.fixture
def liaison(unit):
    return make_user(role="liaison", unit=unit, email="liaison@example.org")


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", unit=make_unit(name="区委督查室"))
