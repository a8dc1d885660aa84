"""The jobs: once per day or week however often they are called, and a watchdog outside."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db.migrations.recorder import MigrationRecorder
from django.utils.timezone import now
from django_celery_beat.models import PeriodicTask

from baoan_rule.celery import app
from tasks.ground.clock import today as plan_today
from tasks.machine import schedule
from tasks.machine.jobs import check_plan_data, clear_sessions, digest, flag_overdue_milestones
from tasks.mail.watchdog import alarms
from tasks.models import Delivery, Flag, JobRun, Mail, Milestone, Slip
from tasks.workflow.acts.completion import approve
from tests.factories import (
    TODAY,
    make_assignment,
    make_milestone,
    make_people_sheet,
    make_request,
    make_task,
    make_user,
)
from tests.supervising import make_delivery, make_outage, make_run
from tests.tasks.workflow.test_concurrency import at_once
from units.models import PeopleSheet, Unit

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
JOBS = [f"{schedule.PREFIX}{name}" for name in schedule.JOBS]
WRITERS = [f"{schedule.PREFIX}{name}" for name in ("digest", "remind")]
app.loader.import_default_modules()


def run(job):
    app.tasks[job].run()


def test_the_nightly_check_warns_of_every_problem(caplog):
    make_task()
    with caplog.at_level(logging.WARNING, logger="tasks.machine.consistency"):
        check_plan_data()
    assert len(caplog.records) == 3  # no lead unit, no lead leader, no milestone
    assert JobRun.objects.get().result == "3个问题"


def test_ended_sessions_are_cleared():
    Session.objects.create(session_key="old", session_data="", expire_date=now().replace(year=2000))
    clear_sessions()
    assert Session.objects.count() == 0


def test_sheets_of_people_are_forgotten_after_a_week():
    kept = make_people_sheet(make_user(), uploaded_at=now() - timedelta(days=6))
    make_people_sheet(make_user(), uploaded_at=now() - timedelta(days=8))
    clear_sessions()
    assert PeopleSheet.objects.get() == kept


def test_every_job_is_scheduled_and_named_on_the_job_page():
    ours = {name for name in app.tasks if name.startswith(schedule.PREFIX)}
    assert (
        ours
        == set(JOBS)
        == set(PeriodicTask.objects.filter(task__in=ours).values_list("task", flat=True))
    )


def test_the_schedule_is_in_shanghai_time():
    zones = {str(entry.crontab.timezone) for entry in PeriodicTask.objects.filter(task__in=JOBS)}
    assert zones == {"Asia/Shanghai"}


def a_plan_with_work():
    task = make_task()
    type(task.plan).objects.update(auto_blue=make_user(role="supervisor"))
    unit = make_assignment(task).unit
    make_user(role="liaison", unit=unit, email="liaison@example.org")
    make_milestone(task=task, due_on=TODAY - timedelta(days=1))
    make_milestone(task=task, due_on=TODAY + timedelta(days=7))


def a_decision():
    milestone = make_milestone(task=make_task())
    person = make_user(role="liaison", unit=make_assignment(milestone.task).unit)
    make_request(milestone, unit=person.unit, requested_by=person)
    approve(milestone, by=make_user(role="supervisor"), on=TODAY, seen=milestone.version)


def test_notices_wait_for_the_morning_mail(today):
    a_decision()
    run(f"{schedule.PREFIX}morning")
    assert [mail.kind for mail in Mail.objects.order_by("kind")] == ["morning", "notice"]
    assert Delivery.objects.get().mail.kind == "morning"


def state():
    """All that the jobs make, without times and numbers of tries."""
    mails = Mail.objects.order_by("id").values_list("id", "subject", "body")
    slips = Slip.objects.order_by("number").values_list("number", "milestone", "lifted_on")
    flags = Flag.objects.order_by("milestone").values_list("milestone", "first_on", "closed_on")
    sent = Delivery.objects.order_by("mail").values_list("mail", "state")
    milestones = serializers.serialize("json", Milestone.objects.order_by("pk"))
    return [list(mails), list(slips), list(flags), list(sent), milestones]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_run_twice_does_what_it_does_once(job, today):
    a_plan_with_work()
    run(job)
    once = state()
    run(job)
    assert state() == once


@pytest.mark.usefixtures("many_sessions")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("job", JOBS)
def test_a_job_run_twice_at_once_does_what_it_does_once(job, today):
    a_plan_with_work()
    assert at_once([lambda: run(job)] * 4)["done"] == 4
    assert Mail.objects.count() == {"digest": 2, "remind": 1}.get(job.rsplit(".")[-1], 0)
    assert Flag.objects.count() == (job.endswith("flag_overdue_milestones"))
    assert Slip.objects.count() == (job.endswith("flag_overdue_milestones"))


@pytest.mark.parametrize("job", JOBS)
def test_started_by_hand_a_job_runs_again_and_adds_what_is_new(job, today):
    a_plan_with_work()
    run(job)
    once = state()
    app.tasks[job].run(again=True)
    assert state() == once
    make_user(role="liaison", unit=Unit.objects.get(), email="new@example.org")
    run(job)
    known = Mail.objects.count()
    app.tasks[job].run(again=True)
    assert Mail.objects.count() - known == (job in WRITERS)


def test_a_job_that_failed_runs_again(today, monkeypatch):
    a_plan_with_work()
    monkeypatch.setattr("tasks.machine.jobs.write_digests", lambda on: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        digest()
    monkeypatch.undo()
    digest()
    assert JobRun.objects.get().state == "done"
    assert Mail.objects.count() == 2


NIGHT = datetime(2015, 6, 17, 16, 30, tzinfo=UTC)  # 00:30 on the 18th in Shanghai


@pytest.fixture
def set_up_long_ago():
    MigrationRecorder.Migration.objects.update(applied=NIGHT - 1000 * HOUR)


@pytest.mark.usefixtures("set_up_long_ago")
class TestWatchdog:
    def said(self, at, on=TODAY + timedelta(days=2)):
        return alarms(at, on)

    def test_a_night_missed_is_told_after_26_hours(self):
        run = make_run(job="flag_overdue_milestones", period="2015-06-18", started_at=NIGHT)
        JobRun.objects.filter(pk=run.pk).update(state="done", ended_at=NIGHT)
        assert self.said(NIGHT + 26 * HOUR) == []
        assert len(self.said(NIGHT + 26 * HOUR + timedelta(seconds=1))) == 1

    def test_a_failed_night_does_not_count(self):
        make_run(job="flag_overdue_milestones", period="2015-06-18", state="failed", ended_at=NIGHT)
        assert len(self.said(NIGHT)) == 1

    def test_where_the_day_stands_still_one_night_is_enough(self):
        run = make_run(job="flag_overdue_milestones", period=TODAY.isoformat())
        JobRun.objects.filter(pk=run.pk).update(state="done", ended_at=NIGHT)
        assert self.said(NIGHT + 100 * HOUR, TODAY) == []

    def test_a_new_ledger_had_no_night_yet(self):
        MigrationRecorder.Migration.objects.update(applied=NIGHT)
        assert self.said(NIGHT + HOUR) == []

    def test_mails_that_wait_are_told_after_half_an_hour(self):
        MigrationRecorder.Migration.objects.update(applied=NIGHT)
        make_delivery(due_at=NIGHT)
        assert self.said(NIGHT + HOUR / 2) == []
        assert "31" in self.said(NIGHT + timedelta(minutes=31))[0]

    def test_a_mail_that_a_server_put_off_is_no_alarm(self):
        MigrationRecorder.Migration.objects.update(applied=NIGHT)
        make_delivery(due_at=NIGHT + 2 * HOUR)
        assert self.said(NIGHT + HOUR) == []

    def test_a_mail_that_was_sent_waits_no_more(self):
        MigrationRecorder.Migration.objects.update(applied=NIGHT)
        make_delivery(due_at=NIGHT, state="sent", sent_at=NIGHT)
        assert self.said(NIGHT + HOUR) == []

    def test_a_milestone_without_a_standing_is_told(self):
        MigrationRecorder.Migration.objects.update(applied=NIGHT)
        milestone = make_milestone()
        assert self.said(NIGHT + HOUR) == []
        milestone.standings.all().delete()
        assert "keep_standings" in self.said(NIGHT + HOUR)[0]

    def test_a_channel_that_is_down_is_told(self):
        MigrationRecorder.Migration.objects.update(applied=NIGHT)
        make_outage(since=NIGHT, resume_at=NIGHT + HOUR)
        assert len(self.said(NIGHT + HOUR)) == 1


def test_the_nightly_job_keeps_the_watchdog_quiet(today, set_up_long_ago):
    make_task()
    flag_overdue_milestones()
    assert alarms(now(), plan_today()) == []
    assert JobRun.objects.get().result == "新开标记0个，关闭0个，印发督办单0份。"
