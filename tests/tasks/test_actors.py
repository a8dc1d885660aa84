from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from tasks.plan.actors import Actor, Part
from tests.factories import (
    TODAY,
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


def test_nobody_is_nothing():
    assert Actor.of(AnonymousUser(), TODAY).parts(make_milestone()) == set()
