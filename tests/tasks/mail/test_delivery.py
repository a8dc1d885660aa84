"""The queue: nothing lost, nothing doubled, one refusal stops nobody. Over real SMTP."""

from datetime import timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from tasks.mail import channels
from tasks.mail.delivery import LEASE, RETRIES, claim, post, send_due
from tasks.models import Delivery, Mail, Outage
from tests.factories import make_user
from tests.mail_server import Sink, babbling_server, mail_server, silent_server
from tests.supervising import NOW, make_delivery, make_letter
from tests.tasks.mail.posting import posted, states
from units.models import User

State = Delivery.State
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def test_each_person_gets_his_mail_once(port, clock):
    addresses = posted(3)
    with mail_server(port, Sink()) as sink:
        assert send_due(clock) == 3
        assert send_due(clock) == 0
    assert sink.recipients == addresses
    assert sink.subjects == ["本周：逾期1"] * 3
    assert states() == [State.SENT] * 3


def test_the_same_occasion_is_posted_once(db):
    person = make_user(email="a@example.org")
    assert post([make_letter(person)]) == 1
    assert post([make_letter(person), make_letter(person, period="2015-W26")]) == 1
    assert Mail.objects.count() == Delivery.objects.count() == 2
    assert post([make_letter(person, kind=Mail.Kind.REMINDER)]) == 1


def test_a_mail_goes_with_the_transaction_that_caused_it(db, django_capture_on_commit_callbacks):
    person = make_user(email="a@example.org")
    with django_capture_on_commit_callbacks() as woken, transaction.atomic():
        post([make_letter(person)])
        try:
            with transaction.atomic():
                post([make_letter(person, period="2015-W26")])
                raise LookupError
        except LookupError:
            pass
    assert [mail.period for mail in Mail.objects.all()] == ["2015-W25"]
    assert len(woken) == 1


def test_many_posts_of_one_transaction_wake_a_worker_once(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as woken, transaction.atomic():
        for week in (25, 26, 27):
            post([make_letter(period=f"2015-W{week}")])
    assert len(woken) == 1
    assert Mail.objects.count() == 3


def test_a_person_without_address_is_shown_as_such_and_still_has_the_inbox(db):
    person = make_user(email="")
    post([make_letter(person)])
    assert states() == [State.NO_ADDRESS]
    assert person.mails.count() == 1


def test_one_refused_address_stops_nobody(port, clock):
    addresses = posted(4)
    sink = Sink()
    sink.refuses = {addresses[1]: "550 no such mailbox"}
    with mail_server(port, sink):
        assert send_due(clock) == 3
        clock.passes(144 * HOUR)
        assert send_due(clock) == 0
    assert sink.recipients == sorted({*addresses} - {addresses[1]})
    refused = Delivery.objects.get(state=State.REFUSED)
    assert (refused.address, refused.error) == (addresses[1], "550 no such mailbox")


def test_a_recipient_to_be_tried_later_is_tried_at_growing_distances(port, clock):
    addresses = posted(2)
    sink = Sink()
    sink.refuses = {addresses[0]: "451 greylisted"}
    with mail_server(port, sink):
        assert send_due(clock) == 1
        for minutes in (1, 5, 15, 60, 60):
            assert Delivery.objects.get(state=State.WAITING).due_at == clock() + minutes * MINUTE
            clock.passes(minutes * MINUTE)
            assert send_due(clock) == 0
        sink.refuses = {}
        clock.passes(60 * MINUTE)
        assert send_due(clock) == 1
    assert sink.recipients == addresses


def test_while_the_server_is_away_nothing_is_lost_and_the_queue_pauses(port, clock):
    addresses = posted(5)
    for _sweep in range(12):
        assert send_due(clock) == 0
        clock.passes(5 * MINUTE)
    outage = Outage.objects.get()
    assert outage.error.startswith("ConnectionRefusedError")
    assert clock() - outage.since == HOUR
    assert sum(Delivery.objects.values_list("tries", flat=True)) == 12  # one try per sweep
    with mail_server(port, Sink()) as sink:
        assert send_due(clock) == 5
    assert sink.recipients == addresses
    assert not Outage.objects.exists()


@pytest.mark.parametrize("answer", ["421 closing down", "451 try again", "452 disk full"])
def test_a_server_that_takes_nothing_for_now_loses_nothing(answer, port, clock):
    addresses = posted(3)
    sink = Sink()
    sink.after_data = answer
    with mail_server(port, sink):
        assert send_due(clock) == 0
        assert Outage.objects.exists() == answer.startswith("421")
        sink.after_data = None
        clock.passes(5 * MINUTE)
        assert send_due(clock) == 3
    assert sink.recipients == addresses


def test_a_wrong_password_pauses_the_queue_and_loses_nothing(port, clock, settings):
    addresses = posted(2)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "ledger", "old"
    options = {"auth_require_tls": False, "auth_required": True}
    wrong = {"authenticator": lambda *args: AuthResult(success=False, handled=False)}
    with mail_server(port, Sink(), **options, **wrong):
        assert send_due(clock) == 0
    assert "535" in Outage.objects.get().error
    clock.passes(5 * MINUTE)
    right = {"authenticator": lambda *args: AuthResult(success=True)}
    with mail_server(port, Sink(), **options, **right) as sink:
        assert send_due(clock) == 2
    assert sink.recipients == addresses


def test_a_server_that_hangs_is_left_and_tried_again(port, clock, settings):
    addresses = posted(2)
    settings.EMAIL_TIMEOUT = 0.2
    with silent_server(port):
        assert send_due(clock) == 0
    clock.passes(5 * MINUTE)
    with mail_server(port, Sink()) as sink:
        assert send_due(clock) == 2
    assert sink.recipients == addresses


def test_a_connection_lost_after_the_text_repeats_the_same_message(port, clock):
    posted(1)
    sink = Sink()
    sink.keeps_then_drops = True
    with mail_server(port, sink):
        assert send_due(clock) == 0
        sink.keeps_then_drops = False
        clock.passes(5 * MINUTE)
        assert send_due(clock) == 1
    assert len(sink.message_ids) == 2
    assert len(set(sink.message_ids)) == 1


def test_an_address_that_is_none_is_refused_without_stopping_others(port, clock):
    addresses = posted(1)
    User.objects.update(email="line\nbreak@example.org")
    addresses = posted(1)
    with mail_server(port, Sink()) as sink:
        assert send_due(clock) == 1
    assert sink.recipients == addresses
    assert states() == [State.REFUSED, State.SENT]


def webhooks_first(number):
    """So many people, each reached by a webhook whose delivery comes first and by mail."""
    addresses = posted(number)
    webhooks = Delivery.objects.filter(channel=Delivery.Channel.WEBHOOK)
    webhooks.update(due_at=timezone.now() - MINUTE)
    return addresses, webhooks


def test_a_gateway_that_answers_nonsense_holds_no_mail_up(port, clock, settings, caplog):
    with babbling_server() as settings.WEBHOOK_URL, mail_server(port, Sink()) as sink:
        addresses, webhooks = webhooks_first(3)
        assert send_due(clock) == 3
    assert sink.recipients == addresses
    for row in webhooks:
        assert (row.state, row.error) == (State.WAITING, "BadStatusLine: hello\r\n")
        assert row.due_at == clock() + RETRIES[0] * MINUTE


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("gateway", "ValueError"),
        ("http://[bad/", "ValueError"),
        ("http://127.0.0.1:port/", "InvalidURL"),
        ("http://127.0.0.1:1/a b", "InvalidURL"),
        ("http://127.0.0.1:1/短信", "UnicodeEncodeError"),
    ],
)
def test_a_bad_address_concerns_its_delivery_only(address, error, port, clock, settings, caplog):
    settings.WEBHOOK_URL = address
    with mail_server(port, Sink()) as sink:
        addresses, webhooks = webhooks_first(2)
        assert send_due(clock) == 2
    assert sink.recipients == addresses
    assert [row.error.split(":")[0] for row in webhooks] == [error] * 2
    assert error in caplog.text


def test_what_nobody_finished_is_free_again_after_the_lease(port, clock):
    addresses = posted(1)
    assert claim(Delivery.objects.get(), clock())
    with mail_server(port, Sink()) as sink:
        clock.passes(10 * MINUTE - SECOND)
        assert send_due(clock) == 0
        clock.passes(SECOND)
        assert send_due(clock) == 1
    assert sink.recipients == addresses


def test_only_one_of_two_claims_wins(db, clock):
    posted(1)
    mine, other = Delivery.objects.get(), Delivery.objects.get()
    assert claim(mine, clock())
    assert not claim(other, clock())


def test_an_outcome_that_comes_after_the_lease_changes_nothing(port, clock, monkeypatch):
    posted(1)

    def slow(delivery, _now):
        Delivery.objects.filter(pk=delivery.pk).update(due_at=clock() + 2 * LEASE)

    monkeypatch.setitem(channels.SEND, Delivery.Channel.MAIL, slow)
    send_due(clock)
    assert states() == [State.WAITING]


def test_a_run_ends_before_its_lease(port, clock, monkeypatch):
    posted(3)
    monkeypatch.setitem(
        channels.SEND, Delivery.Channel.MAIL, lambda delivery, now: clock.passes(5 * MINUTE)
    )
    assert send_due(clock) == 2


def test_a_paused_channel_is_left_alone(port, clock):
    posted(2)
    assert send_due(clock) == 0
    clock.passes(3 * MINUTE)
    with mail_server(port, Sink()):
        assert send_due(clock) == 0


@pytest.mark.parametrize(("early", "state"), [(1, State.SENT), (0, State.EXPIRED)])
def test_a_mail_is_tried_for_three_days_then_given_up(early, state, port, clock, caplog):
    posted(1)
    clock.now = Delivery.objects.get().due_at + 72 * HOUR - early * SECOND
    with mail_server(port, Sink()) as sink:
        assert send_due(clock) == early
    assert (len(sink.mails), states()) == (early, [state])
    assert ("expired" in caplog.text) == (state == State.EXPIRED)


def test_what_expires_now_is_not_due_any_more(db):
    row = make_delivery(expires_at=NOW + HOUR)
    assert list(Delivery.objects.due(NOW + HOUR - SECOND)) == [row]
    assert list(Delivery.objects.due(NOW + HOUR)) == []


@pytest.mark.django_db(transaction=True)
def test_posting_works_while_the_broker_is_away(settings, caplog, monkeypatch):
    def no_broker(*args, **kwargs):
        raise OperationalError("refused")

    monkeypatch.setattr(current_app, "send_task", no_broker)
    assert post([make_letter()]) == 1
    assert "sweep" in caplog.text


@pytest.mark.parametrize("stray", [*map(chr, range(1, 32)), "\x85", "\u2028", "\ufffe"], ids=ascii)
def test_stray_characters_stored_long_ago_stop_no_mail(stray, port, clock):
    posted(1)
    body = Mail.objects.get().body | {"opening": f"请{stray}办"}
    Mail.objects.update(subject=f"本周{stray}：逾期1", body=body)
    with mail_server(port, Sink()) as sink:
        assert send_due(clock) == 1
    assert "逾期1" in sink.subjects[0]
    assert states() == [State.SENT]
