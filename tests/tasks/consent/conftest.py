import pytest
from django.test import Client

from tests.correcting import save
from tests.factories import (
    make_assignment,
    make_leader,
    make_milestone,
    make_plan,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)


@pytest.fixture
def plan(db):
    """One that wants a second person's consent."""
    return make_plan(second_consent=True)


@pytest.fixture
def task(plan):
    task = make_task(plan=plan, number=11, title="旧题目")
    make_assignment(task, make_unit(name="区司法局"), order=1)
    make_task_leader(task, make_leader(name="某书记"), order=1)
    make_milestone(task=task, order=1, text="制定办法")
    return task


@pytest.fixture
def first(db):
    """The administrator who proposes."""
    return make_user(role="admin", name="甲某")


@pytest.fixture
def second(db):
    """Who agrees or does not."""
    return make_user(role="supervisor", name="乙某")


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def admin(first):
    return signed_in(first)


@pytest.fixture
def supervisor(second):
    return signed_in(second)


@pytest.fixture
def proposed(admin):
    """``proposed(row, **changes)``: what is kept when the administration is sent these changes."""

    def sent(row, **changes):
        save(admin, row, **changes)
        return row.proposed_corrections.get(state="waiting")

    return sent
