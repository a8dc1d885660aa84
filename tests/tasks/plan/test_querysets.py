from datetime import date

import pytest

from tasks.browse.task_page import tasks_with_story
from tasks.ground.lights import Light
from tasks.models import Milestone, Task
from tasks.plan.models.restriction import NOBODY
from tasks.workflow.acts import completion
from tasks.workflow.acts.reports import report
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_evidence,
    make_leader,
    make_milestone,
    make_plan,
    make_plan_of,
    make_project,
    make_report,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import make_inspection, make_slip

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2015, 1, 31), date(2015, 12, 31)


def milestones_of(plan):
    return Milestone.objects.of(plan, TODAY)


def reds(tallies):
    return {key: tally.red for key, tally in tallies.items()}


def test_a_plan_sees_its_own_milestones_only(plan):
    mine = make_milestone(task=make_task(plan=plan))
    make_milestone()
    assert list(milestones_of(plan)) == [mine]


class TestTallies:
    @pytest.fixture
    def two_tasks(self, plan):
        """Two tasks: one overdue twice, the other once; one unit leads both, one joins in."""
        first, second = (make_task(project=make_project(plan=plan)) for _ in range(2))
        make_milestone(task=first, due_on=EARLY)
        make_milestone(task=first, due_on=EARLY)
        make_milestone(task=second, due_on=EARLY)
        make_milestone(task=second, due_on=LATE)
        return first, second

    def test_by_project(self, plan, two_tasks, django_assert_num_queries):
        first, second = two_tasks
        with django_assert_num_queries(1):
            tallies = milestones_of(plan).tally_by("task__project")
        assert reds(tallies) == {first.project_id: 2, second.project_id: 1}

    def test_by_unit_lead_and_participating_stay_apart(
        self, plan, two_tasks, django_assert_num_queries
    ):
        first, second = two_tasks
        one, other = make_unit(), make_unit()
        for task in two_tasks:
            make_assignment(task, one)
        make_assignment(second, other, role="participating")
        with django_assert_num_queries(1):
            tallies = milestones_of(plan).tally_by_unit()
        assert reds(tallies) == {(one.pk, "lead"): 3, (other.pk, "participating"): 1}

    def test_by_leader_each_milestone_once(self, plan, two_tasks, django_assert_num_queries):
        leader, other = make_leader(), make_leader()
        for task in two_tasks:
            make_task_leader(task, leader)
        make_task_leader(two_tasks[0], other)
        with django_assert_num_queries(1):
            tallies = milestones_of(plan).tally_by_leader()
        assert reds(tallies) == {leader.pk: 3, other.pk: 2}

    def test_by_month_of_the_dated_ones(self, plan, two_tasks, django_assert_num_queries):
        make_milestone(task=two_tasks[0], kind="ongoing", due_on=LATE)
        with django_assert_num_queries(1):
            tallies = milestones_of(plan).tally_by_month()
        assert {month: tally.dated for month, tally in tallies.items()} == {
            date(2015, 1, 1): 3,
            date(2015, 12, 1): 1,
        }

    def test_by_the_part_of_one_unit(self, plan, two_tasks):
        unit = make_unit()
        make_assignment(two_tasks[0], unit)
        make_assignment(two_tasks[1], unit, role="participating")
        tallies = milestones_of(plan).of_unit(unit).tally_by_role()
        assert reds(tallies) == {"lead": 2, "participating": 1}

    def test_the_whole_is_the_sum_of_the_projects(self, plan, two_tasks):
        parts = milestones_of(plan).tally_by("task__project").values()
        whole = milestones_of(plan).tally()
        assert (whole.total, whole.red) == (sum(p.total for p in parts), sum(p.red for p in parts))

    def test_an_empty_plan_has_an_empty_tally(self, plan):
        assert milestones_of(plan).tally().total == 0


class TestNarrowing:
    def test_to_a_unit_and_its_part(self, plan):
        task, unit = make_task(plan=plan), make_unit()
        make_assignment(task, unit)
        mine = make_milestone(task=task)
        make_milestone(task=make_task(plan=plan))
        rows = milestones_of(plan)
        assert list(rows.of_unit(unit)) == [mine]
        assert list(rows.of_unit(unit, "lead")) == [mine]
        assert list(rows.of_unit(unit, "participating")) == []
        assert list(Task.objects.of(plan, TODAY).of_unit(unit, TODAY, "lead")) == [task]

    def test_to_a_leader(self, plan):
        task, leader = make_task(plan=plan), make_leader()
        make_task_leader(task, leader)
        mine = make_milestone(task=task)
        make_milestone(task=make_task(plan=plan))
        assert list(milestones_of(plan).led_by(leader)) == [mine]

    def test_urgent_is_overdue_then_due_soon_by_date(self, plan):
        task = make_task(plan=plan)
        soon = make_milestone(task=task, due_on=date(2015, 6, 30))
        sooner = make_milestone(task=task, due_on=date(2015, 6, 20))
        overdue = make_milestone(task=task, due_on=EARLY)
        make_milestone(task=task, due_on=LATE)
        make_done(TODAY, task=task, due_on=EARLY)
        assert list(milestones_of(plan).urgent()) == [overdue, sooner, soon]


def task_of(*milestones):
    """The annotated task that has ``milestones``, given as dicts of fields."""
    task = make_task()
    for fields in milestones:
        make_milestone(task=task, **fields)
    return Task.objects.of(task.plan, TODAY).get(pk=task.pk)


DONE = {"stage": "done", "completed_on": EARLY, "due_on": EARLY}
DONE_LATE = {"stage": "done", "completed_on": date(2015, 2, 1), "due_on": EARLY}
ONGOING = {"kind": "ongoing", "due_on": None}


class TestTaskLight:
    @pytest.mark.parametrize(
        ("milestones", "light"),
        [
            ([{"due_on": EARLY}, {}, {"due_on": LATE}, DONE], Light.RED),
            ([{}, {"due_on": LATE}, DONE], Light.AMBER),
            ([{"due_on": LATE}, DONE_LATE], Light.GREEN),
            ([DONE, DONE_LATE], Light.LATE),
            ([DONE, ONGOING, {"due_on": None}], Light.DONE),
            ([ONGOING], Light.ONGOING),
            ([ONGOING, ONGOING | {"stage": "done", "completed_on": EARLY}], Light.ONGOING),
            ([ONGOING, {"due_on": None}], Light.UNSCHEDULED),
            ([{"stage": "stopped", "stopped_on": EARLY}], Light.STOPPED),
            ([], Light.UNSCHEDULED),
        ],
    )
    def test_is_the_most_urgent_of_its_milestones(self, milestones, light):
        assert task_of(*milestones).light == light

    def test_next_due_is_the_earliest_promise_still_to_keep(self):
        assert task_of(DONE, {"due_on": LATE}, {"due_on": EARLY}).next_due == EARLY

    def test_next_due_is_nothing_when_all_is_done_or_without_date(self):
        assert task_of(DONE, ONGOING).next_due is None


@pytest.mark.parametrize("tasks", [1, 3, 12])
def test_a_list_asks_as_often_for_many_tasks_as_for_one(tasks, django_assert_num_queries):
    plan = make_plan_of(tasks)
    with django_assert_num_queries(3):
        rows = list(Milestone.objects.of(plan, TODAY).for_table())
        [a.unit.name for row in rows for a in row.task.assignments.all()]
    assert len(rows) == 2 * tasks


def test_a_task_page_knows_what_was_said_up_to_its_day(django_assert_num_queries):
    plan = make_plan()
    milestone = make_milestone(task=make_task(plan=plan))
    early = make_report(milestone, reported_on=date(2015, 6, 1))
    make_report(milestone, reported_on=date(2015, 6, 19))
    slip = make_slip(milestone)
    over = {"lifted_on": date(2015, 6, 19), "lifted_because": "withdrawn"}
    make_slip(milestone, issued_on=date(2015, 6, 19), **over)
    visit = make_inspection(milestone)
    make_inspection(milestone, inspected_on=date(2015, 6, 19))
    with django_assert_num_queries(14):
        [task] = tasks_with_story(plan, TODAY, NOBODY)
        [row] = task.milestones.all()
        assert list(row.reports.all()) == [early]
        assert list(row.extensions.all()) == []
        assert list(row.slips.all()) == [slip]
        assert list(row.inspections.all()) == [visit]


class TestWhoseTurn:
    """Days with the supervisors are never the unit's."""

    def test_it_follows_the_acts_of_each_day(self, plan):
        task = make_task(plan=plan)
        unit = make_assignment(task).unit
        liaison = make_user(role="liaison", unit=unit)
        head, supervisor = make_user(role="head", unit=unit), make_user(role="supervisor")
        milestone = make_milestone(task=task)
        make_evidence(milestone, uploaded_by=liaison, action="request-completion")
        asked, signed, returned = (date(2015, 6, day) for day in (1, 3, 9))
        completion.request_completion(
            milestone, by=liaison, on=asked, seen=0, completed_on=asked, statement="3项"
        )
        completion.sign(milestone, by=head, on=signed, seen=1)
        completion.return_request(milestone, by=supervisor, on=returned, seen=2, reason="补")
        report(milestone, by=liaison, on=date(2015, 6, 12), done="补3项")
        seen = [self.turn(plan, day) for day in (date(2015, 5, 31), asked, signed, returned, TODAY)]
        assert seen == [
            ("unit", plan.issued_on),
            ("head", asked),
            ("supervisor", signed),
            ("unit", returned),
            ("unit", returned),
        ]

    def turn(self, plan, day):
        row = Milestone.objects.of(plan, day).with_holder(plan).get()
        return row.holder, row.held_since
