"""The real processes of a soak: a database of its own, Redis, mail server, workers and beats."""

import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from contextlib import ExitStack, contextmanager

import psycopg2

from tests.mail_server import Sink, free_port, mail_server

SERVER = "postgres://postgres@127.0.0.1:5432"
PYTHON = sys.executable
WORKERS, BEATS = 4, 2


class SlowSink(Sink):
    """Takes its time for each mail, so that something can happen meanwhile."""

    def __init__(self):
        super().__init__()
        self.seconds = 0.0
        self.hangs = False

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(5 if self.hangs else self.seconds)
        return answer


class House:
    """Everything a ledger needs, in processes that can be killed; use as a context."""

    def __init__(self, folder):
        self.folder = folder
        self.sink = SlowSink()
        self.name = f"soak_{uuid.uuid4().hex[:8]}"
        self.mail_port, self.redis_port = free_port(), free_port()
        self.processes = {}
        self.guarding = threading.Event()
        self.environment = os.environ | {
            "VAR": str(folder),
            "DEMO": "1",
            "PLAN_TODAY": "2015-06-18",
            "DATABASE_URL": f"{SERVER}/{self.name}",
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "SECRET_KEY": "soak",
        }

    def __enter__(self):
        self.stack = ExitStack()
        self.sql(f"CREATE DATABASE {self.name}", "postgres")
        self.stack.callback(self.drop)
        self.redis = self.start(
            [shutil.which("redis-server"), "--port", str(self.redis_port), "--save", ""]
        )
        self.mail = self.stack.enter_context(ExitStack())
        self.open_mail()
        self.manage("migrate", "-v0")
        self.manage("import_plan", "fixtures/source.txt")
        self.manage("shell", "-v0", "-c", FASTER)
        for number in range(WORKERS):
            self.processes[f"worker{number}"] = None
        for number in range(BEATS):
            self.processes[f"beat{number}"] = None
        self.guard = threading.Thread(target=self.keep_running, daemon=True)
        self.guarding.set()
        self.guard.start()
        return self

    def __exit__(self, *problem):
        self.guarding.clear()
        self.guard.join()
        for process in [*filter(None, self.processes.values()), self.redis]:
            process.kill()
            process.wait()
        self.stack.close()

    def start(self, command):
        log = open(self.folder / "log", "ab")  # noqa: SIM115  the process keeps it
        return subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)

    def keep_running(self):
        """What systemd or compose does: start again what has ended."""
        while self.guarding.is_set():
            for name, process in self.processes.items():
                if process is None or process.poll() is not None:
                    self.processes[name] = self.start(command(name))
            time.sleep(0.05)

    def kill_a_worker(self):
        """SIGKILL, in the middle of whatever it does."""
        name = f"worker{random.randrange(WORKERS)}"
        process = self.processes[name]
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGKILL)
            return True
        return False

    def open_mail(self, **options):
        self.mail.enter_context(mail_server(self.mail_port, self.sink, **options))

    def close_mail(self):
        self.mail.close()

    @contextmanager
    def frozen_redis(self):
        """Connections stay open, and nothing answers; then everything in it is forgotten."""
        self.redis.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.redis.send_signal(signal.SIGCONT)
        flush = ["redis-cli", "-p", str(self.redis_port), "flushall"]
        subprocess.run(flush, check=True, stdout=subprocess.DEVNULL)

    def interrupt_database(self, seconds):
        """End every session of this database and allow none for a while, as a restart does."""
        self.sql(f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS false", "postgres")
        self.sql(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'",
            "postgres",
        )
        time.sleep(seconds)
        self.sql(f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS true", "postgres")

    def drop(self):
        self.sql(f"DROP DATABASE {self.name} WITH (FORCE)", "postgres")

    def sql(self, query, database=None):
        """The rows that ``query`` gives, if any."""
        connection = psycopg2.connect(f"{SERVER}/{database or self.name}")
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def manage(self, *arguments):
        done = subprocess.run(
            [PYTHON, "manage.py", *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()


def command(name):
    base = [PYTHON, "-m", "tests.soak.fast"]
    if name.startswith("beat"):
        return [*base, "beat", "--loglevel", "ERROR", "--pidfile=", "--max-interval", "1"]
    return [*base, "worker", "--pool", "solo", "--loglevel", "ERROR", "-n", f"{name}@soak",
            "--without-gossip", "--without-mingle"]  # fmt: skip


# The sweep comes every second instead of every five minutes.
FASTER = """
from django_celery_beat.models import IntervalSchedule, PeriodicTask
every, _made = IntervalSchedule.objects.get_or_create(every=1, period="seconds")
PeriodicTask.objects.filter(name="send_due_mails").update(crontab=None, interval=every)
"""
