"""Asking a worker for a job at once, as soon as the rows that it will look for are there."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def wake_on_commit(job: str) -> None:
    """Once, however often it is asked for: a broker that is silent holds a page up for seconds."""
    # Django has no public way to ask what waits for the commit. The entries of this list are
    # (savepoint ids, function, robust); those of a savepoint rolled back leave it again.
    hooks = transaction.get_connection().run_on_commit
    if (job,) not in [getattr(function, "args", None) for _savepoints, function, _robust in hooks]:
        transaction.on_commit(partial(wake, job))


def wake(job: str) -> None:
    """Ask a worker to run ``job``; without a broker its next sweep does it."""
    try:
        current_app.send_task(f"tasks.jobs.{job}", retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("The broker was not reached, the sweep will do %s: %s", job, error)
