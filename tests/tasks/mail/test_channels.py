"""The webhook against a real local server, and what a mail looks like."""

import hashlib
import hmac
import json
import re
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.checks import run_checks

from tasks.mail.channels import SEND, ChannelDown, Refused, TryLater, ways_to
from tasks.mail.letters import Line, Section
from tasks.mail.rendering import render
from tasks.models import Delivery
from tests.factories import make_plan, make_user
from tests.mail_server import free_port
from tests.supervising import NOW, make_delivery, make_mail

pytestmark = pytest.mark.django_db
WEBHOOK = Delivery.Channel.WEBHOOK


@contextmanager
def web_server(status, **headers):
    """A server that answers every request with ``status`` and keeps what it got."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((self.headers, self.rfile.read(int(self.headers.get("Content-Length", 0)))))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        do_GET = do_POST

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
        SEND[WEBHOOK](row, NOW)
    headers, body = got[0]
    signed = f"{row.mail_id}.1434328200.".encode() + body
    signature = hmac.new(b"secret", signed, hashlib.sha256).hexdigest()
    assert headers["X-Signature"] == f"t=1434328200,v1={signature}"
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
        SEND[WEBHOOK](make_delivery(channel=WEBHOOK, address=url), NOW)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_gateway_that_has_moved_took_nothing_and_nothing_follows_it(status):
    with (
        web_server(200) as (elsewhere, stray),
        web_server(status, Location=elsewhere) as (url, got),
        pytest.raises(ChannelDown, match=f"HTTP {status}"),
    ):
        SEND[WEBHOOK](make_delivery(channel=WEBHOOK, address=url), NOW)
    assert (len(got), stray) == (1, [])


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:,x"])
def test_only_the_web_is_spoken(address):
    with pytest.raises(ChannelDown, match="unknown url type"):
        SEND[WEBHOOK](make_delivery(channel=WEBHOOK, address=address), NOW)


@pytest.mark.parametrize(
    ("address", "secret", "faults"),
    [
        ("", "", []),
        ("https://gateway.example/hook", "secret", []),
        ("http://10.0.0.7:8080/hook", "secret", []),
        ("https://gateway.example/hook", "", ["mail.E002"]),
        ("file:///etc/hostname", "secret", ["mail.E001"]),
        ("file://gateway.example/hook", "secret", ["mail.E001"]),
        ("ftp://gateway.example/", "secret", ["mail.E001"]),
        ("https:///hook", "secret", ["mail.E001"]),
        ("gateway", "", ["mail.E001", "mail.E002"]),
        ("http://[bad/", "secret", ["mail.E001"]),
        ("http://gateway.example:port/", "secret", ["mail.E001"]),
        ("http://gateway.example/短信", "secret", ["mail.E001"]),
        ("http://gateway.example/a b", "secret", ["mail.E001"]),
    ],
)
def test_a_gateway_that_could_not_be_spoken_to_safely_stops_the_start(
    settings, address, secret, faults
):
    settings.WEBHOOK_URL, settings.WEBHOOK_SECRET = address, secret
    assert [fault.id for fault in run_checks() if not fault.is_silenced()] == faults


def test_a_webhook_that_is_away_pauses_the_channel():
    nobody = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(ChannelDown):
        SEND[WEBHOOK](make_delivery(channel=WEBHOOK, address=nobody), NOW)


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


def sent(settings, mailoutbox, **fields):
    """The bytes of a mail as it goes out, parsed again."""
    settings.SITE_URL = "https://ledger.example.gov.cn:8443"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    row = make_delivery(make_mail(**fields))
    SEND["mail"](row, NOW)
    (message,) = mailoutbox
    return row, message.message().as_bytes()


LONG = "【法治宝安督办】6月15日—21日：今天必须处理1、本周3、之后12、督办单逾期未回复4"


def test_the_subject_begins_on_its_own_line_and_is_read_whole(settings, mailoutbox):
    _row, content = sent(settings, mailoutbox, subject=LONG)
    lines = content.decode().splitlines()
    (first,) = (line for line in lines if line.startswith("Subject:"))
    assert first.startswith("Subject: =?utf-8?")
    assert max(len(line) for line in lines[: lines.index("")]) <= 78
    assert message_from_bytes(content, policy=default)["Subject"] == LONG


@pytest.mark.parametrize(
    "issuer", ["区委办公室", "中共深圳市宝安区委全面推进依法治区工作领导小组办公室"]
)
def test_the_sender_begins_on_its_own_line_and_is_read_whole(issuer, settings, mailoutbox):
    make_plan(issuer=issuer)
    settings.DEFAULT_FROM_EMAIL = "ledger@example.gov.cn"
    _row, content = sent(settings, mailoutbox)
    assert b"\nFrom: =?utf-8?" in content
    sender = make_header(decode_header(message_from_bytes(content)["From"]))
    assert str(sender) == f"{issuer} <ledger@example.gov.cn>"


def test_the_headers_name_the_office_its_host_and_that_a_machine_wrote(settings, mailoutbox):
    make_plan(issuer="区委办公室")
    settings.DEFAULT_FROM_EMAIL = "ledger@example.gov.cn"
    row, content = sent(settings, mailoutbox)
    message = message_from_bytes(content, policy=default)
    assert message["From"] == "区委办公室 <ledger@example.gov.cn>"
    assert message["Message-ID"] == f"<{row.mail_id}@ledger.example.gov.cn>"
    assert message["List-Id"] == "<ledger.ledger.example.gov.cn>"
    assert message["Date"] == "Mon, 15 Jun 2015 08:30:00 +0800"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"


def test_a_name_of_one_s_own_stays(settings, mailoutbox):
    make_plan(issuer="区委办公室")
    settings.DEFAULT_FROM_EMAIL = "督查室 <ledger@example.gov.cn>"
    _row, content = sent(settings, mailoutbox)
    message = message_from_bytes(content, policy=default)
    assert message["From"] == "督查室 <ledger@example.gov.cn>"


def test_only_reminders_say_where_reminders_are_chosen():
    make_plan(issuer="区委", office="区委办公室", contact="张三", contact_phone="0755-1234567")
    texts = {kind: render(make_mail(kind=kind)) for kind in ("reminder", "slip", "digest")}
    assert [
        kind for kind, parts in texts.items() if all("/reminders/" in one for one in parts)
    ] == ["reminder"]
    said = [one for parts in texts.values() for one in parts]
    assert all(
        "区委办公室" in one and "联系人：张三，联系电话：0755-1234567" in one for one in said
    )


def test_one_button_leads_to_what_a_mail_is_about(settings):
    def button(*paths):
        section = Section("", tuple(Line("事项", path=path) for path in paths))
        _text, html = render(make_mail(make_user(), sections=(section,)))
        [found] = re.findall(r'bgcolor="#1f3a5f".*?href="([^"]*)"', html, re.DOTALL)
        return found.removeprefix(settings.SITE_URL.rstrip("/"))

    assert [button("/a/"), button("/a/", "/b/"), button("")] == ["/a/", "/", "/"]


def test_the_html_keeps_its_width_in_outlook_and_its_colours():
    _text, html = render(make_mail())
    assert html.count("<!--[if mso]>") == 2
    assert 'width="640"' in html
    assert 'name="color-scheme"' in html
