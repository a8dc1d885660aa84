"""The answers of the database against the rules in plain Python, over random plans and days."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tasks.ground.lights import Light
from tasks.ground.tally import Tally
from tasks.models import Milestone, Plan, Task
from tests.factories import (
    make_assignment,
    make_leader,
    make_plan,
    make_project,
    make_task,
    make_task_leader,
    make_unit,
)
from tests.tasks.plan.stories import (
    FIRST,
    Seen,
    Story,
    days,
    light_of_task,
    next_due_of_task,
    parts_of,
    store,
    stories,
)

TASKS = 4
random_plans = given(
    told=st.lists(stories(TASKS), min_size=1, max_size=25),
    as_of=days,
    plan=st.fixed_dictionaries(
        {"amber_days": st.integers(0, 30), "report_every_days": st.integers(1, 90)}
    ),
)
quickly = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def make_tasks(plan):
    """Tasks of two projects: units and leaders take part in several; the last has nobody."""
    projects = [make_project(plan=plan, number=number) for number in (1, 2)]
    tasks = [make_task(project=projects[n % 2], number=n + 1) for n in range(TASKS)]
    lead, other = make_unit(), make_unit()
    chair, deputy = make_leader(), make_leader()
    for task in tasks[:-1]:
        make_assignment(task, lead)
        make_task_leader(task, chair)
    make_assignment(tasks[0], other, role="participating")
    make_assignment(tasks[1], other)
    make_task_leader(tasks[1], deputy)
    return tasks, lead


def counted(pairs):
    """``{key: Tally}`` of (key, Seen) pairs, counted one by one."""
    tallies = defaultdict(Tally)
    for key, seen in pairs:
        lights = tallies[key].dated_lights if seen.is_dated else tallies[key].other_lights
        lights[seen.light] += 1
    return dict(tallies)


def leaders(task):
    return [led.leader_id for led in task.lead_leaders.all()] or [None]


class RulesTests(TestCase):
    def prepare(self, told, as_of, plan):
        self.plan = make_plan(**plan)
        self.tasks, self.unit = make_tasks(self.plan)
        store(told, self.tasks, self.unit)
        make_task(project=make_project())
        self.rows = Milestone.objects.of(self.plan, as_of)
        self.seen = [(self.tasks[story.task], story.seen(self.plan, as_of)) for story in told]

    @quickly
    @random_plans
    def test_the_database_sees_each_milestone_as_the_rules_do(self, told, as_of, plan):
        self.prepare(told, as_of, plan)
        rows = self.rows.order_by("order").values_list(*Seen._fields)
        assert list(rows) == [tuple(seen) for _task, seen in self.seen]

    @quickly
    @random_plans
    def test_tallies_are_what_counting_one_by_one_gives(self, told, as_of, plan):
        self.prepare(told, as_of, plan)
        seen = self.seen
        by_project = self.rows.tally_by("task__project")
        assert by_project == counted((task.project_id, row) for task, row in seen)
        assert self.rows.tally_by_unit() == counted(
            (part, row)
            for story, (task, row) in zip(told, seen, strict=True)
            for part in parts_of(task, story, as_of)
        )
        assert self.rows.tally_by_leader() == counted(
            (leader, row) for task, row in seen for leader in leaders(task)
        )
        assert self.rows.tally_by_month() == counted(
            (row.due.replace(day=1), row) for _task, row in seen if row.is_dated
        )
        assert self.rows.of_unit(self.unit).tally_by_role() == counted(
            (part, row)
            for story, (task, row) in zip(told, seen, strict=True)
            for unit, part in parts_of(task, story, as_of)
            if unit == self.unit.pk
        )
        assert (
            self.rows.tally()
            == sum(by_project.values(), Tally())
            == counted(("all", row) for _task, row in seen)["all"]
        )

    @quickly
    @random_plans
    def test_rates_are_plain_fractions(self, told, as_of, plan):
        self.prepare(told, as_of, plan)
        dated = [row.light for _task, row in self.seen if row.is_dated]
        done = [light for light in dated if light in (Light.DONE, Light.LATE)]
        tried = len(done) + dated.count(Light.RED)
        tally = self.rows.tally()
        assert tally.completion_rate == (100 * len(done) / len(dated) if dated else None)
        assert tally.on_time_rate == (100 * dated.count(Light.DONE) / tried if tried else None)

    @quickly
    @random_plans
    def test_a_task_shows_the_most_urgent_light_and_the_next_date(self, told, as_of, plan):
        self.prepare(told, as_of, plan)
        rows = Task.objects.of(self.plan, as_of).order_by("number")
        mine = [[row for owner, row in self.seen if owner == task] for task in self.tasks]
        assert list(rows.values_list("light", "next_due")) == [
            (light_of_task(seen), next_due_of_task(seen)) for seen in mine
        ]


def test_the_restatement_knows_every_light():
    """One plain milestone per light, so that the restatement itself cannot drift unseen."""
    plan = Plan(amber_days=15, report_every_days=90, issued_on=FIRST)
    told = {
        Light.DONE: story(stage="done", ended_on=day(9)),
        Light.LATE: story(stage="done", ended_on=day(11)),
        Light.STOPPED: story(stage="stopped", ended_on=day(9)),
        Light.ONGOING: story(kind="ongoing"),
        Light.UNSCHEDULED: story(first_due=None),
        Light.RED: story(),
        Light.AMBER: story(first_due=day(45)),
        Light.GREEN: story(first_due=day(46)),
    }
    assert {light: row.seen(plan, day(30)).light for light, row in told.items()} == {
        light: light for light in Light
    }


def story(**fields):
    """A milestone due on day 10 and still open, unless ``fields`` tell otherwise."""
    plain = Story(
        task=0,
        kind="deadline",
        stage="open",
        original=None,
        first_due=day(10),
        ended_on=None,
        granted=(),
        refused=(),
        is_asking=False,
        reports=(),
    )
    return replace(plain, **fields)


def day(number):
    return FIRST + timedelta(days=number)
