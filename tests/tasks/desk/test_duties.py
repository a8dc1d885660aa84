"""What waits for whom, in the order in which it presses."""

from datetime import date, timedelta

import pytest

from tasks.desk import duties as desk
from tasks.desk.reading import Reading
from tasks.desk.watch import watch
from tasks.models import Instruction, ReliefRequest, Reply
from tasks.plan.actors import Actor, Roll
from tasks.workflow.review import reviews
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_acting_head,
    make_answer,
    make_assignment,
    make_confirmation,
    make_deputy,
    make_extension,
    make_implementation,
    make_milestone,
    make_plan,
    make_relief,
    make_report,
    make_request,
    make_round,
    make_step,
    make_task,
    make_unit,
    make_user,
)
from tests.supervising import make_inspection, make_instruction, make_slip

pytestmark = pytest.mark.django_db
OLD = date(2015, 1, 5)
RED, SOON, AMBER, GREEN = (TODAY + timedelta(days=days) for days in (-1, 7, 8, 99))


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def task(plan):
    """A task that the unit leads and has acknowledged."""
    task = make_task(plan=plan)
    lead = make_unit()
    person = make_user(role="liaison", unit=lead)
    make_acknowledgement(make_assignment(task, lead))
    task.liaison, task.head = person, make_user(role="head", unit=lead)
    return task


def duties(task, person=None):
    """(group, action) of what waits for ``person``, the liaison officer unless given."""
    actor = Actor.of(person or task.liaison, TODAY)
    return [(duty.group, duty.action) for duty in desk.Desk(task.plan, actor, TODAY).duties()]


@pytest.mark.parametrize(
    ("due_in", "group"), [(-1, "now"), (0, "now"), (1, "week"), (7, "week"), (8, "later")]
)
def test_papers_press_by_the_day_of_their_answer(due_in, group, task):
    unit, due = task.liaison.unit, TODAY + timedelta(days=due_in)
    make_slip(make_milestone(task=task, due_on=GREEN), unit, issued_on=OLD, reply_by=due)
    task.units.get().slip_receipts.update(received_on=OLD, received_by=task.liaison)
    make_instruction(task, unit, given_on=OLD, reply_by=due)
    make_inspection(make_milestone(task=task, due_on=GREEN), unit, inspected_on=OLD, rectify_by=due)
    assert duties(task) == [(group, "reply"), (group, "answer-slip"), (group, "rectify")]


def test_the_paper_with_the_next_day_comes_first(task):
    unit = task.liaison.unit
    for day in (23, 24):
        make_slip(make_milestone(task=task, due_on=GREEN), unit, reply_by=date(2015, 6, day))
    task.units.get().slip_receipts.update(received_on=OLD, received_by=task.liaison)
    for day in (22, 25):
        make_instruction(task, unit, reply_by=date(2015, 6, day))
    found = desk.Desk(task.plan, Actor.of(task.liaison, TODAY), TODAY).duties()
    assert [duty.due.day for duty in found] == [22, 23, 24, 25]


def test_what_was_answered_is_owed_no_more_and_no_day_comes_last(task):
    unit, actor = task.liaison.unit, Actor.of(task.liaison, TODAY)
    open_end = make_instruction(task, unit, reply_by=None)
    dated = make_instruction(task, unit)
    answered = make_instruction(task, unit)
    said = {"text": "已办。", "replied_on": TODAY, "replied_by": task.liaison}
    answered.replies.update(state="answered", **said)
    replies = Reply.objects.of_plan(task.plan)
    owed = replies.of_units(actor.units).owed()
    assert [row.instruction for row in owed] == [dated, open_end]
    given = Instruction.objects.of_plan(task.plan)
    assert list(given.owed()) == [dated, open_end]
    assert list(given.by_urgency()) == [dated, open_end, answered]
    assert list(given.given_by(dated.given_by)) == [dated]


def test_an_instruction_is_known_from_its_day_on(task):
    given = make_instruction(task, given_on=TODAY)
    days = [TODAY - timedelta(days=1), TODAY]
    assert [list(Instruction.objects.for_page(task, day)) for day in days] == [[], [given]]


def test_own_steps_show_a_month_before_they_are_due(task):
    plan = make_implementation(task.assignments.get())
    for days in (31, 30, -9):
        make_step(plan=plan, due_on=TODAY + timedelta(days=days))
    make_step(plan=plan, due_on=TODAY, done_on=TODAY)
    steps = desk.own_steps(task.plan, Actor.of(task.liaison, TODAY), TODAY)
    assert [(step.due_on - TODAY).days for step in steps] == [-9, 30]


def test_a_slip_is_confirmed_before_all_else_and_without_a_day_there_is_time(task):
    unit = task.liaison.unit
    make_slip(make_milestone(task=task, due_on=GREEN), unit, reply_by=TODAY + timedelta(days=30))
    make_instruction(task, unit, reply_by=None)
    assert duties(task) == [("week", "receive-slip"), ("later", "reply")]


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (RED, [("now", "report")]),
        (SOON, [("week", "report")]),
        (AMBER, [("later", "report")]),
        (GREEN, []),
    ],
)
def test_the_nearer_the_due_date_the_more_it_presses(task, due_on, expected):
    make_milestone(task=task, due_on=due_on)
    assert duties(task) == expected


def test_the_unit_that_was_named_has_the_duty_alone(task):
    named = make_assignment(task).unit
    make_milestone(task=task, due_on=RED, answering_unit=named, named_on=OLD)
    assert ("now", "report") not in duties(task)
    assert ("now", "report") in duties(task, make_user(role="liaison", unit=named))


def test_what_presses_most_comes_first(task):
    for due_on in (AMBER, RED, SOON):
        make_milestone(task=task, due_on=due_on)
    assert [group for group, _action in duties(task)] == ["now", "week", "later"]


def test_a_task_that_nobody_acknowledged_comes_this_week(plan, task):
    make_assignment(make_task(plan=plan), task.liaison.unit, role="participating")
    assert duties(task) == [("week", "acknowledge")]


@pytest.mark.parametrize("state", ["returned", "sent-back"])
@pytest.mark.parametrize(("due_on", "group"), [(GREEN, "week"), (TODAY, "now"), (None, "week")])
def test_returned_work_shows_its_reason(task, state, due_on, group):
    milestone = make_milestone(task=task, due_on=due_on)
    make_request(milestone, state=state, decided_on=TODAY, decision_note="缺附件")
    (duty,) = desk.Desk(task.plan, Actor.of(task.liaison, TODAY), TODAY).duties()
    assert (duty.group, duty.action, duty.reason) == (
        group, "request-completion", "缺附件",
    )  # fmt: skip
    make_request(milestone, state="withdrawn", decided_on=TODAY)
    assert (group, "request-completion") not in duties(task)


def test_a_forecast_later_than_due_calls_for_an_extension(task):
    milestone = make_milestone(task=task, due_on=GREEN)
    make_report(milestone, forecast_on=GREEN)
    assert duties(task) == []
    make_report(milestone, forecast_on=GREEN + timedelta(days=1), reported_on=TODAY)
    assert duties(task) == [("week", "request-extension")]


def test_what_is_overdue_is_reported_whatever_is_expected(task):
    make_report(make_milestone(task=task, due_on=RED), forecast_on=GREEN)
    assert duties(task) == [("now", "report")]


def test_long_silence_of_ongoing_work(task):
    make_milestone(task=task, kind="ongoing", due_on=None)
    assert duties(task) == [("now", "report")]


@pytest.mark.parametrize(("due_on", "before"), [(RED, "now"), (TODAY, "now"), (SOON, "week")])
def test_what_was_reported_today_waits_for_its_completion(task, due_on, before):
    milestone = make_milestone(task=task, due_on=due_on)
    make_report(milestone, reported_on=TODAY - timedelta(days=1))
    assert duties(task) == [(before, "report")]
    make_report(milestone, reported_on=TODAY)
    assert duties(task) == [("reported", "request-completion")]


def test_a_round_is_one_duty_until_the_last_answer(task, plan):
    second = make_assignment(make_task(plan=plan), task.liaison.unit)
    make_assignment(make_task(plan=plan))
    part = make_assignment(make_task(plan=plan), task.liaison.unit, role="participating")
    for one in (second, part):
        make_acknowledgement(one)
    one = make_round(plan=plan, deadline_on=TODAY)
    make_round(plan=plan, opened_on=TODAY + timedelta(days=1), deadline_on=GREEN)
    actor = Actor.of(task.liaison, TODAY)
    (duty,) = desk.Desk(plan, actor, TODAY).duties()
    assert (duty.group, duty.action, duty.paper) == ("now", "assess", one)
    assert duty.words == "2项任务待自评"
    make_answer(one, second)
    assert [duty.words for duty in desk.Desk(plan, actor, TODAY).duties()] == ["1项任务待自评"]
    make_answer(one, task.assignments.get())
    assert duties(task) == []


def test_many_read_at_once_are_the_same_as_each_by_himself(plan, task):
    make_request(make_milestone(task=task, due_on=RED), state="signing", unit=task.head.unit)
    make_milestone(task=task, due_on=RED)
    group = make_unit(kind="group")
    group.members.add(task.liaison.unit)
    part = make_assignment(make_task(plan=plan), group)
    make_milestone(task=part.task, due_on=SOON)
    make_slip(make_milestone(task=part.task), group)
    deputy = make_user(role="head", unit=make_unit())
    make_deputy(person=task.head, deputy=deputy)
    acting = make_user(role="liaison", unit=task.head.unit)
    make_acting_head(person=acting)
    make_round(plan=plan)
    read, roll = Reading(plan, TODAY), Roll(TODAY)
    for person in (task.liaison, task.head, deputy, acting, make_user(role="viewer")):
        actor = Actor.of(person, TODAY)
        assert roll.actor(person) == actor
        alone, together = desk.Desk(plan, actor, TODAY), desk.Desk(plan, actor, TODAY, read)
        assert together.duties() == alone.duties()
        assert together.waiting() == alone.waiting()
        assert bool(alone.duties()) == (person.role != "viewer")


def test_supervisors_see_what_units_owe_them(plan, task):
    late = TODAY - timedelta(days=1)
    given = make_instruction(task, task.liaison.unit, reply_by=late, given_on=OLD)
    make_instruction(task, task.liaison.unit, reply_by=TODAY)
    visit = make_inspection(make_milestone(task=task), rectify_by=late, inspected_on=OLD)
    make_inspection(make_milestone(task=task), rectify_by=TODAY)
    over = make_round(plan=plan, opened_on=OLD, deadline_on=late)
    make_round(plan=plan, opened_on=OLD, deadline_on=TODAY)
    found = watch(plan, TODAY)
    assert list(found["unreplied"]) == [given]
    assert list(found["unrectified"]) == [visit]
    assert found["unassessed"] == [(over, 1)]
    make_answer(over, task.assignments.get())
    assert watch(plan, TODAY)["unassessed"] == []


def test_heads_sign_what_their_unit_asks(task):
    make_request(make_milestone(task=task), state="signing", unit=task.head.unit)
    make_extension(make_milestone(task=task), decision="signing", unit=task.head.unit)
    assert duties(task, task.head) == [("week", "sign"), ("week", "sign-extension")]
    assert duties(task) == []
    waits = {
        person: len(desk.Desk(task.plan, Actor.of(person, TODAY), TODAY).waiting())
        for person in (task.liaison, task.head)
    }
    assert waits == {task.liaison: 2, task.head: 0}


def test_a_head_who_stands_in_for_another_unit_signs_nothing_there(task):
    make_request(make_milestone(task=task), state="signing", unit=task.head.unit)
    make_extension(make_milestone(task=task), decision="signing", unit=task.head.unit)
    other = make_user(role="head", unit=make_unit())
    make_deputy(person=task.head, deputy=other)
    assert duties(task, other) == []


def test_what_others_hold_is_no_duty_but_can_be_followed(task):
    submitted = make_milestone(task=task, due_on=RED)
    make_request(submitted, unit=task.liaison.unit)
    asked = make_milestone(task=task, due_on=SOON)
    make_extension(asked, unit=task.liaison.unit)
    make_milestone(task=task, due_on=GREEN)
    make_milestone(task=task, due_on=RED, stage="stopped", stopped_on=TODAY)
    actor = Actor.of(task.liaison, TODAY)
    assert duties(task) == []
    read = desk.Desk(task.plan, actor, TODAY)
    assert read.fetch([], read.waiting()) == [submitted, asked]


def test_participating_units_confirm_what_is_due_soon(task):
    part = make_assignment(task, role="participating")
    make_acknowledgement(part)
    person = make_user(role="liaison", unit=part.unit)
    milestone = make_milestone(task=task, due_on=SOON)
    make_milestone(task=task, due_on=GREEN)
    assert duties(task, person) == [("week", "confirm")]
    make_confirmation(milestone, part)
    assert duties(task, person) == []


def test_who_leads_beside_the_host_countersigns_what_is_due_soon(task):
    second = make_assignment(task)
    make_acknowledgement(second)
    person = make_user(role="liaison", unit=second.unit)
    milestone = make_milestone(task=task, due_on=SOON)
    make_milestone(task=task, due_on=GREEN)
    named = make_milestone(task=task, due_on=SOON, answering_unit=second.unit, named_on=OLD)
    both = [("week", "report"), ("week", "report")]
    assert duties(task, person) == [*both, ("week", "confirm")]
    assert duties(task).count(("week", "report")) == 1  # the host asks, and countersigns nothing
    task.assignments.filter(pk=second.pk).update(is_host=True)
    assert duties(task, person) == both
    assert ("week", "confirm") in duties(task)
    make_confirmation(milestone, task.assignments.get(unit=task.liaison.unit))
    make_confirmation(named, task.assignments.get(unit=task.liaison.unit))
    assert ("week", "confirm") not in duties(task)


def test_each_member_of_a_group_that_leads_countersigns_for_the_others(task):
    group = make_unit(kind="group")
    people = [make_user(role="liaison", unit=make_unit()) for _number in range(2)]
    group.members.set(person.unit for person in people)
    task.assignments.all().delete()
    part = make_assignment(task, group)
    for person in people:
        make_acknowledgement(part, unit=person.unit)
    milestone = make_milestone(task=task, due_on=SOON)
    make_confirmation(milestone, part, unit=people[0].unit)
    found = [("week", "confirm") in duties(task, person) for person in people]
    assert found == [False, True]


def test_supervisors_see_the_oldest_first_and_what_is_over_the_limit(plan, task):
    late = make_request(make_milestone(task=task), submitted_on=date(2015, 6, 10))
    new = make_request(make_milestone(task=task), submitted_on=date(2015, 6, 17))
    extension = make_extension(make_milestone(task=task), submitted_on=date(2015, 6, 11))
    make_request(make_milestone(task=task), state="signing")
    make_request(make_milestone())
    rows = reviews(plan, TODAY)
    assert rows == [late, extension, new]
    assert [(row.action, row.waited, row.is_near, row.is_over) for row in rows] == [
        ("approve", 6, False, True),
        ("grant", 5, True, False),
        ("approve", 1, False, False),
    ]


def test_relief_waits_until_it_is_decided(plan, task):
    part = task.assignments.get()
    make_relief(part, state="refused", decided_on=TODAY)
    waiting = make_relief(part)
    assert list(ReliefRequest.objects.of_plan(plan).pending()) == [waiting]


def test_dates_wait_until_they_are_confirmed(plan, task):
    waiting = make_milestone(task=task, date_note="inherited")
    make_milestone(task=task, date_note="period", date_confirmed_on=TODAY)
    make_milestone(task=task)
    assert list(desk.dates_to_check(plan)) == [waiting]
