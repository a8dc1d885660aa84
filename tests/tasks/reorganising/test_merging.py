"""One unit goes into another: docs/changes.md."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.desk.duties import Desk
from tasks.figures.owners import unit_rows
from tasks.machine.consistency import problems
from tasks.models import Assignment, Event, ImplementationStep, Milestone, Task, UnitChange
from tasks.plan.actors import Actor, host_of
from tasks.plan.models.responsibility import owner_names, prefetched_owners
from tasks.plan.recording import Conflict
from tasks.reorganising.acts import merge_units
from tasks.workflow.forms import NameUnitForm, SplitForm
from tests.factories import (
    TODAY,
    make_acting_head,
    make_assignment,
    make_extension,
    make_implementation,
    make_milestone,
    make_plan,
    make_project,
    make_relief,
    make_request,
    make_step,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import make_instruction, make_slip, make_visit, overdue

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def new():
    return make_unit(name="区工信局")


@pytest.fixture
def tasks(plan):
    """Three tasks of one plan, each with its leader and a milestone that is overdue or due."""
    made = [make_task(plan=plan, number=number) for number in (31, 32, 33)]
    for task in made:
        make_task_leader(task)
        make_milestone(task=task)
        overdue(task, 5)
    return made


def merge(old, new, by, plan, since=TODAY, reason="机构改革方案"):
    return merge_units(plan, old, by=by, on=TODAY, since=since, reason=reason, into=new)


def shown(plan, day):
    """What lists and counts say of ``day``."""
    milestones = Milestone.objects.of(plan, day)
    tasks = list(Task.objects.filter(plan=plan).values_list("pk", flat=True))
    rows = [
        (str(row["owner"]), row["tasks"], row["tasks_participating"], str(row["tally"]))
        for half in unit_rows(plan, day, milestones)
        for row in half
    ]
    in_order = Task.objects.filter(plan=plan).order_by("number")
    held = [
        (task.number, part.unit.name, part.role, part.is_host)
        for task in in_order.prefetch_related(*prefetched_owners(day))
        for part in task.assignments.all()
    ]
    return rows, held, owner_names(tasks, day)


def faults():
    """What is wrong with the data, but for tasks that got no unit at all here."""
    return [one for one in problems() if "任务没有牵头单位" not in one]


def papers(person, plan):
    duties = Desk(plan, Actor.of(person, TODAY), TODAY).duties()
    return {str(duty.action) for duty in duties if duty.paper}


def test_parts_people_and_groups_go_to_the_other_unit(plan, tasks, old, new, supervisor):
    make_assignment(tasks[0], old)
    make_assignment(tasks[1], new)
    group = make_unit(name="各部门", kind="group")
    group.members.add(old)
    person, gone = make_user(role="head", unit=old), make_user(unit=old, is_active=False)
    child = make_unit(name="下属单位", parent=old)
    acting = make_acting_head(make_user(role="liaison", unit=old))
    before = shown(plan, TODAY - DAY)
    change = merge(old, new, supervisor, plan)
    for row in (old, person, gone, child, acting):
        row.refresh_from_db()
    assert (old.dissolved_on, old.merged_into, person.unit, gone.unit) == (TODAY, new, new, old)
    assert (child.parent, list(group.members.all()), acting.until_on) == (new, [new], TODAY - DAY)
    assert [part.unit for part in tasks[0].assignments.all()] == [new]
    assert shown(plan, TODAY - DAY) == before
    assert [row[0] for row in shown(plan, TODAY)[0]] == [new.name]
    assert faults() == []
    # The acting head was of the old unit's staff and moved along.
    assert change.numbers == {"parts": 1, "people": 2, "groups": 1}
    assert (change.before, change.after, change.other) == (old.name, new.name, new)
    assert [event.action for event in Event.objects.all()] == ["reorganise"]


@pytest.mark.parametrize(
    ("mine", "other", "stays"),
    [
        ("lead", "participating", "lead"),
        ("participating", "lead", "lead"),
        ("participating", "participating", "participating"),
        ("lead", "lead", "lead"),
    ],
)
def test_where_both_have_a_part_the_stronger_stays(
    plan, tasks, old, new, supervisor, mine, other, stays
):
    lead = make_assignment(tasks[0]) if "lead" not in (mine, other) else None
    parts = make_assignment(tasks[0], old, role=mine), make_assignment(tasks[0], new, role=other)
    asked = make_relief(parts[0])
    before = shown(plan, TODAY - DAY)
    change = merge(old, new, supervisor, plan)
    asked.refresh_from_db()
    left = [(one.unit, one.role) for one in tasks[0].assignments.exclude(pk=lead and lead.pk)]
    assert left == [(new, stays)]
    assert change.numbers == {"parts": 1, "shared": 1, "people": 1}
    assert shown(plan, TODAY - DAY) == before
    assert asked.state == "moved"
    assert faults() == []


@pytest.mark.parametrize("hosting", ["old", "new"])
def test_the_host_is_kept(plan, tasks, old, new, supervisor, hosting):
    task = tasks[0]
    order = {"old": {"old": 1, "new": 3}, "new": {"old": 3, "new": 1}}[hosting]
    make_assignment(task, old, order=order["old"])
    make_assignment(task, order=2)
    make_assignment(task, new, order=order["new"])
    before = shown(plan, TODAY - DAY)
    merge(old, new, supervisor, plan)
    assert host_of(task).unit == new
    assert shown(plan, TODAY - DAY) == before
    assert faults() == []


def test_a_part_that_was_named_for_a_milestone_answers_on(plan, tasks, old, new, supervisor):
    for task in tasks[:2]:
        make_assignment(task, old)
        make_assignment(task, new)
    named = [
        make_milestone(task=tasks[0], answering_unit=old, named_on=TODAY - DAY),
        make_milestone(task=tasks[1], answering_unit=new, named_on=TODAY - DAY),
    ]
    merge(old, new, supervisor, plan)
    for milestone in named:
        milestone.refresh_from_db()
        assert milestone.answering_unit == new
    told = Milestone.objects.of(plan, TODAY - DAY).get(pk=named[0].pk)
    assert told.answering == old.pk
    assert faults() == []


def test_what_is_owed_goes_along_once(plan, tasks, old, new, supervisor):
    task = tasks[0]
    make_assignment(task, old)
    make_assignment(task, new)
    slip = make_slip(overdue(task), old, new)
    make_instruction(task, old)
    make_visit(make_milestone(task=task), old, rectify_by=TODAY)
    request = make_request(make_milestone(task=task), unit=old, state="submitted")
    extension = make_extension(make_milestone(task=task), unit=old)
    staff = make_user(role="liaison", unit=new)
    change = merge(old, new, supervisor, plan)
    for row in (request, extension):
        row.refresh_from_db()
        assert row.unit == new
    assert slip.receipts.get().unit == new
    assert papers(staff, plan) == {"rectify", "receive-slip", "reply"}
    assert (change.numbers["duties"], change.numbers["papers"]) == (5, 2)
    assert faults() == []


def test_what_is_owed_as_a_member_of_a_group_goes_along(plan, tasks, old, new, supervisor):
    group = make_unit(name="各部门", kind="group")
    group.members.add(old)
    make_assignment(tasks[0], group)
    slip = make_slip(overdue(tasks[0]), old)
    slip.receipts.update(group=group)
    merge(old, new, supervisor, plan)
    assert [(one.unit, one.group) for one in slip.receipts.all()] == [(new, group)]
    assert "督办" in Event.objects.get().note
    assert faults() == []


class TestDocuments:
    @pytest.fixture
    def parts(self, tasks, old, new):
        return make_assignment(tasks[0], old, order=2), make_assignment(tasks[0], new, order=1)

    def test_an_implementation_plan_goes_on(self, plan, parts, old, new, supervisor):
        saved = make_implementation(parts[0], saved_on=date(2015, 3, 1))
        make_step(plan=saved, text="起草")
        merge(old, new, supervisor, plan)
        saved.refresh_from_db()
        fresh = parts[1].implementations.get()
        assert (saved.until, fresh.saved_on, fresh.responsible) == (TODAY, TODAY, saved.responsible)
        assert [step.text for step in fresh.steps.all()] == ["起草"]

    def test_one_that_was_saved_later_goes_along(self, plan, parts, old, new, supervisor):
        saved = make_implementation(parts[0], saved_on=TODAY)
        merge(old, new, supervisor, plan)
        assert list(parts[1].implementations.all()) == [saved]

    @pytest.mark.parametrize("saved_on", [TODAY - DAY, TODAY])
    def test_the_other_units_own_stays(self, plan, parts, old, new, supervisor, saved_on):
        own = make_implementation(parts[1], saved_on=TODAY)
        ends = make_implementation(parts[0], saved_on=saved_on)
        make_step(plan=ends, text="不再办理")
        merge(old, new, supervisor, plan)
        ends.refresh_from_db()
        assert list(parts[1].implementations.all()) == [own]
        assert ends.until == max(TODAY, saved_on + DAY)
        assert not ImplementationStep.objects.of_plan(plan, TODAY).exists()


def test_a_day_that_has_passed_changes_the_days_from_then_on(plan, tasks, old, new, supervisor):
    make_assignment(tasks[0], old)
    before = shown(plan, date(2015, 5, 31))
    merge(old, new, supervisor, plan, since=date(2015, 6, 1))
    assert shown(plan, date(2015, 5, 31)) == before
    names = owner_names([tasks[0].pk], date(2015, 6, 1))
    assert names[tasks[0].pk]["units"] == [new.name]


def test_archived_plans_keep_the_unit(plan, tasks, old, new, supervisor):
    done = make_plan(closing_from=TODAY, archived_from=TODAY)
    part = make_assignment(make_task(project=make_project(plan=done)), old)
    make_assignment(tasks[0], old)
    change = merge(old, new, supervisor, plan)
    part.refresh_from_db()
    assert part.unit == old
    assert change.numbers == {"parts": 1, "archived": 1}


def test_all_plans_are_touched_at_once(plan, tasks, old, new, supervisor):
    other = make_task(plan=make_plan())
    make_task_leader(other)
    make_milestone(task=other)
    for task in (tasks[0], other):
        make_assignment(task, old)
    merge(old, new, supervisor, plan)
    assert not Assignment.objects.filter(unit=old).exists()


def test_two_that_were_above_each_other(plan, old, new, supervisor):
    new.parent = old
    new.save()
    merge(old, new, supervisor, plan)
    new.refresh_from_db()
    assert new.parent is None


class TestRefused:
    def test_itself_a_group_and_what_is_no_more(self, plan, old, new, supervisor):
        group = make_unit(kind="group")
        ended = make_unit(dissolved_on=TODAY)
        for one, other in ((old, old), (old, group), (group, old), (old, ended)):
            with pytest.raises(ValidationError) as refused:
                merge(one, other, supervisor, plan)
            assert list(refused.value.message_dict) == ["into"]
        assert not UnitChange.objects.exists()

    def test_twice(self, plan, old, new, supervisor):
        merge(old, new, supervisor, plan)
        with pytest.raises(Conflict) as second:
            merge(old, new, supervisor, plan)
        assert [event.action for event in second.value.events] == ["merge"]

    def test_days_that_cannot_be(self, plan, tasks, old, new, supervisor):
        part = make_assignment(tasks[0], old)
        for since in (plan.issued_on - DAY, TODAY + DAY):
            with pytest.raises(ValidationError) as refused:
                merge(old, new, supervisor, plan, since=since)
            assert list(refused.value.message_dict) == ["since"]
        part.tenures.update(since=date(2015, 6, 10))
        with pytest.raises(ValidationError, match="2015-06-10"):
            merge(old, new, supervisor, plan, since=date(2015, 6, 9))
        merge(old, new, supervisor, plan, since=date(2015, 6, 10))

    def test_for_anybody_else(self, plan, old, new):
        for role in ("viewer", "liaison", "head", "leader"):
            with pytest.raises(PermissionDenied):
                merge(old, new, make_user(role=role, unit=old), plan)
        merge(old, new, make_user(role="admin"), plan)


@pytest.mark.parametrize("form", [NameUnitForm, SplitForm])
def test_a_unit_whose_part_has_ended_is_no_choice(form, tasks, new, supervisor, plan):
    old = make_unit()
    for unit in (old, new):
        make_assignment(tasks[0], unit)
    merge(old, new, supervisor, plan)
    fields = form(about=tasks[0].milestones.first(), on=TODAY).fields
    chosen = fields.get("unit") or fields["unit1"]
    assert list(chosen.queryset) == [new]
