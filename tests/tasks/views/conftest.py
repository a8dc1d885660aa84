import pytest

from tests.factories import make_assignment, make_milestone, make_task, make_user
from tests.pages import address


@pytest.fixture
def viewer(client_as):
    return client_as("viewer")


@pytest.fixture
def milestone(plan):
    milestone = make_milestone(task=make_task(plan=plan, number=11), order=3, text="完成建章立制")
    milestone.lead = make_assignment(milestone.task).unit
    return milestone


@pytest.fixture
def liaison(milestone):
    return make_user(role="liaison", unit=milestone.lead)


@pytest.fixture
def unit(client, liaison):
    """The lead unit's liaison officer, signed in."""
    client.force_login(liaison)
    return client


@pytest.fixture
def supervisor(client_as):
    return client_as("supervisor")


def act(action, milestone, **query):
    return address(f"act-{action}", milestone.task.plan, milestone.pk, **query)


def task_page(milestone):
    return f"{address('task', milestone.task.plan, 11)}#m3"
