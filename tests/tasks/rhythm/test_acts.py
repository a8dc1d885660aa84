"""Setting how often units report: who, when, and what is kept of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from tasks.ground.official import in_chinese
from tasks.models import Edition, PlanCorrection, Rhythm
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict
from tasks.rhythm.acts import set_rhythm
from tasks.rhythm.rules import told_rhythm
from tests.factories import TODAY, make_plan, make_rhythm, make_task, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def take(plan, role="supervisor", **fields):
    words = {"reason": "会议决定", "seen": 0, "every": "monthly", "day": 25, "grace": 3}
    return set_rhythm(plan, by=make_user(role=role), on=TODAY, **words | fields)


@pytest.mark.parametrize(
    ("role", "of_plan", "of_task"),
    [
        ("viewer", False, False),
        ("leader", False, False),
        ("supervisor", True, True),
        ("admin", True, False),
    ],
)
def test_supervisors_set_it_and_administrators_that_of_the_plan(plan, role, of_plan, of_task):
    for allowed, scope in ((of_plan, {}), (of_task, {"task": make_task(plan=plan)})):
        if allowed:
            assert take(plan, role, **scope).since == TODAY
        else:
            with pytest.raises(PermissionDenied):
                take(plan, role, **scope)


def test_of_the_plan_before_and_after_stand_in_its_history(plan):
    edition = Edition.objects.filter(plan=plan).values_list("number", flat=True)
    known = edition.first() or 0
    take(plan)
    line = PlanCorrection.objects.get()
    before, after = (in_chinese(told_rhythm)(row) for row in (None, Rhythm.objects.get()))
    assert (line.before, line.after) == (before, after)
    assert before != after
    assert (line.reason, line.on) == ("会议决定", TODAY)
    assert edition.get() > known


def test_of_a_task_it_is_an_event(plan):
    task = make_task(plan=plan)
    take(plan, task=task, every="weekly", day=5, grace=0)
    event = task.events.get()
    after = in_chinese(told_rhythm)(Rhythm.objects.get())
    assert (event.action, event.on) == ("set-rhythm", TODAY)
    assert event.note.endswith(f" → {after}；会议决定")


def test_it_holds_from_its_day_on_and_of_one_day_only_the_last(plan):
    old = make_rhythm(plan, since=TODAY - timedelta(days=1))
    first = take(plan, day=20, seen=old.pk)
    second = take(plan, day=21, seen=first.pk)
    assert list(Rhythm.objects.of_scope(plan, None, "")) == [second, old]
    assert Rhythm.objects.in_force(plan, TODAY) == [second]
    assert Rhythm.objects.in_force(plan, TODAY - timedelta(days=1)) == [old]


def test_who_saw_another_rhythm_is_refused(plan):
    task, first = make_task(plan=plan), take(plan)
    with pytest.raises(Conflict):
        take(plan, day=20)
    take(plan, task=task)
    with pytest.raises(Conflict) as late:
        take(plan, day=20, task=task)
    assert [event.action for event in late.value.events] == ["set-rhythm"]
    assert Rhythm.objects.in_force(plan, TODAY)[0] == first


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"day": None}, "day"),
        ({"day": 0}, "day"),
        ({"day": 32}, "day"),
        ({"every": "weekly", "day": 6}, "day"),
        ({"every": "none"}, "day"),
        ({"every": "none", "day": None}, "day"),
        ({"grace": 11}, "grace"),
        ({"every": "inherit", "day": None, "grace": 0}, "every"),
    ],
)
def test_what_is_no_rhythm_is_refused_beside_its_field(plan, fields, field):
    with pytest.raises(ValidationError) as refused:
        take(plan, **fields)
    assert set(refused.value.error_dict) == {field}


@pytest.mark.parametrize(
    "fields",
    [{"day": 31, "grace": 10}, {"every": "weekly", "day": 5}, {"every": "none", "day": None, "grace": 0}],
)  # fmt: skip
def test_the_bounds_are_rhythms(plan, fields):
    assert take(plan, **fields).pk
    assert take(plan, task=make_task(plan=plan), every="inherit", day=None, grace=0).pk


def test_what_holds_already_is_not_set_again(plan):
    first = take(plan)
    with pytest.raises(ValidationError):
        take(plan, seen=first.pk)
    assert Rhythm.objects.count() == 1


def test_it_can_be_set_while_a_plan_is_prepared_and_not_in_the_archive():
    preparing = make_plan(in_use_from=None)
    take(preparing)
    take(preparing, task=make_task(plan=preparing))
    archived = make_plan(closing_from=TODAY, archived_from=TODAY)
    for scope in ({}, {"task": make_task(plan=archived)}):
        with pytest.raises(OutOfPhase):
            take(archived, **scope)


def test_a_rhythm_in_words():
    row = Rhythm(every="quarterly", day=20, grace=1, since=date(2015, 6, 1))
    with translation.override("en"):
        assert told_rhythm(row) == "quarterly, by day 20 of its last month, 1 working day of grace"
        assert told_rhythm(Rhythm(every="weekly", day=5)) == "weekly, by Friday"
        assert told_rhythm(Rhythm(every="none")) == "No regular report"
        assert told_rhythm(None) == "nothing set"
        assert str(row) == "2015-06-01 Quarterly"
