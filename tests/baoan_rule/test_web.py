"""Connections that say nothing, or stop in the middle, keep nobody out."""

import http.client
import os
import signal
import socket
import struct
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from types import SimpleNamespace

import pytest

from baoan_rule.web import PatientWorker, patient, peeked
from tests.mail_server import free_port
from tests.processes import ROOT, environment

IDLE = 40
SECONDS = 3  # gunicorn's own threads would keep us waiting for more than eight


def hello(environ, start_response):
    start_response("200 OK", [("Content-Length", "5")])
    return [environ["SCRIPT_NAME"].encode() or b"hello"]


@contextmanager
def server(folder):
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", f"{__name__}:hello", "--bind", f"127.0.0.1:{port}"]
    told = environment(folder)
    with subprocess.Popen(
        [*command, "--log-level", "info"],
        cwd=ROOT,
        env=told,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            for line in process.stderr:
                if "Booting worker" in line:
                    break
            yield port
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.stderr.read()


def answer(port, **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as client:
        client.request("GET", "/", headers=headers)
        return client.getresponse().read()


@pytest.mark.parametrize("said", [b"", b"POST / HTTP/1.1\r\nHost: ledger\r\nContent-"])
def test_others_are_served_beside_those_who_say_nothing_or_half(said, tmp_path):
    with server(tmp_path) as port, ExitStack() as crowd:
        for _number in range(IDLE):
            client = crowd.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(said)
        assert [answer(port) for _time in range(3)] == [b"hello"] * 3


def test_a_head_that_comes_in_pieces_is_heard(tmp_path):
    with server(tmp_path) as port, socket.create_connection(("127.0.0.1", port)) as client:
        client.settimeout(SECONDS)
        for piece in (b"GET / HT", b"TP/1.1\r\nHost: ledger\r\n", b"\r\n"):
            client.sendall(piece)
            answer(port)  # meanwhile somebody else is served
        assert client.recv(100).startswith(b"HTTP/1.1 200")


def test_who_goes_in_the_middle_takes_nobody_along(tmp_path):
    with server(tmp_path) as port:
        for _number in range(IDLE):
            client = socket.create_connection(("127.0.0.1", port))
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(b"GET / HT")
            client.close()  # with a reset
        assert [answer(port) for _time in range(3)] == [b"hello"] * 3


def test_nobody_says_under_which_path_the_ledger_is(tmp_path):
    with server(tmp_path) as port:
        assert answer(port, SCRIPT_NAME="/elsewhere") == b"hello"


def test_who_stalls_has_hung_up():
    ours, theirs = socket.socketpair()
    with patient(ours, seconds=0.05) as ours, theirs:
        theirs.sendall(b"half")
        assert ours.recv(100) == b"half"
        assert ours.recv(100) == b""


def test_half_a_head_wakes_nobody():
    server, client = socket.socketpair()
    client.send(b"GET / HT")
    worker = object.__new__(PatientWorker)
    worker.on_pending_socket_readable(None, server)
    assert server.getsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT) == len(b"GET / HT") + 1


def test_who_has_gone_said_nothing():
    server, _client = socket.socketpair()
    server.close()
    assert peeked(server) == b""


@pytest.mark.parametrize("error", [BlockingIOError, ConnectionAbortedError])
def test_a_connection_that_another_worker_took_is_left_to_it(error):
    def accept():
        raise error

    worker = SimpleNamespace(nr_conns=0)
    PatientWorker.accept(worker, SimpleNamespace(accept=accept))
    assert worker.nr_conns == 0
