"""What heads, supervisors and units beside the one that leads have to do."""

from datetime import date, timedelta

import pytest

from tasks.desk import duties as desk
from tasks.desk.watch import watch
from tasks.models import ReliefRequest
from tasks.plan.actors import Actor
from tasks.workflow.review import reviews
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_answer,
    make_appeal,
    make_assignment,
    make_confirmation,
    make_deputy,
    make_extension,
    make_milestone,
    make_relief,
    make_request,
    make_round,
    make_unit,
    make_user,
)
from tests.supervising import make_instruction, make_visit
from tests.tasks.desk.conftest import duties

pytestmark = pytest.mark.django_db
OLD = date(2015, 1, 5)
RED, SOON, AMBER, GREEN = (TODAY + timedelta(days=days) for days in (-1, 7, 8, 99))


def test_supervisors_see_what_units_owe_them(plan, led):
    late = TODAY - timedelta(days=1)
    given = make_instruction(led, led.liaison.unit, reply_by=late, given_on=OLD)
    make_instruction(led, led.liaison.unit, reply_by=TODAY)
    visit = make_visit(make_milestone(task=led), rectify_by=late, inspected_on=OLD)
    make_visit(make_milestone(task=led), rectify_by=TODAY)
    over = make_round(plan=plan, opened_on=OLD, deadline_on=late)
    make_round(plan=plan, opened_on=OLD, deadline_on=TODAY)
    found = watch(plan, TODAY)
    assert list(found["unreplied"]) == [given]
    assert list(found["unrectified"]) == [visit]
    assert found["unassessed"] == [(over, 1)]
    make_answer(over, led.assignments.get())
    assert watch(plan, TODAY)["unassessed"] == []


def test_heads_sign_what_their_unit_asks(led):
    make_request(make_milestone(task=led), state="signing", unit=led.head.unit)
    make_extension(make_milestone(task=led), decision="signing", unit=led.head.unit)
    assert duties(led, led.head) == [("week", "sign"), ("week", "sign-extension")]
    assert duties(led) == []
    waits = {
        person: len(desk.Desk(led.plan, Actor.of(person, TODAY), TODAY).waiting())
        for person in (led.liaison, led.head)
    }
    assert waits == {led.liaison: 2, led.head: 0}


def test_a_head_who_stands_in_for_another_unit_signs_nothing_there(led):
    make_request(make_milestone(task=led), state="signing", unit=led.head.unit)
    make_extension(make_milestone(task=led), decision="signing", unit=led.head.unit)
    other = make_user(role="head", unit=make_unit())
    make_deputy(person=led.head, deputy=other)
    assert duties(led, other) == []


def test_participating_units_confirm_what_is_due_soon(led):
    part = make_assignment(led, role="participating")
    make_acknowledgement(part)
    person = make_user(role="liaison", unit=part.unit)
    milestone = make_milestone(task=led, due_on=SOON)
    make_milestone(task=led, due_on=GREEN)
    assert duties(led, person) == [("week", "confirm")]
    make_confirmation(milestone, part)
    assert duties(led, person) == []


def test_who_leads_beside_the_host_countersigns_what_is_due_soon(led):
    second = make_assignment(led)
    make_acknowledgement(second)
    person = make_user(role="liaison", unit=second.unit)
    milestone = make_milestone(task=led, due_on=SOON)
    make_milestone(task=led, due_on=GREEN)
    named = make_milestone(task=led, due_on=SOON, answering_unit=second.unit, named_on=OLD)
    both = [("week", "report"), ("week", "report")]
    assert duties(led, person) == [*both, ("week", "confirm")]
    assert duties(led).count(("week", "report")) == 1  # the host asks, and countersigns nothing
    led.assignments.filter(pk=second.pk).update(is_host=True)
    assert duties(led, person) == both
    assert ("week", "confirm") in duties(led)
    make_confirmation(milestone, led.assignments.get(unit=led.liaison.unit))
    make_confirmation(named, led.assignments.get(unit=led.liaison.unit))
    assert ("week", "confirm") not in duties(led)


def test_each_member_of_a_group_that_leads_countersigns_for_the_others(led):
    group = make_unit(kind="group")
    people = [make_user(role="liaison", unit=make_unit()) for _number in range(2)]
    group.members.set(person.unit for person in people)
    led.assignments.all().delete()
    part = make_assignment(led, group)
    for person in people:
        make_acknowledgement(part, unit=person.unit)
    milestone = make_milestone(task=led, due_on=SOON)
    make_confirmation(milestone, part, unit=people[0].unit)
    found = [("week", "confirm") in duties(led, person) for person in people]
    assert found == [False, True]


def test_supervisors_see_the_oldest_first_and_what_is_over_the_limit(plan, led):
    late = make_request(make_milestone(task=led), submitted_on=date(2015, 6, 10))
    new = make_request(make_milestone(task=led), submitted_on=date(2015, 6, 17))
    extension = make_extension(make_milestone(task=led), submitted_on=date(2015, 6, 11))
    make_request(make_milestone(task=led), state="signing")
    make_request(make_milestone())
    rows = reviews(plan, TODAY)
    assert rows == [late, extension, new]
    assert [(row.action, row.waited, row.is_near, row.is_over) for row in rows] == [
        ("approve", 6, False, True),
        ("grant", 5, True, False),
        ("approve", 1, False, False),
    ]


def test_appeals_wait_until_they_are_answered(plan, led, supervisor):
    waiting = make_appeal(plan)
    answer = {"answer": "已核减", "answered_by": supervisor, "answered_on": TODAY}
    make_appeal(evaluation=waiting.evaluation, **answer)
    make_appeal()  # of another plan
    assert list(watch(plan, TODAY)["appeals"]) == [waiting]


def test_relief_waits_until_it_is_decided(plan, led):
    part = led.assignments.get()
    make_relief(part, state="refused", decided_on=TODAY)
    waiting = make_relief(part)
    assert list(ReliefRequest.objects.of_plan(plan).pending()) == [waiting]


def test_dates_wait_until_they_are_confirmed(plan, led):
    waiting = make_milestone(task=led, date_note="inherited")
    make_milestone(task=led, date_note="period", date_confirmed_on=TODAY)
    make_milestone(task=led)
    assert list(desk.dates_to_check(plan, TODAY)) == [waiting]
