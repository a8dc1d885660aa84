from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.ground.lights import Light
from tasks.importer.plan_json import plan_data
from tasks.models import Event, Milestone
from tasks.plan.actors import Actor, Part
from tasks.workflow.acts import reports, splitting
from tasks.workflow.acts.cosigning import cosigners
from tests.factories import (
    TODAY,
    make_assignment,
    make_milestone,
    make_plan,
    make_task,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
DUE, YESTERDAY = date(2015, 6, 30), date(2015, 6, 17)


@pytest.fixture
def milestone():
    """Of a task with two lead units and a participating one."""
    task = make_task(plan=make_plan())
    milestone = make_milestone(task=task, due_on=DUE, order=1, is_key=True)
    task.first, task.second = (make_assignment(task).unit for _ in range(2))
    task.third = make_assignment(task, role="participating").unit
    return milestone


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", unit=make_unit())


def tallies(milestone, day=TODAY):
    """``{(unit, part): number of milestones}`` as they counted on ``day``."""
    rows = Milestone.objects.of(milestone.task.plan, day).tally_by_unit()
    return {key: tally.total for key, tally in rows.items()}


def test_the_named_unit_leads_alone_and_the_others_take_part(milestone, supervisor):
    task = milestone.task
    splitting.name_unit(milestone, by=supervisor, on=TODAY, seen=0, unit=task.second, reason="分工")
    milestone.refresh_from_db()
    assert tallies(milestone) == {
        (task.first.pk, "participating"): 1,
        (task.second.pk, "lead"): 1,
        (task.third.pk, "participating"): 1,
    }
    heads = [make_user(role="head", unit=unit) for unit in (task.first, task.second)]
    parts = [Actor.of(head, TODAY).parts(milestone) for head in heads]
    assert parts == [{Part.PARTICIPATING}, {Part.LEAD, Part.HEAD}]
    event = Event.objects.get()
    assert (event.action, event.person) == ("name-unit", supervisor)
    assert "分工" in event.note


def test_on_earlier_days_the_document_decides(milestone, supervisor):
    task = milestone.task
    splitting.name_unit(milestone, by=supervisor, on=TODAY, seen=0, unit=task.second, reason="分工")
    assert tallies(milestone, YESTERDAY) == {
        (task.first.pk, "lead"): 1,
        (task.second.pk, "lead"): 1,
        (task.third.pk, "participating"): 1,
    }


def missing(milestone, asking):
    return cosigners(milestone, "request-completion", asking, TODAY).missing


def test_a_participating_unit_that_answers_need_not_confirm_to_itself(milestone, supervisor):
    task = milestone.task
    assert missing(milestone, task.first) == [task.second, task.third]
    splitting.name_unit(milestone, by=supervisor, on=TODAY, seen=0, unit=task.third, reason="分工")
    milestone.refresh_from_db()
    assert missing(milestone, task.third) == []
    helper = make_user(role="liaison", unit=task.first)
    assert reports.confirm_part(milestone, by=helper, on=TODAY) == 1


def test_only_units_of_the_task_can_be_named(milestone, supervisor):
    with pytest.raises(ValidationError):
        splitting.name_unit(
            milestone, by=supervisor, on=TODAY, seen=0, unit=make_unit(), reason="分工"
        )


def split(milestone, supervisor, *parts, **fields):
    task = milestone.task
    told = parts or (("甲", task.first, DUE), ("乙", task.second, TODAY))
    rows = [{"text": text, "unit": unit, "due_on": due_on} for text, unit, due_on in told]
    return splitting.split(
        milestone, by=supervisor, on=TODAY, seen=0, parts=rows, reason="两家分工", **fields
    )


def test_parts_take_the_place_of_the_whole_and_its_wording_stays(milestone, supervisor):
    split(milestone, supervisor)
    rows = Milestone.objects.of(milestone.task.plan, TODAY).order_by("order")
    assert [(row.text, row.order, row.light) for row in rows] == [
        ("完成工作", 1, Light.STOPPED),
        ("甲", 101, Light.AMBER),
        ("乙", 102, Light.AMBER),
    ]
    assert rows.tally().dated == 2
    assert [row.split_from for row in rows] == [None, milestone, milestone]
    assert [row.is_key for row in rows] == [True, True, True]


def test_the_day_before_knows_no_parts(milestone, supervisor):
    split(milestone, supervisor)
    rows = Milestone.objects.of(milestone.task.plan, YESTERDAY)
    assert [(row.text, row.light) for row in rows] == [("完成工作", Light.AMBER)]


def test_the_export_gives_the_document_and_not_what_was_added(milestone, supervisor):
    split(milestone, supervisor)
    told = plan_data(milestone.task.plan)["tasks"][0]["milestones"]
    assert [row["text"] for row in told] == ["完成工作"]


ISSUE, HORIZON = date(2015, 2, 5), date(2020, 12, 31)
ODD = {
    "of no words": {"text": " \u200b"},
    "of too many words": {"text": "字" * 301},
    "of no unit": {"unit": None},
    "before the issue": {"due_on": ISSUE - timedelta(days=1)},
    "beyond the horizon": {"due_on": HORIZON + timedelta(days=1)},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_makes_no_sense_is_neither_added_nor_split_off(odd, milestone, supervisor):
    task, who = milestone.task, {"by": supervisor, "on": TODAY}
    Milestone.objects.update(due_on=None, original_due_on=None)
    new = {"text": "甲", "unit": task.first, "due_on": None, "kind": "deadline", "reason": "批示"}
    with pytest.raises(ValidationError) as refused:
        splitting.add_milestone(task, **who, **new | odd)
    assert refused.value.message_dict.keys() == odd.keys()
    part = {name: new[name] for name in ("text", "unit", "due_on")}
    with pytest.raises(ValidationError):
        splitting.split(milestone, **who, seen=0, parts=[part, part | odd], reason="分工")
    assert (Milestone.objects.get().stage, Event.objects.count()) == ("open", 0)


def test_who_adds_or_splits_says_why(milestone, supervisor):
    part = {"text": "甲", "unit": milestone.task.first, "due_on": DUE}
    who = {"by": supervisor, "on": TODAY, "reason": " "}
    with pytest.raises(ValidationError) as refused:
        splitting.add_milestone(milestone.task, **who, **part, kind="deadline")
    assert refused.value.message_dict.keys() == {"reason"}
    with pytest.raises(ValidationError) as refused:
        splitting.split(milestone, **who, seen=0, parts=[part] * 2)
    assert Milestone.objects.get().stage == "open"


@pytest.mark.parametrize("day", [ISSUE, HORIZON, None])
def test_the_first_and_the_last_day_can_be_promised(day, milestone, supervisor):
    words = {"text": "字" * 300, "kind": "deadline", "due_on": day, "reason": "批示要求"}
    who = {"by": supervisor, "on": TODAY, "unit": milestone.task.first}
    assert splitting.add_milestone(milestone.task, **who, **words).due_on == day


def test_signs_that_nobody_sees_are_no_part_of_a_text(milestone, supervisor):
    words = {"text": "补充\u200b培训", "kind": "deadline", "due_on": DUE, "reason": "批示要求"}
    who = {"by": supervisor, "on": TODAY, "unit": milestone.task.first}
    assert splitting.add_milestone(milestone.task, **who, **words).text == "补充培训"


def test_parts_are_two_to_four_and_never_later_than_the_whole(milestone, supervisor):
    task = milestone.task
    one, late = ("甲", task.first, DUE), date(2015, 7, 1)
    for parts in (
        [one],
        [one] * 5,
        [one, ("乙", task.second, late)],
        [one, ("乙", task.second, None)],
        [one, ("乙", make_unit(), DUE)],
    ):
        with pytest.raises(ValidationError):
            split(milestone, supervisor, *parts)
    assert Milestone.objects.get().stage == "open"
    assert len(split(milestone, supervisor, *[one] * 4)) == 4


def test_a_supervisor_adds_a_milestone_with_a_reason(milestone, supervisor):
    words = {"text": "补充培训", "kind": "deadline", "due_on": DUE, "reason": "批示要求"}
    unit = milestone.task.first
    added = splitting.add_milestone(milestone.task, by=supervisor, on=TODAY, unit=unit, **words)
    assert (added.order, added.added_on, added.answering_unit) == (101, TODAY, unit)
    assert Event.objects.get().note == "批示要求"
    with pytest.raises(ValidationError):
        stranger = make_unit()
        splitting.add_milestone(milestone.task, by=supervisor, on=TODAY, unit=stranger, **words)
    with pytest.raises(PermissionDenied):
        other = make_user(role="head", unit=unit)
        splitting.add_milestone(milestone.task, by=other, on=TODAY, unit=unit, **words)


def test_what_the_document_dates_before_its_issue_can_be_split(milestone, supervisor):
    before = date(2015, 1, 31)
    Milestone.objects.update(due_on=before, original_due_on=before)
    milestone.refresh_from_db(fields=["due_on"])
    unit = milestone.task.first
    split(milestone, supervisor, ("甲", unit, before), ("乙", unit, date(2015, 1, 15)))
    assert [part.due_on for part in milestone.parts.order_by("order")] == [
        before,
        date(2015, 1, 15),
    ]
