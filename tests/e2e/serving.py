"""A server of the ledger's own on a copy of some data."""

import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from tests.e2e.pages import TODAY
from tests.mail_server import free_port
from tests.processes import environment

START_SECONDS = 60


@contextmanager
def serving(data, folder, **told):
    """gunicorn serving a copy of the folder ``data`` from ``folder``; gives its address."""
    shutil.copytree(data, folder, dirs_exist_ok=True)
    told = {"DEMO": "1", "PLAN_TODAY": TODAY} | told
    port = free_port()
    options = ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "baoan_rule.wsgi", *options],
        env=environment(folder, **told),
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address, server):
    """Return as soon as ``address`` answers; fail when the server ends or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:  # refused, or too busy to answer yet
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer within {START_SECONDS} s")
