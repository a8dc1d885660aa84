"""Celery jobs: read the clocks, call one function. Their schedule is in the database.

A beat may be late, doubled or missed: ``run_once`` makes each of them happen once a day or week.
"""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from tasks.clock import today
from tasks.consistency import warn_of_problems
from tasks.delivery import send_due
from tasks.digests import week_of, write_digests
from tasks.nightly import supervise
from tasks.reminders import write_reminders
from tasks.runs import run_always, run_once


@shared_task
def check_plan_data():
    daily("check_plan_data", warn_of_problems)


@shared_task
def flag_overdue_milestones():
    daily("flag_overdue_milestones", lambda: supervise(today()))


@shared_task
def clear_sessions():
    daily("clear_sessions", lambda: call_command("clearsessions"))


@shared_task
def remind():
    daily("remind", lambda: mails(write_reminders(today())))


@shared_task
def digest():
    run_once("digest", week_of(today()), lambda: mails(write_digests(today())), timezone.now)


@shared_task
def send_due_mails():
    run_always("send_due_mails", lambda: mails(send_due(timezone.now)), timezone.now)


def daily(job, work):
    run_once(job, today().isoformat(), work, timezone.now)


def mails(number):
    return _("%(n)d mails") % {"n": number}
