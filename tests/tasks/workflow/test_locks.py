"""Who reads before he writes locks first; what becomes of it: test_concurrency.py, on PostgreSQL."""

from datetime import date

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from tasks.flags.acts import flag_overdue
from tasks.handover import acts as handover
from tasks.implementation import acts as implementation
from tasks.inspections import acts as inspections
from tasks.instructions import acts as instructions
from tasks.models import Assignment, Milestone, Plan, Task
from tasks.rounds import acts as rounds
from tasks.slips import acts as slips
from tasks.urging import acts as urging
from tasks.workflow.acts import dates, extensions, reports, splitting
from tests.factories import TODAY, make_extension, make_round, make_user
from tests.supervising import overdue

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked(monkeypatch):
    """The models of the rows that were locked; SQLite is silent about it."""
    models, lock = [], QuerySet.select_for_update

    def noted(rows, **options):
        models.append(rows.model)
        return lock(rows, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    return models


def test_units_lock_the_milestone_or_their_part(plan, task, liaison, locked):
    part, who = task.assignments.get(), {"by": liaison, "on": TODAY}
    words = {"responsible": "王某", "phone": "0755-1111"}
    reports.report(overdue(task), **who, done="3件")
    implementation.save_plan(part, **who, seen=0, words=words, steps=[])
    handover.ask_relief(part, **who, reason="不属职责")
    rounds.answer(make_round(plan=plan), part, **who, seen=0, progress="3件", own_score=90)
    assert locked == [Milestone, Assignment, Assignment, Assignment]


def test_new_milestones_take_their_number_one_after_the_other(task, unit, supervisor, locked):
    words = {"text": "补充培训", "kind": "deadline", "due_on": None, "reason": "批示"}
    splitting.add_milestone(task, by=supervisor, on=TODAY, unit=unit, **words)
    assert locked == [Task]


def test_supervisors_and_the_night_lock_the_plan(plan, task, unit, supervisor, locked):
    row, who = overdue(task, date_note="inherited"), {"by": supervisor, "on": TODAY}
    dates.confirm_dates(Milestone.objects.all(), **who)
    slips.issue(row, 2, **who, requirement="请说明。", reply_by=TODAY)
    said = {
        "units": [unit.pk],
        "recipients": [],
        "text": "请抓紧。",
        "reason": "",
        "at": timezone.now(),
    }
    urging.urge(Milestone.objects.of(plan, TODAY).for_table(), **who, **said)
    flag_overdue(plan, TODAY)
    assert locked == [Milestone, Plan, Milestone, Plan, Plan]


def test_who_numbers_a_paper_locks_the_plan_before_anything_else(task, unit, supervisor, locked):
    who, leader = {"by": supervisor, "on": TODAY}, make_user(role="leader")
    row, done = overdue(task), overdue(task, 20, stage="done", completed_on=date(2015, 5, 20))
    instructions.instruct(task, by=leader, on=TODAY, text="请抓紧。", reply_by=None, units=[unit])
    inspections.inspect(row, **who, kind="site", unit=unit, findings="台账不全。")
    assert locked == [Plan, Plan]
    inspections.recheck(done, **who, passed=False, findings="不属实。")
    assert locked[2:] == [Plan, Milestone]
    for version, decide in enumerate((extensions.refuse, extensions.grant)):
        make_extension(row)
        decide(row, **who, seen=version, reason="属实。")
    assert locked[4:] == [Plan, Milestone, Plan, Milestone, Milestone]
