"""What waits for whom, in the order in which it presses."""

from datetime import date, timedelta

import pytest

from tasks.desk import duties as desk
from tasks.desk.reading import Reading
from tasks.models import Instruction, Reply
from tasks.plan.actors import Actor, Roll
from tasks.plan.models.restriction import NOBODY
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_acting_head,
    make_answer,
    make_assignment,
    make_deputy,
    make_extension,
    make_implementation,
    make_milestone,
    make_report,
    make_request,
    make_round,
    make_step,
    make_task,
    make_unit,
    make_user,
)
from tests.supervising import make_inspection, make_instruction, make_slip
from tests.tasks.desk.conftest import duties

pytestmark = pytest.mark.django_db
OLD = date(2015, 1, 5)
RED, SOON, AMBER, GREEN = (TODAY + timedelta(days=days) for days in (-1, 7, 8, 99))


@pytest.mark.parametrize(
    ("due_in", "group"), [(-1, "now"), (0, "now"), (1, "week"), (7, "week"), (8, "later")]
)
def test_papers_press_by_the_day_of_their_answer(due_in, group, led):
    unit, due = led.liaison.unit, TODAY + timedelta(days=due_in)
    make_slip(make_milestone(task=led, due_on=GREEN), unit, issued_on=OLD, reply_by=due)
    led.units.get().slip_receipts.update(received_on=OLD, received_by=led.liaison)
    make_instruction(led, unit, given_on=OLD, reply_by=due)
    make_inspection(make_milestone(task=led, due_on=GREEN), unit, inspected_on=OLD, rectify_by=due)
    assert duties(led) == [(group, "reply"), (group, "answer-slip"), (group, "rectify")]


def test_the_paper_with_the_next_day_comes_first(led):
    unit = led.liaison.unit
    for day in (23, 24):
        make_slip(make_milestone(task=led, due_on=GREEN), unit, reply_by=date(2015, 6, day))
    led.units.get().slip_receipts.update(received_on=OLD, received_by=led.liaison)
    for day in (22, 25):
        make_instruction(led, unit, reply_by=date(2015, 6, day))
    found = desk.Desk(led.plan, Actor.of(led.liaison, TODAY), TODAY).duties()
    assert [duty.due.day for duty in found] == [22, 23, 24, 25]


def test_what_was_answered_is_owed_no_more_and_no_day_comes_last(led):
    unit, actor = led.liaison.unit, Actor.of(led.liaison, TODAY)
    open_end = make_instruction(led, unit, reply_by=None)
    dated = make_instruction(led, unit)
    answered = make_instruction(led, unit)
    said = {"text": "已办。", "replied_on": TODAY, "replied_by": led.liaison}
    answered.replies.update(state="answered", **said)
    replies = Reply.objects.of_plan(led.plan)
    owed = replies.of_units(actor.units).owed()
    assert [row.instruction for row in owed] == [dated, open_end]
    given = Instruction.objects.of_plan(led.plan)
    assert list(given.owed()) == [dated, open_end]
    assert list(given.by_urgency()) == [dated, open_end, answered]
    assert list(given.answered_to([dated.given_by])) == [dated]


def test_an_instruction_is_known_from_its_day_on(led):
    given = make_instruction(led, given_on=TODAY)
    days = [TODAY - timedelta(days=1), TODAY]
    assert [list(Instruction.objects.for_page(led, day, NOBODY)) for day in days] == [[], [given]]


def test_own_steps_show_a_month_before_they_are_due(led):
    plan = make_implementation(led.assignments.get())
    for days in (31, 30, -9):
        make_step(plan=plan, due_on=TODAY + timedelta(days=days))
    make_step(plan=plan, due_on=TODAY, done_on=TODAY)
    steps = desk.own_steps(led.plan, Actor.of(led.liaison, TODAY), TODAY)
    assert [(step.due_on - TODAY).days for step in steps] == [-9, 30]


def test_a_slip_is_confirmed_before_all_else_and_without_a_day_there_is_time(led):
    unit = led.liaison.unit
    make_slip(make_milestone(task=led, due_on=GREEN), unit, reply_by=TODAY + timedelta(days=30))
    make_instruction(led, unit, reply_by=None)
    assert duties(led) == [("week", "receive-slip"), ("later", "reply")]


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (RED, [("now", "report")]),
        (SOON, [("week", "report")]),
        (AMBER, [("later", "report")]),
        (GREEN, []),
    ],
)
def test_the_nearer_the_due_date_the_more_it_presses(led, due_on, expected):
    make_milestone(task=led, due_on=due_on)
    assert duties(led) == expected


def test_the_unit_that_was_named_has_the_duty_alone(led):
    named = make_assignment(led).unit
    make_milestone(task=led, due_on=RED, answering_unit=named, named_on=OLD)
    assert ("now", "report") not in duties(led)
    assert ("now", "report") in duties(led, make_user(role="liaison", unit=named))


def test_what_presses_most_comes_first(led):
    for due_on in (AMBER, RED, SOON):
        make_milestone(task=led, due_on=due_on)
    assert [group for group, _action in duties(led)] == ["now", "week", "later"]


def test_a_task_that_nobody_acknowledged_comes_this_week(plan, led):
    make_assignment(make_task(plan=plan), led.liaison.unit, role="participating")
    assert duties(led) == [("week", "acknowledge")]


@pytest.mark.parametrize("state", ["returned", "sent-back"])
@pytest.mark.parametrize(("due_on", "group"), [(GREEN, "week"), (TODAY, "now"), (None, "week")])
def test_returned_work_shows_its_reason(led, state, due_on, group):
    milestone = make_milestone(task=led, due_on=due_on)
    make_request(milestone, state=state, decided_on=TODAY, decision_note="缺附件")
    (duty,) = desk.Desk(led.plan, Actor.of(led.liaison, TODAY), TODAY).duties()
    assert (duty.group, duty.action, duty.reason) == (
        group, "request-completion", "缺附件",
    )  # fmt: skip
    make_request(milestone, state="withdrawn", decided_on=TODAY)
    assert (group, "request-completion") not in duties(led)


def test_a_forecast_later_than_due_calls_for_an_extension(led):
    milestone = make_milestone(task=led, due_on=GREEN)
    make_report(milestone, forecast_on=GREEN)
    assert duties(led) == []
    make_report(milestone, forecast_on=GREEN + timedelta(days=1), reported_on=TODAY)
    assert duties(led) == [("week", "request-extension")]


def test_what_is_overdue_is_reported_whatever_is_expected(led):
    make_report(make_milestone(task=led, due_on=RED), forecast_on=GREEN)
    assert duties(led) == [("now", "report")]


def test_long_silence_of_ongoing_work(led):
    make_milestone(task=led, kind="ongoing", due_on=None)
    assert duties(led) == [("now", "report")]


@pytest.mark.parametrize(("due_on", "before"), [(RED, "now"), (TODAY, "now"), (SOON, "week")])
def test_what_was_reported_today_waits_for_its_completion(led, due_on, before):
    milestone = make_milestone(task=led, due_on=due_on)
    make_report(milestone, reported_on=TODAY - timedelta(days=1))
    assert duties(led) == [(before, "report")]
    make_report(milestone, reported_on=TODAY)
    assert duties(led) == [("reported", "request-completion")]


def test_a_round_is_one_duty_until_the_last_answer(led, plan):
    second = make_assignment(make_task(plan=plan), led.liaison.unit)
    make_assignment(make_task(plan=plan))
    part = make_assignment(make_task(plan=plan), led.liaison.unit, role="participating")
    for one in (second, part):
        make_acknowledgement(one)
    one = make_round(plan=plan, deadline_on=TODAY)
    make_round(plan=plan, opened_on=TODAY + timedelta(days=1), deadline_on=GREEN)
    actor = Actor.of(led.liaison, TODAY)
    (duty,) = desk.Desk(plan, actor, TODAY).duties()
    assert (duty.group, duty.action, duty.paper) == ("now", "assess", one)
    assert duty.words == "2项任务待自评"
    make_answer(one, second)
    assert [duty.words for duty in desk.Desk(plan, actor, TODAY).duties()] == ["1项任务待自评"]
    make_answer(one, led.assignments.get())
    assert duties(led) == []


def test_many_read_at_once_are_the_same_as_each_by_himself(plan, led):
    make_request(make_milestone(task=led, due_on=RED), state="signing", unit=led.head.unit)
    make_milestone(task=led, due_on=RED)
    group = make_unit(kind="group")
    group.members.add(led.liaison.unit)
    part = make_assignment(make_task(plan=plan), group)
    make_milestone(task=part.task, due_on=SOON)
    make_slip(make_milestone(task=part.task), group)
    deputy = make_user(role="head", unit=make_unit())
    make_deputy(person=led.head, deputy=deputy)
    acting = make_user(role="liaison", unit=led.head.unit)
    make_acting_head(person=acting)
    make_round(plan=plan)
    read, roll = Reading(plan, TODAY), Roll(TODAY)
    for person in (led.liaison, led.head, deputy, acting, make_user(role="viewer")):
        actor = Actor.of(person, TODAY)
        assert roll.actor(person) == actor
        alone, together = desk.Desk(plan, actor, TODAY), desk.Desk(plan, actor, TODAY, read)
        assert together.duties() == alone.duties()
        assert together.waiting() == alone.waiting()
        assert bool(alone.duties()) == (person.role != "viewer")


def test_what_others_hold_is_no_duty_but_can_be_followed(led):
    submitted = make_milestone(task=led, due_on=RED)
    make_request(submitted, unit=led.liaison.unit)
    asked = make_milestone(task=led, due_on=SOON)
    make_extension(asked, unit=led.liaison.unit)
    make_milestone(task=led, due_on=GREEN)
    make_milestone(task=led, due_on=RED, stage="stopped", stopped_on=TODAY)
    actor = Actor.of(led.liaison, TODAY)
    assert duties(led) == []
    read = desk.Desk(led.plan, actor, TODAY)
    assert read.fetch([], read.waiting()) == [submitted, asked]
