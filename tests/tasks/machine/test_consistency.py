from datetime import date

import pytest

from tasks.machine.consistency import problems
from tasks.models import Assignment, Milestone, ProgressReport, SpecialProject, Standing, Task
from tests.factories import (
    TODAY,
    changed,
    grant,
    make_assignment,
    make_date_setting,
    make_extension,
    make_extra_task,
    make_milestone,
    make_plan,
    make_plan_of,
    make_project,
    make_standing,
    make_task,
    make_task_leader,
    make_unit,
)

pytestmark = pytest.mark.django_db


def sound_task():
    task = make_task()
    make_assignment(task)
    make_task_leader(task)
    make_milestone(task=task)
    return task


def test_a_sound_plan_has_no_problems():
    make_plan_of(2)
    task = sound_task()
    milestone = task.milestones.get()
    grant(milestone, new_due_on=date(2015, 9, 30), decided_on=date(2015, 6, 1))
    grant(milestone, new_due_on=date(2015, 10, 31), decided_on=date(2015, 6, 10))
    refused = {"decision": "refused", "decided_on": TODAY, "new_due_on": date(2015, 12, 31)}
    make_extension(milestone, **refused)
    later = {"old_due_on": date(2015, 10, 31), "due_on": date(2015, 11, 30), "on": TODAY}
    make_date_setting(milestone, **later)
    changed(milestone, due_on=date(2015, 11, 30))
    Task.objects.filter(pk=task.pk).update(source_end=len(task.plan.source_text))
    extra = make_extra_task(task.plan)
    make_assignment(extra)
    make_task_leader(extra)
    group = make_unit(kind="group")
    group.members.add(make_unit())
    assert problems() == []


def test_a_part_that_has_ended_is_held_no_more():
    part = make_assignment(sound_task(), role="participating")
    Assignment.objects.filter(pk=part.pk).update(ended_on=TODAY)
    assert len(problems()) == 1
    part.tenures.update(until=TODAY)
    assert problems() == []


def other_plan(task):
    Task.objects.filter(pk=task.pk).update(project=make_project(plan=make_plan()))


def under_the_wrong_heading(task):
    SpecialProject.objects.filter(pk=task.project_id).update(is_extra=True)


def outside_its_task(task):
    task.milestones.update(source_end=31)


def before_its_task(task):
    task.milestones.update(source_start=3)


def outside_the_text(task):
    Task.objects.filter(pk=task.pk).update(source_end=1000)


def date_of_nobody(task):
    grant(task.milestones.get(), new_due_on=date(2015, 9, 30), decided_on=TODAY)
    changed(task.milestones.get(), due_on=date(2015, 10, 1))


def only_participating(task):
    part = task.assignments.get()
    part.role = "participating"
    part.save()


def stage_of_nobody(task):
    Milestone.objects.update(stage="signing")


def unit_of_nobody(task):
    Milestone.objects.update(answering_unit=task.assignments.get().unit)


def fact_of_which_nothing_is_told(task):
    ProgressReport.objects.create(
        milestone=task.milestones.get(), unit=make_unit(), reported_on=TODAY, done="3件"
    )


def members_of_no_group(task):
    make_unit(kind="party").members.add(make_unit())


@pytest.mark.parametrize(
    "damage",
    [
        other_plan,
        under_the_wrong_heading,
        outside_its_task,
        before_its_task,
        outside_the_text,
        date_of_nobody,
        stage_of_nobody,
        unit_of_nobody,
        lambda task: Standing.objects.all().delete(),
        lambda task: make_standing(milestone=task.milestones.get()),
        lambda task: Standing.objects.update(holder="head"),
        members_of_no_group,
        lambda task: task.assignments.all().delete(),
        only_participating,
        lambda task: task.assignments.get().tenures.all().delete(),
        lambda task: task.lead_leaders.all().delete(),
        lambda task: task.milestones.all().delete(),
    ],
)
def test_each_kind_of_damage_is_found_once(damage):
    damage(sound_task())
    assert len(problems()) == 1


def test_what_the_search_does_not_know_is_told():
    task = make_plan_of(1).tasks.get()
    Task.objects.filter(pk=task.pk).update(title="写在旁边")
    [problem] = problems()
    assert str(task.pk) in problem
