"""``make run`` as a newcomer meets it: the real processes, and what goes wrong."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from baoan_rule import launch
from tests.conftest import require

SECONDS = 90


def environment(tmp_path, port, **changes):
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PLAN_TODAY")}
    return clean | {"VAR": str(tmp_path), "PORT": str(port)} | changes


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(env, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "baoan_rule.launch", *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )


def hear_ctrl_c():
    """Jobs that a shell put in the background ignore Ctrl-C; a newcomer's terminal does not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def lines_until(process, words):
    """What ``process`` printed up to the line with ``words``."""
    printed = []
    for line in process.stdout:
        printed.append(line)
        if words in line:
            return "".join(printed)
    pytest.fail("it ended early:\n" + "".join(printed))


def stop(process):
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=SECONDS)


def group_is_gone(process):
    """Whether every process that ``process`` brought along ends; what init has yet to collect has."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            group = int(stat.read_text().rpartition(")")[2].split()[2])
            handle = os.pidfd_open(int(stat.parent.name)) if group == process.pid else None
        except (FileNotFoundError, ProcessLookupError):
            continue
        if handle is not None and not select.select([handle], [], [], SECONDS)[0]:
            return False
    return True


@pytest.mark.parametrize(
    ("demo", "words"), [("1", "supervisor 督查员"), ("0", "make admin")], ids=["demo", "real"]
)
def test_it_starts_says_where_stops_with_ctrl_c_and_starts_again(tmp_path, demo, words):
    require(os.path.isdir("node_modules/bootstrap"), "no node_modules: run make assets")
    for _time in range(2):
        process = start(environment(tmp_path, free_port(), DEMO=demo))
        try:
            printed = lines_until(process, "Ctrl-C")
            assert words in printed
            address = re.search(r"http://127\.0\.0\.1:\d+/", printed)[0]
            with urllib.request.urlopen(f"{address}accounts/login/", timeout=20) as answer:
                assert answer.status == 200
        finally:
            stop(process)
        assert group_is_gone(process)


def test_developers_get_a_server_that_reloads(tmp_path):
    require(os.path.isdir("node_modules/bootstrap"), "no node_modules: run make assets")
    port = free_port()
    process = start(environment(tmp_path, port), "dev")
    try:
        printed = lines_until(process, "Starting development server")
        assert f"http://127.0.0.1:{port}/" in printed
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=SECONDS)
    assert group_is_gone(process)


def refusal(env):
    done = subprocess.run(
        [sys.executable, "-m", "baoan_rule.launch"], env=env, capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_busy_port_gets_one_sentence(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert f"port {port} is taken" in refusal(environment(tmp_path, port))


def test_a_folder_that_cannot_be_written_gets_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    assert "cannot write to" in refusal(environment(tmp_path / "file" / "var", free_port()))


def test_a_database_that_is_away_gets_one_sentence(tmp_path):
    url = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
    printed = refusal(environment(tmp_path, free_port(), DATABASE_URL=url))
    assert "the database cannot be used" in printed


def test_a_date_that_is_none_gets_one_sentence(tmp_path):
    printed = refusal(environment(tmp_path, free_port(), PLAN_TODAY="yesterday"))
    assert "PLAN_TODAY must be a date" in printed


@pytest.mark.parametrize("text", ["abc", "0", "65536", ""])
def test_a_port_is_a_number(text):
    with pytest.raises(launch.CannotStart, match="is no port"):
        launch.free_port(text)
