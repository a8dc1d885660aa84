from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from tasks.plan.actors import Actor, Part, signers, staff_of
from tests.factories import (
    TODAY,
    make_acting_head,
    make_assignment,
    make_deputy,
    make_milestone,
    make_task,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_deputy_acts_for_both_units_on_the_days_named():
    deputy = make_deputy(from_on=date(2015, 6, 10), until_on=date(2015, 6, 20))
    task = make_task()
    part = make_assignment(task, deputy.person.unit)
    milestone = make_milestone(task=task)
    days = [date(2015, 6, day) for day in (9, 10, 20, 21)]
    acting = [Actor.of(deputy.deputy, day) for day in days]
    assert [Part.LEAD in actor.parts(milestone) for actor in acting] == [False, True, True, False]
    assert all(deputy.deputy.unit_id in actor.units for actor in acting)
    assert acting[1].unit_for(milestone) == part.unit


def test_who_left_has_no_deputies():
    deputy = make_deputy(person=make_user(role="liaison", unit=make_unit(), is_active=False))
    assert deputy.person.unit_id not in Actor.of(deputy.deputy, TODAY).units


def test_a_deputy_signs_nothing():
    head = make_user(role="head", unit=make_unit())
    liaison = make_user(role="liaison", unit=make_unit())
    make_deputy(person=head, deputy=liaison)
    task = make_task()
    make_assignment(task, head.unit)
    assert Actor.of(liaison, TODAY).parts(make_milestone(task=task)) == {Part.LEAD}
    assert Actor.of(head, TODAY).parts(make_milestone(task=task)) == {Part.LEAD, Part.HEAD}


def test_a_head_signs_for_his_own_unit_alone():
    head = make_user(role="head", unit=make_unit())
    other = make_deputy(deputy=head).person.unit
    actor = Actor.of(head, TODAY)
    assert set(actor.units) == {head.unit_id, other.pk}
    assert [actor.heads(unit) for unit in (head.unit_id, other.pk)] == [True, False]
    liaison = make_user(role="liaison", unit=head.unit)
    assert not Actor.of(liaison, TODAY).heads(head.unit_id)


def test_an_acting_head_signs_on_the_days_named():
    liaison = make_user(role="liaison", unit=make_unit())
    make_acting_head(liaison, from_on=date(2015, 6, 10), until_on=date(2015, 6, 20))
    days = [date(2015, 6, day) for day in (9, 10, 20, 21)]
    assert [Actor.of(liaison, day).heads(liaison.unit_id) for day in days] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [signers(liaison.unit, day).exists() for day in days] == [False, True, True, False]


def test_nobody_signs_who_left():
    unit = make_unit()
    make_user(role="head", unit=unit, is_active=False)
    make_acting_head(make_user(role="liaison", unit=unit, is_active=False))
    make_user(role="head", unit=make_unit())
    assert not signers(unit, TODAY).exists()


def test_the_head_of_a_participating_unit_is_no_lead_head():
    task = make_task()
    head = make_user(role="head", unit=make_assignment(task, role="participating").unit)
    assert Actor.of(head, TODAY).parts(make_milestone(task=task)) == {Part.PARTICIPATING}


def test_who_acts_for_two_units_acts_as_lead_first():
    deputy = make_deputy()
    task = make_task()
    make_assignment(task, deputy.deputy.unit, role="participating")
    lead = make_assignment(task, deputy.person.unit).unit
    assert Actor.of(deputy.deputy, TODAY).unit_for(make_milestone(task=task)) == lead


def test_a_group_is_acted_for_in_the_members_own_name():
    person = make_user(role="liaison", unit=make_unit())
    group = make_unit(kind="group")
    group.members.add(person.unit)
    task = make_task()
    make_assignment(task, group, role="participating")
    actor = Actor.of(person, TODAY)
    milestone = make_milestone(task=task)
    assert actor.parts(milestone) == {Part.PARTICIPATING}
    assert actor.unit_for(milestone) == person.unit


def test_a_deputy_acts_for_the_groups_of_the_unit_too():
    deputy = make_deputy()
    group = make_unit(kind="group")
    group.members.add(deputy.person.unit)
    assert Actor.of(deputy.deputy, TODAY).units[group.pk] == deputy.person.unit


def test_for_the_group_of_both_he_acts_in_his_own_units_name():
    own = make_user(role="liaison", unit=make_unit())
    other = make_deputy(deputy=own).person.unit
    group = make_unit(kind="group")
    group.members.add(own.unit, other)
    assert Actor.of(own, TODAY).units[group.pk] == own.unit


def test_mails_reach_the_active_staff_of_units_and_of_the_members_of_groups():
    unit, member, group = make_unit(), make_unit(), make_unit(kind="group")
    group.members.add(member)
    staff = {
        make_user(role=role, unit=one) for role in ("liaison", "head") for one in (unit, member)
    }
    for one in (unit, member):
        make_user(role="liaison", unit=one, is_active=False)
        make_user(role="viewer", unit=one)
    make_user(role="liaison", unit=make_unit())
    assert set(staff_of([unit, group])) == staff


def test_nobody_is_nothing():
    assert Actor.of(AnonymousUser(), TODAY).parts(make_milestone()) == set()


@pytest.mark.parametrize(
    "fields",
    [{"role": "viewer"}, {"role": "admin"}, {"role": "liaison", "is_active": False}],
)
def test_others_act_for_no_unit(fields):
    task = make_task()
    person = make_user(unit=make_assignment(task).unit, **fields)
    assert Actor.of(person, TODAY).parts(make_milestone(task=task)) == set()


@pytest.mark.parametrize(("is_active", "parts"), [(True, {Part.SUPERVISOR}), (False, set())])
def test_a_supervisor_decides_until_he_is_dismissed(is_active, parts):
    person = make_user(role="supervisor", is_active=is_active)
    assert Actor.of(person, TODAY).parts(make_milestone()) == parts


def test_papers_are_taken_by_those_they_go_to_and_who_gets_all():
    unit, other = make_unit(), make_unit()
    deputy = make_deputy(from_on=TODAY, until_on=TODAY)
    people = {
        "liaison": make_user(role="liaison", unit=unit),
        "head": make_user(role="head", unit=unit),
        "stranger": make_user(role="liaison", unit=other),
        "supervisor": make_user(role="supervisor", unit=other),
        "leader": make_user(role="leader"),
        "viewer": make_user(role="viewer", unit=unit),
        "admin": make_user(role="admin"),
    }
    takes = {name for name, person in people.items() if Actor.of(person, TODAY).takes([unit.pk])}
    assert takes == {"liaison", "head", "supervisor", "leader"}
    assert Actor.of(deputy.deputy, TODAY).takes([deputy.person.unit_id])
    assert not Actor.of(AnonymousUser(), TODAY).takes([unit.pk, None])
