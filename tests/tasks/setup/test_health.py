"""Whether there are people behind what the plan asks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tasks.models import Plan
from tasks.setup.health import Kind, concerns
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_acting_head,
    make_assignment,
    make_leader,
    make_milestone,
    make_plan_of,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import make_delivery, make_mail, overdue
from units.models import User

pytestmark = pytest.mark.django_db
NOON = datetime(2015, 6, 18, 4, tzinfo=UTC)
DAY = timedelta(days=1)


def well(**fields):
    """Somebody with whom nothing is amiss: he signed in today and has an address."""
    number = User.objects.count()
    defaults = {"last_login": NOON, "email": f"well{number}@example.org"}
    return make_user(**defaults | fields)


def staffed(unit):
    return [well(role=role, unit=unit) for role in ("liaison", "head")]


@pytest.fixture
def part(task, unit):
    """The unit's part, which it acknowledged."""
    part = task.assignments.get()
    make_acknowledgement(part)
    return part


@pytest.fixture
def people(part, unit):
    return staffed(unit)


def found(plan, unit=None, on=TODAY):
    """(kinds, unit, person) of each concern."""
    return [
        ([kind.name for kind, _number in one.facts], one.unit and one.unit.name, one.person)
        for one in concerns(Plan.objects.get(pk=plan.pk), on, unit and unit.pk)
    ]


def test_where_all_is_well_nothing_is_listed(plan, people):
    assert found(plan) == []


def test_a_unit_without_anybody_is_named_once(plan, part, unit):
    assert found(plan) == [(["NOBODY"], "区水务局", None)]
    for person in staffed(unit):
        User.objects.filter(pk=person.pk).update(is_active=False)
    assert found(plan) == [(["NOBODY"], "区水务局", None)]


@pytest.mark.parametrize(("role", "missing"), [("liaison", ["NO_HEAD"]), ("head", ["NO_LIAISON"])])
def test_a_lead_unit_needs_both(plan, part, unit, role, missing):
    well(role=role, unit=unit)
    assert found(plan) == [(missing, "区水务局", None)]


def test_who_acts_as_head_is_one_on_his_days(plan, part, unit):
    person = well(role="liaison", unit=unit)
    make_acting_head(person, until_on=TODAY)
    assert found(plan) == []
    assert found(plan, on=TODAY + DAY)[0][0] == ["NO_HEAD"]


def test_a_participating_unit_needs_somebody(plan, task, people):
    other = make_unit(name="区司法局")
    make_acknowledgement(make_assignment(task, other, role="participating"))
    assert found(plan) == [(["NOBODY"], "区司法局", None)]
    well(role="liaison", unit=other)
    assert found(plan) == []


def test_members_answer_for_their_group(plan, task, people, group):
    User.objects.filter(unit__in=group.members.all()).delete()
    assert [row[:2] for row in found(plan)] == [
        (["NOBODY"], "新安街道"),
        (["NOBODY"], "西乡街道"),
    ]


def test_a_group_without_members_is_no_unit_without_people(plan, task, people):
    make_assignment(task, make_unit(kind="group"), role="participating")
    assert found(plan) == []


def test_people_who_never_came_and_those_who_stayed_away(plan, part, unit):
    never, idle, _fresh = (well(role="liaison", unit=unit) for _number in range(3))
    well(role="head", unit=unit)
    User.objects.filter(pk=never.pk).update(last_login=None)
    User.objects.filter(pk=idle.pk).update(last_login=NOON - 30 * DAY)
    name = "区水务局"
    assert found(plan) == [(["NEVER"], name, never), (["IDLE"], name, idle)]
    Plan.objects.update(idle_days=31)
    assert found(plan) == [(["NEVER"], name, never)]


def test_who_has_no_address_or_one_that_is_refused(plan, part, unit, people):
    liaison, head = people
    User.objects.filter(pk=head.pk).update(email="")
    refused = {"state": "refused"}
    delivery = make_delivery(make_mail(liaison), **refused)
    assert found(plan) == [
        (["REFUSED"], "区水务局", liaison),
        (["NO_ADDRESS"], "区水务局", head),
    ]
    sent = {"state": "sent", "sent_at": NOON, "due_at": delivery.due_at + DAY}
    make_delivery(make_mail(liaison, period="later"), **sent)
    assert [row[0] for row in found(plan)] == [["NO_ADDRESS"]]


def test_another_address_is_not_refused(plan, unit, people):
    make_delivery(make_mail(people[0]), state="refused", address="old@example.org")
    assert found(plan) == []


def test_all_that_is_amiss_with_a_person_stands_in_one_row(plan, part, unit, people):
    User.objects.filter(pk=people[0].pk).update(email="", last_login=None)
    (row,) = concerns(plan, TODAY)
    assert [kind for kind, _number in row.facts] == [Kind.NEVER, Kind.NO_ADDRESS]
    assert not row.is_reached


# In use since Monday 8 June 2015: the fifth working day after it is the 15th.
@pytest.mark.parametrize(("on", "is_late"), [(date(2015, 6, 14), False), (date(2015, 6, 15), True)])
def test_five_working_days_to_acknowledge(plan, task, unit, on, is_late):
    staffed(unit)
    Plan.objects.update(in_use_from=date(2015, 6, 8))
    assert found(plan, on=on) == [(["UNACKNOWLEDGED"], "区水务局", None)] * is_late


def test_who_got_the_task_later_has_five_days_from_then(plan, task, unit):
    staffed(unit)
    part = task.assignments.get()
    part.tenures.update(since=date(2015, 6, 12))
    assert found(plan) == []
    assert found(plan, on=date(2015, 6, 19)) == [(["UNACKNOWLEDGED"], "区水务局", None)]


def test_in_a_group_each_member_acknowledges(plan, people, group):
    User.objects.update(last_login=NOON, email="x@example.org")
    make_acknowledgement(group.part, unit=group.members.first())
    rows = found(plan)
    assert [row[0] for row in rows] == [["UNACKNOWLEDGED"]]
    assert rows[0][1] != group.members.first().name


@pytest.mark.parametrize(("number", "is_listed"), [(5, False), (6, True)])
def test_more_overdue_than_the_limit(plan, task, unit, people, number, is_listed):
    for _time in range(number):
        overdue(task)
    make_milestone(task=task)
    rows = concerns(plan, TODAY)
    assert [(one.kind, one.number, one.people) for one in rows] == [
        (Kind.OVERDUE, 6, (people[0],))
    ] * is_listed


def test_leaders_with_an_account_are_people_of_the_plan(plan, task, people):
    leader = make_leader(user=well(role="leader", last_login=None))
    make_task_leader(task, leader)
    make_leader(user=well(role="leader", last_login=None))
    assert found(plan) == [(["NEVER"], None, leader.user)]


def test_the_worst_comes_first_and_more_before_less(plan, unit, people):
    for name, number in (("区甲局", 1), ("区乙局", 2)):
        other = make_unit(name=name)
        for _time in range(number):
            make_acknowledgement(make_assignment(make_task(plan=plan), other))
    User.objects.filter(pk=people[0].pk).update(last_login=None)
    assert [row[:2] for row in found(plan)] == [
        (["NOBODY"], "区乙局"),
        (["NOBODY"], "区甲局"),
        (["NEVER"], "区水务局"),
    ]


def test_one_unit_is_asked_for_alone(plan, task, unit, part):
    other = make_unit(name="区司法局")
    make_assignment(task, other)
    assert found(plan, other) == [(["NOBODY"], "区司法局", None)]


def test_of_a_plan_that_is_not_in_use_only_people_are_told(plan, task, unit):
    staffed(unit)
    for _time in range(6):
        overdue(task)
    Plan.objects.update(in_use_from=None)
    assert found(plan) == []


@pytest.mark.parametrize("tasks", [1, 5])
def test_it_asks_as_often_for_many_as_for_one(tasks, django_assert_num_queries):
    plan = make_plan_of(tasks)
    for task in plan.tasks.all():
        group = make_unit(kind="group")
        group.members.add(make_unit(), make_unit())
        make_assignment(task, group)
        for unit in task.units.all():
            make_user(role="liaison", unit=unit)
    with django_assert_num_queries(6):
        rows = concerns(plan, TODAY)
        assert all(one.words and one.pk for one in rows)
