"""Celery jobs: read the clocks, call one function. Their schedule is in the database.

A beat may be late, doubled or missed: ``run_once`` makes each of them happen once a day or week.
Started by hand they run ``again``, and find what is new since.
"""

from datetime import timedelta

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from tasks.digests.reminders import write_reminders
from tasks.digests.weekly import write_digests
from tasks.evidence.clearing import clear
from tasks.evidence.previewing import make_missing
from tasks.frame.once import forget
from tasks.ground.clock import moment, today
from tasks.ground.days import week_of
from tasks.machine.consistency import warn_of_problems
from tasks.machine.nightly import supervise
from tasks.machine.runs import run_always, run_once
from tasks.mail.delivery import send_due
from tasks.notices.acts import write_mornings
from units.people.importing import forget_sheets


@shared_task(name="tasks.jobs.check_plan_data")
def check_plan_data(again=False):
    daily("check_plan_data", warn_of_problems, again)


@shared_task(name="tasks.jobs.flag_overdue_milestones")
def flag_overdue_milestones(again=False):
    daily("flag_overdue_milestones", lambda: supervise(today()), again)


@shared_task(name="tasks.jobs.clear_sessions")
def clear_sessions(again=False):
    daily("clear_sessions", end_sessions, again)


def end_sessions():
    call_command("clearsessions")
    week_ago = timezone.now() - timedelta(days=7)
    forget(week_ago)
    forget_sheets(week_ago)


@shared_task(name="tasks.jobs.clear_files")
def clear_files(again=False):
    daily("clear_files", lambda: cleared(clear(moment(), timezone.now())), again)


@shared_task(name="tasks.jobs.make_previews")
def make_previews(again=True):  # every call runs: what is missing stands in the rows
    run_always("make_previews", lambda: previews(make_missing(timezone.now)), timezone.now)


@shared_task(name="tasks.jobs.remind")
def remind(again=False):
    daily("remind", lambda: mails(write_reminders(today())), again)


@shared_task(name="tasks.jobs.morning")
def morning(again=False):
    daily("morning", lambda: mails(write_mornings(today())), again)


@shared_task(name="tasks.jobs.digest")
def digest(again=False):
    run_once(
        "digest", week_of(today()), lambda: mails(write_digests(today())), timezone.now, again=again
    )


@shared_task(name="tasks.jobs.send_due_mails")
def send_due_mails(again=True):  # every call runs: the queue itself says what is still to be sent
    run_always("send_due_mails", lambda: mails(send_due(timezone.now)), timezone.now)


def daily(job, work, again):
    run_once(job, today().isoformat(), work, timezone.now, again=again)


def cleared(number):
    return _("%(files)d unsent files and %(bytes)d stored contents removed.") % number


def previews(number):
    return _("%(n)d previews") % {"n": number}


def mails(number):
    return _("%(n)d mails") % {"n": number}
