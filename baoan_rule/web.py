"""Gunicorn's threads for people who are there: see docs/deploy.md, "Behind a proxy".

Gunicorn lets a connection that says nothing hold a thread for five seconds, and one that stops in
the middle of a request for ever. A roomful of such connections keeps everybody else out.
"""

import socket
import struct
import time
from functools import partial
from selectors import EVENT_READ

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD, HEAD_ENDS = 64 * 1024, b"\r\n\r\n"
STALLED = 10  # seconds after which who stopped in the middle of a request counts as gone


class PatientSocket(socket.socket):
    """A client that stalls is one that has hung up."""

    def recv(self, *arguments):
        try:
            return super().recv(*arguments)
        except BlockingIOError:
            return b""


def patient(client, seconds=STALLED):
    """``client`` as a PatientSocket that waits ``seconds`` for each piece."""
    client = PatientSocket(fileno=client.detach())
    client.setblocking(True)
    whole = int(seconds)
    limit = struct.pack("ll", whole, int((seconds - whole) * 1_000_000))
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
    return client


class PatientWorker(ThreadWorker):
    """A new connection gets a thread when the head of its request is there, or never."""

    def accept(self, listener):
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):  # another worker was faster
            return
        self.nr_conns += 1
        connection = TConn(self.cfg, patient(client), address, listener.getsockname())
        connection.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(connection)
        said = partial(self.on_pending_socket_readable, connection)
        self.poller.register(connection.sock, EVENT_READ, said)

    def on_pending_socket_readable(self, conn, client):
        said = peeked(client)
        if said and HEAD_ENDS not in said and len(said) < HEAD:
            wake_after(client, len(said) + 1)
            return
        wake_after(client, 1)
        super().on_pending_socket_readable(conn, client)


def peeked(client):
    """What ``client`` has said so far, left there to be read; empty when it has gone."""
    try:
        return client.recv(HEAD, socket.MSG_PEEK)
    except OSError:
        return b""


def wake_after(client, size):
    """Call ``client`` readable only when so many bytes are there, or it has gone."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, size)
