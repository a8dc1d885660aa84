"""The random plan of the comparison, and a small one with something to tell in May 2015."""

from datetime import date

import pytest
from django.utils import translation

from tests.factories import make_assignment, make_done, make_milestone, make_task
from tests.supervising import make_bulletin
from tests.tasks.figures.test_compare import world  # noqa: F401  a fixture


@pytest.fixture
def english():
    """Who acts reads English."""
    with translation.override("en"):
        yield


@pytest.fixture
def promises(task):
    """One milestone was done in time in May, one is overdue, one falls due soon after."""
    done = make_done(
        date(2015, 5, 20), task=task, due_on=date(2015, 5, 31), text="完成建章立制工作"
    )
    red = make_milestone(task=task, due_on=date(2015, 4, 30), text="完成权责清单清理")
    amber = make_milestone(task=task, due_on=date(2015, 6, 10), text="完成公示")
    return done, red, amber


@pytest.fixture
def bulletin(plan, promises, supervisor):
    """The draft of May."""
    return make_bulletin(plan, by=supervisor)


@pytest.fixture
def second(plan, task):
    """A further task of another unit."""
    other = make_task(plan=plan, number=12)
    make_assignment(other)
    return other
