"""Runs of jobs: once per period, whatever crashes or is started twice. See docs/delivery.md."""

import logging
from datetime import timedelta

from django.db.models import Q

from tasks.mail.models import JobRun

logger = logging.getLogger(__name__)

State = JobRun.State
LATEST = "latest"  # the period of what has none
DEAD = timedelta(minutes=15)  # beyond Celery's time limit: nobody works on it any more


def run_once(job, period, work, clock, *, again=False):
    """Call ``work()`` unless ``job`` ran for ``period``; True when it ran now.

    What ``work`` returns becomes the run's result, in words. A run that failed, or that nobody
    finished for a quarter of an hour, is taken over by the next call; with ``again`` one that is
    done is too. An error is written down and raised again.
    """
    run = begin(job, period, clock(), again=again)
    if run is None:
        return False
    try:
        result = work()
    except Exception as error:
        finish(run, State.FAILED, clock(), f"{type(error).__name__}: {error}")
        raise
    finish(run, State.DONE, clock(), "" if result is None else str(result))
    return True


def run_always(job, work, clock):
    """Call ``work()`` and remember only the latest run: for what happens every few minutes."""
    JobRun.objects.filter(job=job).delete()
    run_once(job, LATEST, work, clock)


def begin(job, period, now, *, again=False):
    """The run that is ours now, or None."""
    run, is_new = JobRun.objects.get_or_create(job=job, period=period, defaults={"started_at": now})
    if is_new:
        return run
    free = Q(state=State.FAILED) | Q(state=State.RUNNING, started_at__lt=now - DEAD)
    if again:
        free |= Q(state=State.DONE)
    ours = JobRun.objects.filter(free, pk=run.pk, started_at=run.started_at)
    restarted = {"state": State.RUNNING, "started_at": now, "ended_at": None, "result": ""}
    if not ours.update(**restarted):
        return None
    run.started_at = now
    return run


def finish(run, state, now, result):
    mine = JobRun.objects.filter(pk=run.pk, started_at=run.started_at)
    mine.update(state=state, ended_at=now, result=result[:500])
