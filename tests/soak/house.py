"""The real processes of a soak: PostgreSQL, Redis, mail server, workers and beats."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack

from aiosmtpd.smtp import AuthResult

from tests.mail_server import Sink, free_port, mail_server
from tests.soak.servers import Postgres, Redis

PYTHON = sys.executable
WORKERS, BEATS = 4, 2


class SlowSink(Sink):
    """Takes its time for each mail, so that something can happen meanwhile.

    ``unanswered`` counts the mails that it kept without saying so.
    """

    def __init__(self):
        super().__init__()
        self.seconds = 0.0
        self.hangs = self.refuses_password = False
        self.unanswered = 0

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        self.unanswered += self.hangs or self.keeps_then_drops
        await asyncio.sleep(5 if self.hangs else self.seconds)
        return answer

    def let_in(self, server, session, envelope, mechanism, data):
        return AuthResult(success=not self.refuses_password, handled=False)


class House:
    """Everything a ledger needs, in processes that can be killed; use as a context."""

    def __init__(self, folder):
        self.folder = folder
        self.sink, self.mail_port = SlowSink(), free_port()
        self.postgres, self.redis = Postgres(folder), Redis(folder)
        self.processes = dict.fromkeys(
            [f"worker{number}" for number in range(WORKERS)]
            + [f"beat{number}" for number in range(BEATS)]
        )
        self.guarding = threading.Event()
        self.environment = os.environ | {
            "VAR": str(folder),
            "DEMO": "1",
            "PLAN_TODAY": "2015-06-18",
            "DATABASE_URL": self.postgres.url,
            "CELERY_BROKER_URL": self.redis.url,
            "EMAIL_URL": f"smtp://ledger:secret@127.0.0.1:{self.mail_port}",
            "SECRET_KEY": "soak",
        }

    def __enter__(self):
        self.mail = ExitStack()
        self.open_mail()
        self.postgres.start()
        self.redis.start()
        self.manage("migrate", "-v0")
        self.manage("import_plan", "fixtures/source.txt")
        self.manage("shell", "-v0", "-c", FASTER)
        self.guard = threading.Thread(target=self.keep_running, daemon=True)
        self.guarding.set()
        self.guard.start()
        return self

    def __exit__(self, *problem):
        self.guarding.clear()
        self.guard.join()
        for process in filter(None, self.processes.values()):
            process.kill()
            process.wait()
        self.redis.crash()
        self.postgres.crash()
        self.close_mail()

    def start(self, command):
        with open(self.folder / "log", "ab") as log:
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

    def open_mail(self):
        options = {"auth_require_tls": False, "authenticator": self.sink.let_in}
        self.mail.enter_context(mail_server(self.mail_port, self.sink, **options))

    def close_mail(self):
        self.mail.close()

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
