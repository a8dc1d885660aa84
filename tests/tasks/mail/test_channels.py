"""The webhook against a real local server, and what a mail looks like."""

import hashlib
import hmac
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tasks.mail.channels import SEND, ChannelDown, Refused, TryLater, ways_to
from tasks.mail.letters import Line, Section, render
from tasks.models import Delivery
from tests.factories import make_user
from tests.mail_server import free_port
from tests.supervising import make_delivery, make_mail

pytestmark = pytest.mark.django_db
WEBHOOK = Delivery.Channel.WEBHOOK


@contextmanager
def web_server(status):
    """A server that answers every POST with ``status`` and keeps what it got."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", got
    finally:
        server.shutdown()
        server.server_close()


def test_the_webhook_gets_a_signed_copy(settings):
    settings.WEBHOOK_SECRET = "secret"
    person = make_user(username="ming", phone="13800000000")
    with web_server(204) as (url, got):
        row = make_delivery(make_mail(person), channel=WEBHOOK, address=url)
        SEND[WEBHOOK](row)
    headers, body = got[0]
    signature = hmac.new(b"secret", body, hashlib.sha256).hexdigest()
    assert headers["X-Signature"] == f"sha256={signature}"
    assert headers["Idempotency-Key"] == str(row.mail_id)
    told = json.loads(body)
    assert told["to"] == {"username": "ming", "phone": "13800000000"}
    assert told["subject"] == "本周：逾期1"
    assert "任务一" in told["text"]


@pytest.mark.parametrize(
    ("status", "fault"),
    [(400, Refused), (422, Refused), (429, TryLater), (401, ChannelDown), (500, ChannelDown)],
)
def test_what_the_webhook_answers_decides_what_happens_next(status, fault):
    with web_server(status) as (url, _got), pytest.raises(fault, match=str(status)):
        SEND[WEBHOOK](make_delivery(channel=WEBHOOK, address=url))


def test_a_webhook_that_is_away_pauses_the_channel():
    nobody = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(ChannelDown):
        SEND[WEBHOOK](make_delivery(channel=WEBHOOK, address=nobody))


def test_the_webhook_is_used_where_an_address_is_set(settings):
    person = make_user(email="a@example.org")
    assert ways_to(person) == {"mail": "a@example.org"}
    settings.WEBHOOK_URL = "http://gateway/"
    assert ways_to(person) == {"mail": "a@example.org", "webhook": "http://gateway/"}


def test_text_and_html_carry_the_same_lines_with_full_addresses(settings):
    settings.SITE_URL = "http://ledger.local/"
    more = Line("其余2个", path="/plans/p/milestones/?light=red")
    lines = (Line("第1项", "逾期3天", "/plans/p/tasks/1/"), Line("只有字"))
    text, html = render(make_mail(sections=(Section("逾期", lines, more), Section("", lines))))
    for words in ("第1项", "逾期3天", "只有字", "其余2个", "http://ledger.local/plans/p/tasks/1/"):
        assert words in text
        assert words in html
    assert "http://ledger.local/plans/p/milestones/?light=red" in text


def test_words_of_people_are_text_in_the_html():
    _text, html = render(make_mail(opening="<script>alert(1)</script>"))
    assert "<script>" not in html


def test_a_mail_speaks_its_reader_s_language():
    text, html = render(make_mail(make_user(language="en")))
    assert "Open the ledger" in html
    assert "You get this mail" in text
    _text, html = render(make_mail(make_user(language="")))
    assert 'lang="zh-hans"' in html
