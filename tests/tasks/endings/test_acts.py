"""Tasks that are withdrawn, merged or no longer pursued, and go on again: docs/changes.md."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tasks.browse.filters import MilestoneFilter, TaskFilter
from tasks.browse.rows import tasks_of_ids
from tasks.desk.duties import Desk, dates_to_check, own_steps
from tasks.desk.leader import tasks_of_leader
from tasks.endings.acts import end_task, restore_task
from tasks.endings.rules import sentences, told_on_page
from tasks.figures.overview import Counts, projects
from tasks.flags.acts import flag_overdue
from tasks.machine.consistency import problems
from tasks.models import Flag, Mail, Milestone, Task
from tasks.plan.actors import Actor
from tasks.rounds.rules import parts_of
from tasks.setup.health import concerns
from tasks.slips.rules import called_for
from tasks.workflow.acts.completion import stop
from tests.factories import (
    TODAY,
    changed,
    make_answer,
    make_extension,
    make_implementation,
    make_milestone,
    make_relief,
    make_round,
    make_step,
    make_task,
    make_user,
)
from tests.supervising import make_instruction, make_slip, make_visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY


def end(task, by, kind="withdrawn", since=TODAY, **words):
    return end_task(task, by=by, on=TODAY, since=since, kind=kind, reason="区委会议决定", **words)


def go_on(task, by, since=TODAY):
    return restore_task(task, by=by, on=TODAY, since=since, reason="重新启动")


def shown(plan, day):
    """What lists and counts say of ``day``."""
    milestones = Milestone.objects.of(plan, day)
    counts = Counts(milestones, since=day - 7 * DAY)
    tasks = list(Task.objects.filter(plan=plan).order_by("number").values_list("pk", flat=True))
    rows = tasks_of_ids(plan, day, tasks)
    return (
        list(milestones.in_order().values_list("text", "light", "stage_then", "is_dated", "due")),
        [(row["tasks"], row["ended"], row["tally"]) for row in projects(plan, counts, day)],
        milestones.tally_by_unit(),
        milestones.tally_by_leader(),
        [(row["number"], row["light"], row["ending"], row["next_due"]) for row in rows],
        list(Task.objects.of(plan, day).order_by("number").values_list("light", "next_due")),
    )


def lights(plan, day=TODAY):
    return dict(Milestone.objects.of(plan, day).values_list("text", "light"))


class TestEnd:
    def test_what_is_open_stops_and_what_is_done_stays(self, plan, task, supervisor):
        change = end(task, supervisor)
        assert lights(plan) == {"清淤": 0, "截污": 0, "调查": 3}
        told = (change.on, change.event.person, change.reason)
        assert told == (TODAY, supervisor, "区委会议决定")
        assert change.numbers == {"milestones": 2, "requests": 1, "done": 1}
        assert [one.state for one in task.milestones.get(text="截污").requests.all()] == [
            "withdrawn"
        ]
        assert problems() == []

    def test_days_before_are_as_they_were(self, plan, task, other, supervisor):
        days = (YESTERDAY, date(2015, 5, 25), date(2015, 1, 31))
        before = [shown(plan, day) for day in days]
        end(task, supervisor)
        assert [shown(plan, day) for day in days] == before
        ended = shown(plan, TODAY)
        go_on(task, supervisor)
        assert [shown(plan, day) for day in days] == before
        assert shown(plan, TODAY) != ended
        assert problems() == []

    def test_a_day_that_has_passed_changes_the_days_since(self, plan, task, supervisor):
        day = TODAY - 3 * DAY
        before = shown(plan, day - DAY)
        end(task, supervisor, since=day)
        assert lights(plan, day) == lights(plan) == {"清淤": 0, "截污": 0, "调查": 3}
        assert shown(plan, day - DAY) == before
        assert problems() == []

    def test_totals_still_add_up(self, plan, task, other, supervisor):
        end(task, supervisor)
        tally = Milestone.objects.of(plan, TODAY).tally()
        assert (tally.total, tally.dated, tally.done, tally.stopped) == (4, 2, 1, 2)
        counts = Counts(Milestone.objects.of(plan, TODAY), since=YESTERDAY)
        assert [(row["tasks"], row["ended"]) for row in projects(plan, counts, TODAY)] == [
            (1, 1),
            (1, 0),
        ]

    def test_a_task_of_which_something_was_done_is_not_done(self, plan, task, supervisor):
        end(task, supervisor)
        leader = task.leaders.get().user
        assert [row["light"] for row in tasks_of_ids(plan, TODAY, [task.pk])] == [0]
        assert Task.objects.of(plan, TODAY).get(pk=task.pk).light == 0
        assert list(Task.objects.filter(plan=plan).with_light(plan, TODAY, [0], "light")) == [task]
        assert tasks_of_leader(plan, leader, TODAY) == [task.pk]

    def test_nobody_has_to_do_anything_in_it(self, plan, task, unit, supervisor):
        head, liaison = (make_user(role=role, unit=unit) for role in ("head", "liaison"))
        make_slip(task.milestones.get(text="清淤"), unit)
        note = {"date_note": "before_month", "original_due_on": date(2015, 6, 30)}
        make_milestone(task=task, text="待核", **note)
        plan_of_unit = make_implementation(task.assignments.get())
        make_step(plan=plan_of_unit, due_on=TODAY)
        make_round(plan=plan, deadline_on=YESTERDAY)
        actor = Actor.of(liaison, TODAY)
        assert Desk(plan, actor, TODAY).duties() and own_steps(plan, actor, TODAY)
        assert dates_to_check(plan, TODAY)
        end(task, supervisor)
        for person in (head, liaison):
            assert Desk(plan, Actor.of(person, TODAY), TODAY).duties() == []
        assert not own_steps(plan, actor, TODAY).exists()
        assert not dates_to_check(plan, TODAY).exists()
        assert called_for(plan, TODAY) == []
        assert [one.unit for one in concerns(plan, TODAY) if one.unit] == []
        flag_overdue(plan, TODAY)
        assert not Flag.objects.filter(closed_on=None).exists()
        assert not Milestone.objects.of(plan, TODAY).filter(is_stale=True).exists()

    def test_a_round_asks_only_for_what_was_answered_before(self, plan, task, other, supervisor):
        asked = make_round(plan=plan)
        answered = task.assignments.get()
        end(task, supervisor)
        assert [one.task for one in parts_of(asked, TODAY)] == [other]
        assert [one.task for one in parts_of(asked, YESTERDAY)] == [task, other]
        make_answer(asked, answered)
        assert [one.task for one in parts_of(asked, TODAY)] == [task, other]

    def test_slips_and_requests_end_and_orders_stay(self, plan, task, unit, supervisor):
        late = task.milestones.get(text="清淤")
        slip = make_slip(late, unit)
        extension = make_extension(late, unit=unit)
        relief = make_relief(task.assignments.get())
        make_instruction(task, unit)
        make_visit(late, unit, rectify_by=TODAY)
        change = end(task, supervisor)
        for row in (slip, extension, relief):
            row.refresh_from_db()
        assert (slip.lifted_on, slip.lifted_because) == (TODAY, "stopped")
        assert (extension.decision, relief.state) == ("withdrawn", "refused")
        assert change.numbers == {
            "milestones": 2,
            "slips": 1,
            "requests": 3,
            "done": 1,
            "replies": 1,
            "visits": 1,
        }
        assert len(sentences(change.numbers)) == 6
        assert problems() == []

    def test_units_and_leaders_are_told_once(self, task, unit, supervisor):
        liaison = make_user(role="liaison", unit=unit)
        end(task, supervisor)
        told = sorted(Mail.objects.values_list("recipient", flat=True))
        assert told == sorted([liaison.pk, task.leaders.get().user.pk])

    def test_lists_filter_by_what_became_of_it(self, plan, task, other, supervisor):
        end(task, supervisor, kind="dropped")
        for kind, found in (("yes", [task]), ("dropped", [task]), ("merged", [])):
            asked = TaskFilter({"ended": kind}, plan.tasks.all(), plan=plan, as_of=TODAY)
            assert list(asked.qs) == found
            rows = Milestone.objects.of(plan, TODAY)
            asked = MilestoneFilter({"ended": kind}, rows, plan=plan, as_of=TODAY)
            assert asked.qs.count() == 3 * len(found)
        before = TaskFilter({"ended": "yes"}, plan.tasks.all(), plan=plan, as_of=YESTERDAY)
        assert list(before.qs) == []


class TestMerge:
    def test_both_tasks_tell_of_each_other(self, plan, task, other, supervisor):
        change = end(task, supervisor, kind="merged", into=other)
        assert told_on_page(task, TODAY) == {"ending": change, "took_in": []}
        assert told_on_page(other, TODAY) == {"ending": None, "took_in": [change]}
        assert told_on_page(other, YESTERDAY) == {"ending": None, "took_in": []}
        assert change.event.note == f"→ {other}。区委会议决定"
        go_on(task, supervisor)
        assert told_on_page(other, TODAY) == told_on_page(task, TODAY)

    def test_only_into_another_one_of_the_plan_that_goes_on(self, plan, task, other, supervisor):
        end(other, supervisor)
        for into in (None, task, other, make_task()):
            with pytest.raises(ValidationError) as refused:
                end(task, supervisor, kind="merged", into=into)
            assert list(refused.value.message_dict) == ["into"]

    def test_where_it_is_not_merged_no_other_task_is_named(self, task, other, supervisor):
        assert end(task, supervisor, into=other).into is None


class TestRestore:
    def test_what_stopped_with_it_goes_on_and_nothing_else(self, plan, task, supervisor):
        stopped = make_milestone(task=task, text="中止的")
        stop(stopped, by=supervisor, on=YESTERDAY, seen=0, reason="不再需要")
        end(task, supervisor, since=YESTERDAY)
        change = go_on(task, supervisor)
        assert lights(plan) == {"清淤": 7, "截污": 6, "调查": 3, "中止的": 0}
        assert lights(plan, YESTERDAY) == {"清淤": 0, "截污": 0, "调查": 3, "中止的": 0}
        assert (change.numbers, sentences(change.numbers)) == (
            {"resumed": 2},
            ["2个节点恢复办理"],
        )
        assert [row["ending"] for row in tasks_of_ids(plan, YESTERDAY, [task.pk])] == ["withdrawn"]
        assert [row["ending"] for row in tasks_of_ids(plan, TODAY, [task.pk])] == [None]
        assert problems() == []

    def test_it_can_end_again(self, plan, task, supervisor):
        end(task, supervisor)
        go_on(task, supervisor)
        end(task, supervisor, kind="dropped")
        assert told_on_page(task, TODAY)["ending"].kind == "dropped"
        go_on(task, supervisor)
        assert lights(plan) == {"清淤": 7, "截污": 6, "调查": 3}
        assert problems() == []

    def test_one_without_anything_open(self, other, supervisor):
        changed(other.milestones.get(), stage="stopped", stopped_on=YESTERDAY)
        assert end(other, supervisor).numbers == {}
        assert go_on(other, supervisor).numbers == {}
