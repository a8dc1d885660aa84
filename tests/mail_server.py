"""A real SMTP server for tests, which does what a script tells it."""

import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.header import decode_header, make_header
from socketserver import StreamRequestHandler, ThreadingTCPServer

from aiosmtpd.controller import Controller


class Sink:
    """Keeps what it accepted in ``mails``; ``answers`` and ``drops`` say how it misbehaves."""

    def __init__(self):
        self.mails = []
        self.refuses = {}  # address -> answer to RCPT
        self.after_data = None  # answer to DATA instead of 250
        self.keeps_then_drops = False  # accepts the mail, then goes away without a word

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.after_data:
            return self.after_data
        self.mails.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content)))
        if self.keeps_then_drops:
            server.transport.abort()
        return "250 OK"

    @property
    def recipients(self):
        return sorted(address for address, _message in self.mails)

    @property
    def message_ids(self):
        return [message["Message-ID"] for _address, message in self.mails]

    @property
    def subjects(self):
        return [str(make_header(decode_header(mail["Subject"]))) for _address, mail in self.mails]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(port, sink, **options):
    """``sink`` listening on ``port``; options as for aiosmtpd's SMTP."""
    controller = Controller(sink, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


@contextmanager
def babbling_server():
    """A server whose answer is no HTTP; gives its address."""

    class Babble(StreamRequestHandler):
        def handle(self):
            self.request.recv(65536)
            self.wfile.write(b"\x16hello\x00\r\n\r\n")

    with ThreadingTCPServer(("127.0.0.1", 0), Babble) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook"
        server.shutdown()


@contextmanager
def silent_server(port):
    """A server that takes the connection and never says anything."""
    with socket.create_server(("127.0.0.1", port)):
        yield
