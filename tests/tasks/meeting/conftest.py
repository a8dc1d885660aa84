"""A meeting of today that a district leader chairs, with the overdue promise of a task on its agenda."""

from datetime import date

import pytest

from tests.factories import make_assignment, make_leader, make_milestone, make_task, make_user
from tests.meetings import make_item, make_meeting


@pytest.fixture
def chair():
    return make_leader(name="廖少权", title="副区长", user=make_user(role="leader", name="廖少权"))


@pytest.fixture
def promise(task):
    """Overdue since the end of January."""
    return make_milestone(task=task, order=1, text="完成专题教育", due_on=date(2015, 1, 31))


@pytest.fixture
def meeting(plan, chair, supervisor):
    return make_meeting(plan, title="第3次调度会", chair=chair, prepared_by=supervisor)


@pytest.fixture
def item(meeting, promise):
    return make_item(meeting, promise)


@pytest.fixture
def other(plan):
    """Another task of another unit, which nothing calls for."""
    other = make_task(plan=plan, number=12)
    make_assignment(other)
    make_milestone(task=other, order=1, due_on=date(2015, 12, 31))
    return other
