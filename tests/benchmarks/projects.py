"""The two projects that are compared, each with a database of its own, a child and a server."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.databases import databases
from tests.benchmarks.pages import BARE, PAGES, TODAY
from tests.benchmarks.visitors import Visitor
from tests.mail_server import free_port
from tests.processes import ROOT, environment

WORKERS = "2"
PREPARE = """
import sys
from pathlib import Path
from baoan_rule.launch import prepare, writable
prepare(writable(Path(sys.argv[1])))
"""
FILL = "import django; django.setup(); from tests.benchmarks.bare.models import fill; fill()"
ANALYZE = """
import django; django.setup()
from django.db import connection
connection.cursor().execute("ANALYZE")
"""


class Project:
    """``settings`` on the data in ``folder`` and the database at ``url``, empty for SQLite."""

    def __init__(self, settings, folder, url):
        self.told = environment(
            folder, DJANGO_SETTINGS_MODULE=settings, DATABASE_URL=url, DEMO=1, PLAN_TODAY=TODAY
        )
        self.port = free_port()
        self.child = self.server = None

    def run(self, *command):
        """Run Python to its end; only what goes wrong is shown."""
        command = [sys.executable, *map(str, command)]
        subprocess.run(command, cwd=ROOT, env=self.told, check=True, stdout=subprocess.DEVNULL)

    def start(self, *command, **pipes):
        return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=self.told, **pipes)

    def start_child(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.child = self.start("-m", "tests.benchmarks.child", **pipes)

    def ask(self, question, **told):
        """What the child says to it."""
        self.child.stdin.write(json.dumps([question, told]) + "\n")
        self.child.stdin.flush()
        return json.loads(self.child.stdout.readline())

    def visitor(self, page):
        """What makes a Visitor of ``page`` here."""
        return {"page": page, "port": self.port, "session": self.ask("sign_in", role=page.role)}

    def serve(self, page):
        """Start gunicorn; return the seconds until it has answered with ``page``."""
        visitor, begun = self.visitor(page), time.monotonic()
        options = ["--bind", f"127.0.0.1:{self.port}", "--workers", WORKERS, "--timeout", "300"]
        options += ["--worker-class", "sync", "--threads", "1"]
        application = "django.core.wsgi:get_wsgi_application()"
        self.server = self.start("-m", "gunicorn", application, "--log-level", "error", *options)
        while self.server.poll() is None:
            try:
                Visitor(**visitor).ask()
                return time.monotonic() - begun
            except ConnectionError:
                time.sleep(0.02)
        raise ChildProcessError(f"gunicorn ended with {self.server.returncode}")

    def megabytes(self):
        """What the largest worker holds in memory; None where Linux does not say."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        if not children.exists():
            return None
        states = [Path(f"/proc/{pid}/status").read_text() for pid in children.read_text().split()]
        return max(int(state.split("VmRSS:")[1].split()[0]) for state in states) / 1000

    def stop(self):
        for process in filter(None, (self.child, self.server)):
            process.terminate()
            process.wait()


@contextmanager
def projects(folder, copies, database):
    """The bare project and the ledger with so many copies of the demonstration, children ready."""
    with databases(2 if database == "PostgreSQL" else 0) as urls:
        first, second = urls or ("", "")
        bare = Project("tests.benchmarks.bare.settings", folder, first)
        ledger = Project("baoan_rule.settings", folder, second)
        try:
            ledger.run("-c", PREPARE, folder)
            if copies:
                ledger.run("manage.py", "seed_demo", "--copies", copies)
            bare.run("-m", "django", "migrate", "--run-syncdb")
            bare.run("-c", FILL)
            for project in (bare, ledger):
                project.run("-c", ANALYZE)
                project.start_child()
            yield bare, ledger
        finally:
            bare.stop()
            ledger.stop()


def serve(bare, ledger):
    """Start both servers; the seconds from start to first page of each."""
    return {"bare": bare.serve(BARE), "ledger": ledger.serve(PAGES["overview"])}
