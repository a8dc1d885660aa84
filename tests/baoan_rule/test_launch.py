"""``make run`` as a newcomer meets it: the real processes, and what goes wrong."""

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from baoan_rule import launch
from tests.mail_server import free_port
from tests.processes import environment

SECONDS = 90


def start(folder, *arguments, **settings):
    return subprocess.Popen(
        [sys.executable, "-m", "baoan_rule.launch", *arguments],
        env=environment(folder, **{"PORT": free_port()} | settings),
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


def check_a_start(folder, words, **settings):
    process = start(folder, **settings)
    try:
        printed = lines_until(process, "Ctrl-C")
        assert words in printed
        address = re.search(r"http://127\.0\.0\.1:\d+/", printed)[0]
        with urllib.request.urlopen(f"{address}accounts/login/", timeout=20) as answer:
            assert answer.status == 200
    finally:
        stop(process)
    assert group_is_gone(process)


def test_real_work_starts_says_where_stops_with_ctrl_c_and_starts_again(assets, tmp_path):
    for _time in range(2):
        check_a_start(tmp_path, "make admin", DEMO="0")


@pytest.fixture
def prepared(demonstration, tmp_path):
    """The folder of a demonstration that was started before."""
    return shutil.copytree(demonstration, tmp_path, dirs_exist_ok=True)


def test_the_demonstration_starts_says_who_signs_in_and_stops_with_ctrl_c(prepared):
    check_a_start(prepared, "supervisor 督查员")


def test_a_worker_that_dies_is_started_again_and_web_stays_up(prepared):
    process = start(prepared)
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/", lines_until(process, "Ctrl-C"))[0]
        os.kill(child(process, "worker"), signal.SIGKILL)
        printed = lines_until(process, "started again")
        assert "worker ended (status -9)" in printed
        with urllib.request.urlopen(f"{address}healthz", timeout=20) as answer:
            assert answer.status == 200
    finally:
        stop(process)


def child(process, word):
    """The process that ``process`` started with ``word`` among its arguments."""
    for children in Path(f"/proc/{process.pid}/task").glob("*/children"):
        for pid in map(int, children.read_text().split()):
            if word in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
                return pid
    return pytest.fail(f"no {word} among the children")


def test_what_is_written_is_the_owners_only(prepared):
    written = [prepared, *(prepared / "media").rglob("*"), prepared / "mail", prepared / "broker"]
    assert len(written) > 10
    assert {path.stat().st_mode & 0o077 for path in written} == {0}


def test_developers_get_a_server_that_reloads(prepared):
    port = free_port()
    process = start(prepared, "dev", PORT=port)
    try:
        printed = lines_until(process, "Starting development server")
        assert f"http://127.0.0.1:{port}/" in printed
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=SECONDS)
    assert group_is_gone(process)


def refusal(folder, **settings):
    done = subprocess.run(
        [sys.executable, "-m", "baoan_rule.launch"],
        env=environment(folder, **{"PORT": free_port()} | settings),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_busy_port_gets_one_sentence(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert f"port {port} is taken" in refusal(tmp_path, PORT=port)


def test_a_folder_that_cannot_be_written_gets_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    assert "cannot write to" in refusal(tmp_path / "file" / "var")


def test_a_database_that_is_away_gets_one_sentence(tmp_path):
    url = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
    printed = refusal(tmp_path, DATABASE_URL=url)
    assert "the database cannot be used" in printed


def test_a_date_that_is_none_gets_one_sentence(tmp_path):
    printed = refusal(tmp_path, PLAN_TODAY="yesterday")
    assert "PLAN_TODAY must be a date" in printed


def test_a_gateway_without_a_secret_gets_one_sentence(tmp_path):
    printed = refusal(tmp_path, WEBHOOK_URL="https://gateway.example/", WEBHOOK_SECRET="")
    assert "WEBHOOK_SECRET must be set" in printed


@pytest.mark.parametrize("text", ["abc", "0", "65536", ""])
def test_a_port_is_a_number(text):
    with pytest.raises(launch.CannotStart, match="is no port"):
        launch.free_port(text)
