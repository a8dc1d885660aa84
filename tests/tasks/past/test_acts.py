"""What was done before is entered at once, tells past days right, and can be undone at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.ground.lights import Light
from tasks.machine.consistency import problems
from tasks.models import Event, Evidence, Mail, Milestone, PastBatch
from tasks.past.acts import enter, undo
from tasks.past.rules import MOST, What
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict
from tasks.workflow.acts.reports import report
from tests.entering import MAY_20, entered, entry
from tests.factories import (
    TODAY,
    changed,
    grant,
    make_assignment,
    make_date_setting,
    make_evidence,
    make_milestone,
    make_naming,
    make_plan,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import make_slip

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
JULY_31 = date(2015, 7, 31)


@pytest.fixture
def plan(db):
    return make_plan(in_use_from=None)


@pytest.fixture
def task(plan):
    task = make_task(plan=plan, number=11)
    make_task_leader(task)
    make_assignment(task, make_unit(name="区水务局"))
    return task


@pytest.fixture
def milestone(task):
    return make_milestone(task=task, due_on=date(2015, 5, 31))


@pytest.fixture
def supervisor(db):
    return make_user(role="supervisor", name="督查员甲")


def stood(milestone, day):
    return Milestone.objects.of(milestone.task.plan, day).get(pk=milestone.pk)


def test_what_was_done_stands_as_done_from_its_day_on(milestone, supervisor):
    batch = entered(entry(milestone), by=supervisor)
    request = batch.completionrequests.get()
    days = {request.requested_on, request.submitted_on, request.decided_on, request.completed_on}
    assert (days, request.state, request.unit.name) == ({MAY_20}, "approved", "区水务局")
    assert stood(milestone, MAY_20 - DAY).light == Light.AMBER
    assert stood(milestone, MAY_20).light == Light.DONE
    assert stood(milestone, TODAY).done_on == MAY_20
    milestone.refresh_from_db()
    assert (milestone.stage, milestone.completed_on, milestone.version) == ("done", MAY_20, 1)
    assert problems() == []


def test_what_was_reported_is_heard_on_its_day(milestone):
    batch = entered(entry(milestone, What.REPORTED))
    report = batch.progressreports.get()
    assert (report.reported_on, report.done) == (MAY_20, "印发制度3项。")
    assert stood(milestone, MAY_20 - DAY).last_report_on is None
    assert stood(milestone, MAY_20).last_report_on == MAY_20
    assert stood(milestone, TODAY).light == Light.RED
    assert problems() == []


def test_a_later_date_holds_from_the_day_on_which_it_was_granted(milestone):
    batch = entered(entry(milestone, What.EXTENDED, new_due_on=JULY_31))
    extension = batch.extensions.get()
    assert (extension.decided_on, extension.old_due_on) == (MAY_20, date(2015, 5, 31))
    assert stood(milestone, MAY_20 - DAY).due == date(2015, 5, 31)
    assert (stood(milestone, MAY_20).due, stood(milestone, TODAY).light) == (JULY_31, Light.GREEN)
    assert not extension.is_late
    assert problems() == []


def test_it_is_an_act_of_today_that_nobody_is_told_of(milestone, supervisor):
    given = entry(milestone, What.EXTENDED, new_due_on=JULY_31, asked="日期：是")
    batch = entered(given, by=supervisor)
    event = Event.objects.get()
    assert (event.action, event.on, event.batch, event.asked) == (
        "enter-past",
        TODAY,
        batch,
        "日期：是",
    )
    assert event.note.endswith("（2015年5月20日，延至2015年7月31日）：印发制度3项。")
    changed_plan = milestone.task.plan
    changed_plan.in_use_from = date(2015, 3, 1)
    changed_plan.save()
    entered(entry(make_milestone(task=milestone.task)), by=supervisor)
    assert not Mail.objects.exists()


def test_the_unit_that_answers_did_it(task):
    named, second = make_unit(), make_assignment(task, is_host=True)
    task.assignments.filter(pk=second.pk).update(is_host=True)
    one, two = make_milestone(task=task), make_milestone(task=task)
    make_naming(two, named, date(2015, 3, 1))
    batch = entered(entry(one), entry(two))
    units = batch.completionrequests.order_by("milestone").values_list("unit", flat=True)
    assert list(units) == [second.unit_id, named.pk]


def test_files_that_were_chosen_prove_it(milestone, supervisor):
    given = {"uploaded_by": supervisor, "unit": make_unit(), "action": "enter-past"}
    file = make_evidence(milestone, **given)
    batch = entered(entry(milestone), by=supervisor)
    assert batch.completionrequests.get().evidence.get() == file
    undo(batch, by=supervisor, on=TODAY, reason="录错了")
    assert Evidence.objects.unsent().get() == file


def test_a_batch_is_undone_whole(task, milestone, supervisor):
    moved, told = make_milestone(task=task), make_milestone(task=task)
    before = [list(one.standings.values()) for one in (milestone, moved, told)]
    later = entry(moved, What.EXTENDED, new_due_on=JULY_31)
    batch = entered(entry(milestone), later, entry(told, What.REPORTED), by=supervisor)
    assert batch.number == 3
    undo(batch, by=supervisor, on=TODAY, reason="录错了")
    for one, stood_before in zip((milestone, moved, told), before, strict=True):
        one.refresh_from_db()
        assert (one.stage, one.completed_on, one.version) == ("open", None, 2)
        rows = list(one.standings.values())
        assert [row | {"id": 0} for row in rows] == [row | {"id": 0} for row in stood_before]
    batch.refresh_from_db()
    assert (batch.undone_on, batch.undone_by, batch.undone_note) == (TODAY, supervisor, "录错了")
    assert Event.objects.filter(action="undo-past", note="录错了", batch=batch).count() == 3
    assert problems() == []


def test_what_was_undone_can_be_entered_again_and_undone_again(milestone, supervisor):
    for _time in range(2):
        batch = entered(entry(milestone), by=supervisor)
        undo(batch, by=supervisor, on=TODAY, reason="录错了")
    with pytest.raises(Conflict):
        undo(batch, by=supervisor, on=TODAY, reason="录错了")


def test_what_followed_keeps_a_batch_and_is_named(task, milestone, supervisor):
    plan = task.plan
    plan.in_use_from = date(2015, 3, 1)
    plan.save()
    told = make_milestone(task=task, text="制定办法")
    batch = entered(entry(milestone), entry(told, What.REPORTED), by=supervisor)
    unit = task.assignments.get().unit
    liaison = make_user(role="liaison", unit=unit, name="某乙")
    report(told, by=liaison, on=TODAY, done="又办2件。")
    with pytest.raises(ValidationError) as refused:
        undo(batch, by=supervisor, on=TODAY, reason="录错了")
    (sentence,) = refused.value.messages
    assert "11 制定办法（2015-06-18" in sentence and "某乙" in sentence
    assert batch.completionrequests.exists()


def test_a_batch_goes_before_the_one_that_it_stands_on(milestone, supervisor):
    first = entered(entry(milestone, What.EXTENDED, new_due_on=JULY_31), by=supervisor)
    second = entered(entry(milestone, day=TODAY), by=supervisor)
    with pytest.raises(ValidationError):
        undo(first, by=supervisor, on=TODAY, reason="录错了")
    for batch in (second, first):
        undo(batch, by=supervisor, on=TODAY, reason="录错了")
    milestone.refresh_from_db()
    assert (milestone.stage, milestone.due_on) == ("open", date(2015, 5, 31))
    assert problems() == []


def test_slips_are_lifted_and_open_again(milestone, supervisor):
    told = make_milestone(task=milestone.task)
    lifted, kept = make_slip(milestone), make_slip(told)
    moved = make_milestone(task=milestone.task)
    extended = make_slip(moved)
    later = entry(moved, What.EXTENDED, new_due_on=JULY_31)
    batch = entered(entry(milestone), entry(told, What.REPORTED), later, by=supervisor)
    for slip in (lifted, kept, extended):
        slip.refresh_from_db()
    assert (lifted.lifted_because, kept.lifted_on, extended.lifted_because) == (
        "done",
        None,
        "extended",
    )
    undo(batch, by=supervisor, on=TODAY, reason="录错了")
    lifted.refresh_from_db()
    assert (lifted.lifted_on, lifted.lifted_because) == (None, "")


BEFORE, AHEAD = date(2015, 2, 4), TODAY + DAY


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"day": BEFORE}, "day"),
        ({"day": AHEAD}, "day"),
        ({"new_due_on": JULY_31}, "new_due_on"),
        ({"what": What.EXTENDED}, "new_due_on"),
        ({"what": What.EXTENDED, "new_due_on": date(2015, 5, 31)}, "new_due_on"),
        ({"what": What.EXTENDED, "new_due_on": date(2031, 1, 1)}, "new_due_on"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_entered(task, milestone, fields, field):
    good = entry(make_milestone(task=task))
    with pytest.raises(ValidationError) as refused:
        entered(good, entry(milestone, **fields))
    assert list(refused.value.message_dict) == [field]
    assert not PastBatch.objects.exists() and not Event.objects.exists()


def test_what_was_due_before_the_plan_was_issued_may_be_done_before(task):
    early = make_milestone(task=task, due_on=date(2015, 1, 31))
    entered(entry(early, day=BEFORE))
    assert stood(early, TODAY).done_on == BEFORE
    assert problems() == []


def test_no_later_date_is_granted_before_the_one_that_it_replaces(task):
    moved = make_milestone(task=task)
    grant(moved, JULY_31, date(2015, 6, 1))
    chosen = make_milestone(task=task)
    make_date_setting(chosen, on=date(2015, 6, 2))
    added = make_milestone(task=task, added_on=date(2015, 6, 3))
    for one in (moved, chosen, added):
        with pytest.raises(ValidationError) as refused:
            entered(entry(one, What.EXTENDED, day=MAY_20, new_due_on=date(2015, 9, 30)))
        assert "2015-06-0" in refused.value.message_dict["day"][0]
    undated = make_milestone(task=task, due_on=None)
    with pytest.raises(ValidationError) as refused:
        entered(entry(undated, What.EXTENDED, new_due_on=JULY_31))
    assert list(refused.value.message_dict) == ["what"]
    read = make_milestone(task=task, date_note="inherited")
    make_date_setting(read, on=TODAY, is_reading=True, old_due_on=date(2015, 5, 1))
    for one in (read, moved):
        entered(entry(one, What.EXTENDED, day=date(2015, 6, 1), new_due_on=date(2015, 9, 30)))
    assert problems() == []


def test_nothing_and_too_much_are_refused(plan, milestone, supervisor):
    for entries in ([], [entry(milestone)] * (MOST + 1)):
        with pytest.raises(ValidationError):
            enter(plan, entries, by=supervisor, on=TODAY)


def test_only_supervisors_enter_and_undo(milestone):
    batch = entered(entry(milestone))
    other = make_milestone(task=milestone.task)
    for role in ("admin", "leader", "viewer"):
        with pytest.raises(PermissionDenied):
            entered(entry(other), by=make_user(role=role))
        with pytest.raises(PermissionDenied):
            undo(batch, by=make_user(role=role), on=TODAY, reason="录错了")


def test_what_changed_since_it_was_seen_is_not_entered(milestone):
    seen = entry(milestone)
    changed(milestone, version=3)
    with pytest.raises(Conflict):
        entered(seen)
    again = entry(milestone)
    changed(milestone, stage="stopped", stopped_on=TODAY)
    with pytest.raises(Conflict):
        entered(again)
    assert not PastBatch.objects.exists()


def test_a_plan_in_preparation_takes_it_and_one_that_is_archived_does_not(plan, milestone):
    given = entry(milestone)
    plan.in_use_from = plan.closing_from = plan.archived_from = date(2015, 3, 1)
    plan.save()
    with pytest.raises(OutOfPhase):
        entered(given)
