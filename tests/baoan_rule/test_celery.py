"""A job is sent, and a real worker does it: over the files and over Redis."""

import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import pytest
import redis

from baoan_rule.celery import app
from baoan_rule.env import broker_options
from tests.conftest import require
from tests.once import migrated
from tests.processes import environment, python

SECONDS = 60
REDIS = "redis://127.0.0.1:6379/9"


def test_nothing_but_json_travels_and_no_result_comes_back():
    assert (app.conf.task_serializer, app.conf.accept_content) == ("json", ["json"])
    assert app.conf.task_ignore_result
    assert app.conf.result_backend is None


def test_a_redis_that_does_not_answer_is_given_up_and_no_running_job_is_sent_twice(tmp_path):
    options = broker_options(REDIS, tmp_path)
    assert (options["socket_timeout"], options["socket_connect_timeout"]) == (5, 5)
    assert options["visibility_timeout"] > 2 * app.conf.task_time_limit


def redis_answers():
    try:
        return redis.Redis.from_url(REDIS, socket_timeout=1).ping()
    except redis.RedisError:
        return False


@contextmanager
def worker(folder, **settings):
    """A worker on a database of its own in ``folder``, for which a job waits to be done."""
    shutil.copy(migrated(), folder)
    python(folder, "-c", SEND_SESSION, **settings)
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "--quiet", "-A", "baoan_rule", "worker", "--pool", "solo",
         "--loglevel", "ERROR", "--queues", "celery", "--without-gossip", "--without-mingle"],
        env=environment(folder, **settings),
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def broker_folder(tmp_path):
    for name in ("queue", "control"):
        (tmp_path / "broker" / name).mkdir(parents=True)
    return tmp_path / "broker"


@pytest.mark.parametrize("broker", ["", REDIS], ids=["files", "Redis"])
def test_a_worker_does_what_was_sent(broker, broker_folder, tmp_path):
    require(not broker or redis_answers(), "no Redis at 127.0.0.1:6379")
    with worker(tmp_path, **({"CELERY_BROKER_URL": broker} if broker else {})):
        assert cleared(tmp_path / "ledger.sqlite3"), "the worker did not clear the ended session"


# What a full disk leaves, and what another program puts there; read before what was sent.
NO_MESSAGES = [
    "",
    '{"body": "W1tdLCB7f',
    "[]",
    "{}",
    '{"headers": {"task": []}, "properties": {"delivery_tag": "1", "delivery_info": {}}}',
]


def test_a_worker_goes_on_after_what_is_no_message(broker_folder, tmp_path):
    for number, content in enumerate(NO_MESSAGES):
        (broker_folder / "queue" / f"0_{number}.celery.msg").write_text(content)
    (broker_folder / "control" / "celery.exchange").write_text("")
    with worker(tmp_path) as process:
        assert cleared(tmp_path / "ledger.sqlite3"), "the worker did not clear the ended session"
        assert process.poll() is None
    assert list((broker_folder / "queue").iterdir()) == []
    assert len(list((broker_folder / "damaged").iterdir())) == len(NO_MESSAGES) + 1


SEND_SESSION = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baoan_rule.settings")
import django
django.setup()
from datetime import datetime, UTC
from django.contrib.sessions.models import Session
from tasks.jobs import clear_sessions
Session.objects.create(session_key="sent", expire_date=datetime(2000, 1, 1, tzinfo=UTC))
clear_sessions.delay()
"""


def cleared(database):
    """True once ``database`` holds no session any more."""
    until = time.monotonic() + SECONDS
    with closing(sqlite3.connect(database)) as ledger:
        while time.monotonic() < until:
            if ledger.execute("SELECT count(*) FROM django_session").fetchone() == (0,):
                return True
            time.sleep(0.1)
    return False
