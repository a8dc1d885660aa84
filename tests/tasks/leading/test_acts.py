"""Leaders who are replaced, or absent for some days: docs/changes.md."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from leaders.models import LeaderAbsence
from tasks.browse.filters import MilestoneFilter, TaskFilter
from tasks.browse.rows import tasks_of_ids
from tasks.desk.leader import sections_of_leader, tasks_of_leader
from tasks.digests.weekly import digests
from tasks.figures.owners import leader_rows
from tasks.instructions.acts import reply
from tasks.leading.acts import end_absence, name_stand_in, replace_leader
from tasks.leading.rules import open_tasks, sentences
from tasks.machine.consistency import problems
from tasks.models import Event, Mail, Milestone, PlanCorrection, Task, TaskLeader
from tasks.plan.recording import Conflict
from tasks.setup.owners import Owners
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_leader,
    make_milestone,
    make_task,
    make_task_change,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import make_instruction, overdue

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY


def leader_with_account(name):
    return make_leader(name=name, user=make_user(role="leader", email=f"{name}@example.org"))


@pytest.fixture
def old():
    return leader_with_account("甲某")


@pytest.fixture
def new():
    return leader_with_account("乙某")


@pytest.fixture
def task(plan, old):
    """Overdue, and led by the leader who goes."""
    task = make_task(plan=plan, number=31)
    make_task_leader(task, old, order=1)
    make_assignment(task, make_unit(name="区水务局"))
    overdue(task, 3, text="清淤")
    return task


@pytest.fixture
def other(plan, old, new):
    """Led by both."""
    task = make_task(plan=plan, number=32)
    make_task_leader(task, old, order=1)
    make_task_leader(task, new, order=2)
    make_assignment(task)
    make_milestone(task=task, text="截污")
    return task


def replace(old, new, by, *tasks, since=TODAY, orders_go=True):
    words = {"since": since, "reason": "分工调整", "to": new, "orders_go": orders_go}
    return replace_leader(tasks[0].plan, old, by=by, on=TODAY, tasks=tasks, **words)


def shown(plan, day):
    """What lists, filters and counts of ``day`` say of leaders."""
    milestones = Milestone.objects.of(plan, day)
    tasks = list(Task.objects.filter(plan=plan).order_by("number").values_list("pk", flat=True))
    leaders = [row["owner"] for row in leader_rows(plan, milestones)]
    return (
        [row["leaders"] for row in tasks_of_ids(plan, day, tasks)],
        [(row["owner"].name, row["tasks"], row["tally"]) for row in leader_rows(plan, milestones)],
        {one.name: milestones.led_by(one).count() for one in leaders},
        [
            (one.name, len(TaskFilter(asked, plan.tasks.all(), plan=plan, as_of=day).qs))
            for one in leaders
            for asked in ({"leader": one.pk}, {"q": one.name})
        ],
        [
            len(MilestoneFilter({"leader": one.pk}, milestones, plan=plan, as_of=day).qs)
            for one in leaders
        ],
        sorted(person.pk for person in Owners(plan, day).people),
    )


class TestReplace:
    def test_the_new_one_leads_from_that_day_on(self, plan, task, old, new, supervisor):
        done = replace(old, new, supervisor, task)
        assert done.numbers == {"tasks": 1}
        assert [row["leaders"] for row in tasks_of_ids(plan, TODAY, [task.pk])] == [["乙某"]]
        assert tasks_of_leader(plan, new.user, TODAY) == [task.pk]
        assert tasks_of_leader(plan, old.user, TODAY) == []
        assert tasks_of_leader(plan, old.user, YESTERDAY) == [task.pk]
        assert Event.objects.get().note == "甲某 → 乙某。分工调整"
        assert list(open_tasks(plan, old, TODAY)) == []
        assert problems() == []

    def test_days_before_are_as_they_were(self, plan, task, other, old, new, supervisor):
        days = (YESTERDAY, date(2015, 3, 1), date(2015, 1, 31))
        before = [shown(plan, day) for day in days]
        replace(old, new, supervisor, task, other)
        assert [shown(plan, day) for day in days] == before
        assert shown(plan, TODAY)[0] == [["乙某"], ["乙某"]]
        assert [name for name, *_rest in shown(plan, TODAY)[1]] == ["乙某"]
        assert problems() == []

    def test_who_leads_it_anyway_leads_it_once(self, task, other, old, new, supervisor):
        assert replace(old, new, supervisor, task, other).numbers == {"tasks": 2, "shared": 1}
        assert [one.leader for one in other.lead_leaders.all()] == [new]

    def test_twice_on_one_day_only_the_last_one_led(self, plan, task, old, new, supervisor):
        third = leader_with_account("丙某")
        replace(old, new, supervisor, task)
        replace(new, third, supervisor, task)
        rows = TaskLeader.ever.order_by("since").values_list("leader", "since", "until")
        assert list(rows) == [
            (old.pk, date.min, TODAY),
            (third.pk, TODAY, date.max),
        ]

    def test_one_can_come_back(self, plan, task, old, new, supervisor):
        replace(old, new, supervisor, task, since=YESTERDAY)
        replace(new, old, supervisor, task)
        days = (YESTERDAY - DAY, YESTERDAY, TODAY)
        assert [tasks_of_ids(plan, day, [task.pk])[0]["leaders"] for day in days] == [
            ["甲某"],
            ["乙某"],
            ["甲某"],
        ]

    def test_only_what_is_open_is_offered(self, plan, task, other, old):
        done, ended = make_task(plan=plan, number=33), make_task(plan=plan, number=34)
        for one in (done, ended):
            make_task_leader(one, old)
        make_done(YESTERDAY, task=done)
        make_milestone(task=ended)
        make_task_change(ended)
        assert list(open_tasks(plan, old, TODAY)) == [task, other]

    @pytest.mark.parametrize(("goes", "number"), [(True, {"go": 1}), (False, {"stay": 1})])
    def test_open_orders_go_or_stay(self, goes, number, plan, task, old, new, supervisor):
        unit = task.assignments.get().unit
        order = make_instruction(task, unit, given_by=old.user)
        answered = make_instruction(task, given_by=old.user)
        elsewhere = make_instruction(make_task(plan=plan), unit, given_by=old.user)
        assert replace(old, new, supervisor, task, orders_go=goes).numbers == {"tasks": 1} | number
        seen = [sections_of_leader(plan, one.user, TODAY) for one in (old, new)]
        rows = [{one.pk for one in page["instructions"].rows} for page in seen]
        stays = {answered.pk, elsewhere.pk}
        assert rows == ([stays, {order.pk}] if goes else [stays | {order.pk}, set()])
        assert [page["open"] for page in seen] == ([1, 1] if goes else [2, 0])
        Mail.objects.all().delete()
        liaison = make_user(role="liaison", unit=unit)
        reply(order.replies.get(), by=liaison, on=TODAY, text="已办结3项。")
        assert Mail.objects.get().recipient == (new if goes else old).user

    def test_orders_go_on_to_the_next_one(self, plan, task, old, new, supervisor):
        make_instruction(task, task.assignments.get().unit, given_by=old.user)
        third = leader_with_account("丙某")
        replace(old, new, supervisor, task)
        assert replace(new, third, supervisor, task).numbers["go"] == 1
        assert sections_of_leader(plan, third.user, TODAY)["open"] == 1

    def test_somebody_without_an_account(self, task, old, supervisor):
        nobody = make_leader(name="丁")
        make_instruction(task, task.assignments.get().unit, given_by=old.user)
        with pytest.raises(ValidationError) as refused:
            replace(old, nobody, supervisor, task)
        assert list(refused.value.message_dict) == ["orders_go"]
        numbers = replace(old, nobody, supervisor, task, orders_go=False).numbers
        assert numbers == {"tasks": 1, "stay": 1, "unlinked": 1}
        assert len(sentences(numbers)) == 3
        assert replace(nobody, old, supervisor, task).numbers == {"tasks": 1}

    def test_units_and_both_leaders_are_told(self, task, old, new, supervisor):
        liaison = make_user(role="liaison", unit=task.assignments.get().unit)
        replace(old, new, supervisor, task)
        told = set(Mail.objects.values_list("recipient", flat=True))
        assert told == {liaison.pk, old.user.pk, new.user.pk}

    def test_refused(self, task, old, new, supervisor):
        for to, tasks, field in ((old, [task], "to"), (new, [], "tasks")):
            words = {"since": TODAY, "reason": "x", "orders_go": True}
            with pytest.raises(ValidationError) as refused:
                replace_leader(task.plan, old, by=supervisor, on=TODAY, to=to, tasks=tasks, **words)
            assert list(refused.value.message_dict) == [field]
        for role in ("admin", "leader"):
            with pytest.raises(PermissionDenied):
                replace(old, new, make_user(role=role), task)
        replace(old, new, supervisor, task, since=YESTERDAY)
        with pytest.raises(Conflict):
            replace(old, new, supervisor, task)
        for day in (YESTERDAY - DAY, TODAY + DAY, date(2015, 2, 4)):
            with pytest.raises(ValidationError) as refused:
                replace(new, old, supervisor, task, since=day)
            assert list(refused.value.message_dict) == ["since"]


def absent(plan, leader, by, stand_in, first=TODAY, last=TODAY + 6 * DAY):
    words = {"stand_in": stand_in, "from_on": first, "until_on": last, "reason": "出访"}
    return name_stand_in(plan, leader, by=by, on=TODAY, **words)


class TestAbsence:
    def test_his_desk_is_that_of_who_stands_in_on_these_days(
        self, plan, task, other, old, new, supervisor
    ):
        order = make_instruction(task, task.assignments.get().unit, given_by=old.user)
        absent(plan, old, supervisor, new, YESTERDAY, TODAY)
        assert tasks_of_leader(plan, new.user, TODAY + DAY) == [other.pk]
        assert tasks_of_leader(plan, new.user, YESTERDAY - DAY) == [other.pk]
        assert tasks_of_leader(plan, new.user, YESTERDAY) == [task.pk, other.pk]
        page = sections_of_leader(plan, new.user, TODAY)
        assert [row["number"] for row in page["led"].rows] == [31, 32]
        assert (page["led_tally"].total, page["open"]) == (2, 1)
        assert list(page["instructions"].rows) == [order]
        assert [one.leader for one in page["absent"]] == [old]
        own = sections_of_leader(plan, old.user, TODAY)
        assert (own["led"].number, own["open"]) == (2, 1)

    def test_the_digest_goes_to_both(self, plan, task, other, old, new, supervisor):
        make_instruction(task, task.assignments.get().unit, given_by=old.user)

        def read():
            letters = {one.recipient: one for one in digests(TODAY)}
            return {
                name: [len(section.lines) for section in letters[one.user].sections]
                for name, one in (("old", old), ("new", new))
                if one.user in letters
            }

        assert read() == {"old": [1, 1, 1], "new": [1]}
        absence = absent(plan, old, supervisor, new)
        assert read() == {"old": [1, 1, 1], "new": [1, 1, 1]}
        end_absence(plan, absence, by=supervisor, on=TODAY, reason="提前返回")
        assert read() == {"old": [1, 1, 1], "new": [1]}

    def test_both_are_told(self, plan, old, new, supervisor):
        absent(plan, old, supervisor, new)
        told = set(Mail.objects.values_list("recipient", flat=True))
        assert told == {old.user.pk, new.user.pk}

    def test_he_may_be_back_early(self, plan, old, new, supervisor):
        begun = absent(plan, old, supervisor, new, YESTERDAY)
        end_absence(plan, begun, by=supervisor, on=TODAY, reason="提前返回")
        begun.refresh_from_db()
        assert begun.until_on == YESTERDAY
        line = PlanCorrection.objects.get()
        assert (line.person, line.after) == (supervisor, "甲某 → 乙某 2015-06-17")
        with pytest.raises(ValidationError):
            end_absence(plan, begun, by=supervisor, on=TODAY, reason="提前返回")
        to_come = absent(plan, old, supervisor, new, TODAY + DAY)
        with pytest.raises(PermissionDenied):
            end_absence(plan, to_come, by=new.user, on=TODAY, reason="提前返回")
        end_absence(plan, to_come, by=supervisor, on=TODAY, reason="提前返回")
        assert LeaderAbsence.objects.count() == 1

    def test_which_days_and_whom(self, plan, old, new, supervisor):
        for first, last, field in (
            (TODAY, TODAY - DAY, "until_on"),
            (TODAY - 3 * DAY, TODAY - DAY, "until_on"),
            (TODAY, TODAY + 60 * DAY, "until_on"),
        ):
            with pytest.raises(ValidationError) as refused:
                absent(plan, old, supervisor, new, first, last)
            assert list(refused.value.message_dict) == [field]
        for nobody in (old, make_leader()):
            with pytest.raises(ValidationError) as refused:
                absent(plan, old, supervisor, nobody)
            assert list(refused.value.message_dict) == ["stand_in"]
        with pytest.raises(PermissionDenied):
            absent(plan, old, old.user, new)
        named = absent(plan, old, supervisor, new, TODAY, TODAY + 59 * DAY)
        with pytest.raises(ValidationError):
            absent(plan, old, supervisor, leader_with_account("丙某"))
        assert str(named) == "甲某 → 乙某"
        assert list(old.absences.shown_on(TODAY + 59 * DAY)) == [named]
        assert list(old.absences.shown_on(TODAY + 60 * DAY)) == []
