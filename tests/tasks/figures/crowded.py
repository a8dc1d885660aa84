"""What the tests of crowded weeks begin with."""

from datetime import date, timedelta

from tests.factories import (
    make_assignment,
    make_milestone,
    make_task,
    make_task_leader,
)

DAY = timedelta(days=1)
MONDAY = date(2015, 6, 15)  # of the week of TODAY, a Thursday
JUNE_30, SUNDAY, LAST = date(2015, 6, 30), date(2015, 7, 5), date(2015, 9, 13)


def led(plan, unit=None, leader=None, role="lead"):
    task = make_task(plan=plan)
    if unit:
        make_assignment(task, unit, role=role)
    if leader:
        make_task_leader(task, leader)
    return task


def due(task, *days):
    return [make_milestone(task=task, due_on=day) for day in days]
