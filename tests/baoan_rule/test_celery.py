"""A job is sent, and a real worker does it: over the files and over Redis."""

import os
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager

import pytest
import redis

from baoan_rule.celery import app
from baoan_rule.env import broker_options
from tests.conftest import require

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


def run(environment, *command):
    return subprocess.run([sys.executable, *command], env=environment, check=True)


def prepared(folder, **settings):
    """An environment with a database of its own in ``folder``, where a job waits to be done."""
    marker = f"sent {uuid.uuid4()}"
    environment = os.environ | {"VAR": str(folder), "DATABASE_URL": "", "PLAN_TODAY": ""} | settings
    for part in ("queue", "control"):
        (folder / "broker" / part).mkdir(parents=True)
    run(environment, "manage.py", "migrate", "-v0")
    run(environment, "-c", SEND_SESSION.format(key=marker[:40]))
    return environment


@contextmanager
def worker(environment):
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "--quiet", "-A", "baoan_rule", "worker", "--pool", "solo",
         "--loglevel", "ERROR", "--queues", "celery", "--without-gossip", "--without-mingle"],
        env=environment,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.parametrize("broker", ["", REDIS], ids=["files", "Redis"])
def test_a_worker_does_what_was_sent(broker, tmp_path):
    require(not broker or redis_answers(), "no Redis at 127.0.0.1:6379")
    environment = prepared(tmp_path, **({"CELERY_BROKER_URL": broker} if broker else {}))
    with worker(environment):
        assert cleared(environment), "the worker did not clear the ended session"


# What a full disk leaves, and what another program puts there; read before what was sent.
NO_MESSAGES = [
    "",
    '{"body": "W1tdLCB7f',
    "[]",
    "{}",
    '{"headers": {"task": []}, "properties": {"delivery_tag": "1", "delivery_info": {}}}',
]


def test_a_worker_goes_on_after_what_is_no_message(tmp_path):
    environment = prepared(tmp_path)
    queue, damaged = tmp_path / "broker" / "queue", tmp_path / "broker" / "damaged"
    for number, content in enumerate(NO_MESSAGES):
        (queue / f"0_{number}.celery.msg").write_text(content)
    (tmp_path / "broker" / "control" / "celery.exchange").write_text("")
    with worker(environment) as process:
        assert cleared(environment), "the worker did not clear the ended session"
        assert process.poll() is None
    assert list(queue.iterdir()) == []
    assert len(list(damaged.iterdir())) == len(NO_MESSAGES) + 1


SETUP = "import django; django.setup(); from django.contrib.sessions.models import Session; "
SEND_SESSION = (
    "import os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'baoan_rule.settings'); "
    + SETUP
    + "from datetime import datetime, UTC; "
    "Session.objects.create(session_key='{key}', session_data='', "
    "expire_date=datetime(2000, 1, 1, tzinfo=UTC)); "
    "from tasks.jobs import clear_sessions; clear_sessions.delay()"
)
COUNT = (
    "import os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'baoan_rule.settings'); "
    + SETUP
    + "print(Session.objects.count())"
)


def cleared(environment):
    """True once the database of ``environment`` holds no session any more."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        found = subprocess.check_output([sys.executable, "-c", COUNT], env=environment, text=True)
        if found.strip() == "0":
            return True
    return False
