"""The plan's date, and the edges of days and weeks, wherever the server stands."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from django_celery_beat.models import PeriodicTask

from tasks.flags.acts import flag_overdue
from tasks.ground.clock import moment, playing, today
from tasks.ground.days import week_of
from tasks.ground.lights import Light
from tasks.machine.jobs import digest
from tasks.models import Flag, Mail, Milestone
from tests.factories import make_assignment, make_milestone, make_task, make_user

ZONES = ["UTC", "America/New_York", "Asia/Shanghai"]
SECOND = timedelta(seconds=1)


def shanghai(*moment):
    return datetime(*moment, tzinfo=timezone.get_default_timezone()).astimezone(UTC)


@pytest.fixture(params=ZONES)
def server(request, monkeypatch):
    """A server of that time zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def at(monkeypatch):
    """``at(moment)``: it is that moment now."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def test_the_plans_date_wins(settings):
    settings.PLAN_TODAY = date(2015, 6, 18)
    assert today() == date(2015, 6, 18)


def test_without_one_it_is_the_local_date():
    assert today() == localdate()


def test_a_moment_is_the_real_time_on_the_plans_day(settings, at):
    at(datetime(2026, 11, 25, 16, 30, tzinfo=UTC))
    assert moment() == shanghai(2026, 11, 26, 0, 30)
    settings.PLAN_TODAY = date(2015, 6, 18)
    assert moment() == shanghai(2015, 6, 18, 0, 30)
    with playing(date(2015, 3, 2)):
        assert (today(), moment()) == (date(2015, 3, 2), shanghai(2015, 3, 2, 0, 30))
    assert today() == date(2015, 6, 18)


@pytest.mark.django_db
@pytest.mark.parametrize("due", [date(2015, 6, 30), date(2016, 2, 29), date(2015, 12, 31)])
def test_what_is_due_today_is_overdue_from_midnight_in_shanghai(due, server, at):
    milestone = make_milestone(due_on=due)
    plan = milestone.task.plan
    midnight = shanghai(due.year, due.month, due.day) + timedelta(days=1)
    for instant, light, flags in ((midnight - SECOND, Light.AMBER, 0), (midnight, Light.RED, 1)):
        at(instant)
        assert Milestone.objects.of(plan, today()).get().light == light
        flag_overdue(plan, today())
        assert Flag.objects.count() == flags


@pytest.mark.django_db
def test_a_week_begins_on_monday_in_shanghai_and_has_one_digest(server, at):
    task = make_task()
    make_user(role="liaison", unit=make_assignment(task).unit)
    make_milestone(task=task, due_on=date(2015, 6, 1))
    monday = shanghai(2015, 6, 15)
    for instant in (
        monday - SECOND,
        monday,
        monday + timedelta(hours=9),
        monday + timedelta(days=6),
    ):
        at(instant)
        digest()
    periods = Mail.objects.order_by("period").values_list("period", flat=True)
    assert list(periods) == ["2015-W24", "2015-W25"]


def test_the_last_days_of_a_year_may_belong_to_week_53(server, at):
    at(shanghai(2016, 1, 3, 23, 59, 59))
    assert week_of(today()) == "2015-W53"
    at(shanghai(2016, 1, 4))
    assert week_of(today()) == "2016-W01"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "is_due"),
    [
        ((2015, 6, 15, 7, 59), False),
        ((2015, 6, 15, 8, 29, 59), False),
        ((2015, 6, 15, 8, 30), True),
        ((2015, 6, 14, 23, 59), False),
        ((2015, 6, 17, 8, 30), False),
    ],
)
def test_the_digest_is_called_for_on_monday_at_half_past_eight_in_shanghai(moment, is_due, server):
    schedule = PeriodicTask.objects.get(name="digest").schedule
    schedule.nowfun = lambda: shanghai(*moment).astimezone(schedule.tz)
    long_before = shanghai(*moment) - timedelta(minutes=20)
    assert schedule.is_due(long_before).is_due is is_due
