import pytest

from tests.factories import make_acknowledgement


@pytest.fixture
def plan(plan):
    type(plan).objects.update(is_active=True)
    plan.is_active = True
    return plan


@pytest.fixture
def task(task):
    """Acknowledged, as what is told here is not about that."""
    return acknowledged(task)


def acknowledged(task):
    for part in task.assignments.filter(acknowledgements=None):
        make_acknowledgement(part)
    return task
