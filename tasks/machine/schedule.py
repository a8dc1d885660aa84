"""The jobs as the administration sees them: when each ran, what came of it, when it runs next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django_celery_beat.models import PeriodicTask

from tasks.ground.days import week_of
from tasks.machine.runs import LATEST
from tasks.mail.models import JobRun

HALF_A_MINUTE = timedelta(seconds=30)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
TUESDAY = 1
PREFIX = "tasks.jobs."
JOBS = {
    "flag_overdue_milestones": _("Flag what is overdue, issue blue slips"),
    "check_plan_data": _("Check the data"),
    "clear_sessions": _("Clear ended sessions"),
    "clear_files": _("Remove unsent files"),
    "make_previews": _("Make previews of evidence"),
    "morning": _("Write the morning mails"),
    "remind": _("Write the reminders"),
    "digest": _("Write the weekly digests"),
    "send_due_mails": _("Send the mails that are due"),
}


@dataclass(frozen=True)
class Job:
    name: str
    label: str
    entries: list
    last: JobRun | None
    next_at: datetime | None
    is_missed: bool


def jobs(now, on):
    """The Jobs, each with its entries in the schedule, its last run and its next one, and whether it
    missed its latest day or week; ``on`` is the plan's date.
    """
    latest = JobRun.objects.filter(job=OuterRef("job")).order_by("-started_at").values("pk")[:1]
    runs = {run.job: run for run in JobRun.objects.filter(pk=Subquery(latest))}
    entries = {name: [] for name in JOBS}
    for entry in PeriodicTask.objects.filter(task__startswith=PREFIX).select_related("crontab"):
        entries[entry.task.removeprefix(PREFIX)].append(entry)
    return [
        Job(
            name,
            label,
            entries[name],
            runs.get(name),
            next_run(entries[name], now),
            is_missed(name, runs.get(name), on),
        )
        for name, label in JOBS.items()
    ]


def is_missed(name, last, on):
    """True when a job that used to run did not run for the day or week for which it should have.

    Digests are caught up until Tuesday, all else until midnight.
    """
    if last is None or last.period == LATEST:
        return False
    if name == "digest":
        return last.period < week_of(on if on.weekday() > TUESDAY else on - WEEK)
    return last.period < (on - DAY).isoformat()


def next_run(entries, now):
    """When the schedule calls for the job next, or None where every entry is switched off."""
    times = [now + entry.schedule.remaining_estimate(now) for entry in entries if entry.enabled]
    next_at = min(times, default=None)
    # The estimate reads the clock a moment later, so it lies just before the full minute.
    return next_at and (next_at + HALF_A_MINUTE).replace(second=0, microsecond=0)
