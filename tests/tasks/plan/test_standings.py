"""Standings are what the facts tell."""

from datetime import date

import pytest

from tasks.models import Milestone
from tests.factories import make_milestone, make_reopening

pytestmark = pytest.mark.django_db


def june(day):
    return date(2015, 6, day)


def test_of_two_undone_on_one_day_that_held_which_was_undone_first():
    milestone = make_milestone()
    for ended_as, day in [("stopped", 3), ("done", 1)]:
        make_reopening(milestone, ended_as=ended_as, ended_on=june(day), reopened_on=june(10))
    read = Milestone.objects.of(milestone.task.plan, june(4))
    assert read.get().stage_then == "stopped"
