"""A mail that is sent while somebody waits for the server's answer. Over real SMTP."""

import pytest
from aiosmtpd.smtp import AuthResult

from tasks.mail.delivery import send_due, try_at_once
from tasks.models import Delivery, Outage
from tests.factories import make_user
from tests.mail_server import Sink, mail_server, silent_server
from tests.supervising import make_letter, make_outage

State = Delivery.State


def tried(clock):
    return try_at_once(make_letter(make_user(email="a@example.org"), is_read=True), clock)


def test_what_the_server_takes_is_sent_and_the_channel_works_again(port, clock):
    make_outage()
    with mail_server(port, Sink()) as sink:
        delivery = tried(clock)
    assert sink.recipients == ["a@example.org"]
    assert (delivery.state, delivery.error, delivery.tries) == (State.SENT, "", 1)
    assert Delivery.objects.get().mail.read_at
    assert not Outage.objects.exists()


def test_what_it_refuses_is_told_in_its_words_and_not_tried_again(port, clock):
    sink = Sink()
    sink.refuses = {"a@example.org": "550 no such mailbox"}
    with mail_server(port, sink):
        delivery = tried(clock)
        assert send_due(clock) == 0
    assert (delivery.state, delivery.error) == (State.REFUSED, "550 no such mailbox")


@pytest.mark.parametrize(
    ("answer", "told"),
    [("451 try later", "451 try later"), ("421 closing down", "421 closing down")],
)
def test_what_it_puts_off_is_given_up(port, clock, answer, told):
    sink = Sink()
    sink.refuses = {"a@example.org": answer}
    with mail_server(port, sink):
        delivery = tried(clock)
    assert (delivery.state, delivery.error) == (State.EXPIRED, told)
    assert not Outage.objects.exists()


def test_a_wrong_password_is_told_as_the_server_says_it(port, clock, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "ledger", "wrong"
    refuse = {
        "authenticator": lambda *_: AuthResult(success=False, handled=False),
        "auth_require_tls": False,
    }
    with mail_server(port, Sink(), **refuse):
        delivery = tried(clock)
    assert "535" in delivery.error
    assert "b'" not in delivery.error


def test_no_server_and_a_silent_one_are_told_too(port, clock, settings):
    assert "ConnectionRefusedError" in tried(clock).error
    settings.EMAIL_TIMEOUT = 0.2
    with silent_server(port):
        assert "timed out" in tried(clock).error


def test_a_server_without_tls_is_told(port, clock, settings):
    settings.EMAIL_USE_TLS = True
    with mail_server(port, Sink()):
        assert "STARTTLS" in tried(clock).error
