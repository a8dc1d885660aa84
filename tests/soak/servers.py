"""A PostgreSQL and a Redis of the soak's own, which can be frozen, crash and come back."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests.mail_server import free_port

SECONDS = 30  # until a server that was started must answer


class Server:
    """A process that can be stopped in every way; ``command`` starts it."""

    user = None
    fatal = signal.SIGKILL

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None

    def start(self):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log, user=self.user)
        end = time.monotonic() + SECONDS
        while not self.answers():
            if time.monotonic() > end:
                raise TimeoutError(f"{self.command[0]} does not answer; see {self.folder / 'log'}")
            time.sleep(0.05)

    def crash(self):
        """No farewell to anybody; what was committed is there after the next start."""
        self.process.send_signal(self.fatal)
        self.process.wait(SECONDS)

    def restart(self, seconds):
        """Crash, be away for so many seconds, come back."""
        self.crash()
        time.sleep(seconds)
        self.start()


class Postgres(Server):
    fatal = signal.SIGQUIT  # takes its own children along

    def __init__(self, folder):
        super().__init__(folder)
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        found = shutil.which("postgres")
        self.programs = programs[-1] if programs else Path(found or "postgres").parent
        data = folder / "postgres"
        data.mkdir()
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            self.user = "nobody"
            folder.chmod(0o711)
            shutil.chown(data, self.user)
        self.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        self.command = [
            self.programs / "postgres", "-D", data, "-p", str(self.port), "-k", data,
            "-c", "listen_addresses=127.0.0.1",
        ]  # fmt: skip
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, program, *arguments):
        subprocess.run(
            [self.programs / program, *arguments], user=self.user, check=True, capture_output=True
        )

    def answers(self):
        try:
            self.sql("SELECT 1")
        except psycopg2.OperationalError:
            return False
        return True

    def sql(self, query):
        """The rows that ``query`` gives, if any."""
        connection = psycopg2.connect(self.url)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


class Redis(Server):
    """It keeps nothing on disk, so a restart forgets everything."""

    def __init__(self, folder):
        super().__init__(folder)
        self.command = [shutil.which("redis-server"), "--port", str(self.port), "--save", ""]
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def ask(self, *words):
        asked = ["redis-cli", "-p", str(self.port), *words]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()

    def answers(self):
        return self.ask("ping") == "PONG"

    @contextmanager
    def frozen(self):
        """Connections stay open, and nothing answers; then everything in it is forgotten."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)
        self.ask("flushall")
