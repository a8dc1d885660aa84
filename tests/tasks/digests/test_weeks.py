"""One digest for each person and week, and how it is asked for and sent."""

from datetime import date

import pytest
from django.core.management import call_command

from tasks.digests.news import News
from tasks.digests.weekly import digests, write_digests
from tasks.ground.days import next_monday, week_of
from tasks.models import Delivery, Mail
from tasks.plan.actors import Roll
from tests.factories import (
    TODAY,
    make_user,
)
from tests.supervising import make_instruction, make_slip, overdue
from tests.tasks.digests.test_digests import DAY

pytestmark = pytest.mark.django_db


def test_one_per_person_and_week(task, liaison):
    overdue(task)
    monday = date(2015, 6, 15)
    assert [write_digests(monday + number * DAY) for number in range(8)] == [1, *[0] * 6, 1]
    assert set(Mail.objects.values_list("period", flat=True)) == {"2015-W25", "2015-W26"}


def test_who_has_no_address_is_shown_as_undeliverable(task, unit):
    overdue(task)
    make_user(role="liaison", unit=unit, email="")
    write_digests(TODAY)
    assert Delivery.objects.get().state == Delivery.State.NO_ADDRESS


@pytest.mark.parametrize(
    ("day", "week", "monday"),
    [
        (date(2015, 6, 15), "2015-W25", date(2015, 6, 15)),
        (date(2015, 6, 21), "2015-W25", date(2015, 6, 22)),
        (date(2016, 1, 3), "2015-W53", date(2016, 1, 4)),
        (date(2016, 2, 29), "2016-W09", date(2016, 2, 29)),
        (date(2018, 12, 31), "2019-W01", date(2018, 12, 31)),
    ],
)
def test_weeks_are_those_of_the_calendar(day, week, monday):
    assert (week_of(day), next_monday(day)) == (week, monday)


@pytest.mark.parametrize("many", [1, 30])
def test_news_are_read_in_a_fixed_number_of_queries(many, task, unit, django_assert_num_queries):
    for _number in range(many):
        make_slip(overdue(task), unit)
        make_instruction(task, unit)
        make_user(role="liaison", unit=unit)
    with django_assert_num_queries(46):  # three for reports that are due and late
        letters = list(digests(TODAY))
    assert len([one for one in letters if one.recipient.unit == unit]) == many
    assert len(News(task.plan, TODAY, Roll(TODAY)).urgent) == many


def test_the_command_queues_and_tells(task, liaison, capsys):
    overdue(task)
    call_command("send_digests", as_of=TODAY, dry_run=True)
    said = capsys.readouterr().out
    assert liaison.name in said
    assert Mail.objects.count() == 0
    for number in (1, 0):
        call_command("send_digests", as_of=TODAY)
        assert str(number) in capsys.readouterr().out
    assert Mail.objects.count() == 1
