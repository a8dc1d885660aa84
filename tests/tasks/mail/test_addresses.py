"""Between writing and sending, a person may leave or get another address."""

from datetime import timedelta

from tasks.mail.delivery import attempt, claim, post, send_again, send_due
from tasks.models import Delivery
from tests.factories import make_user
from tests.mail_server import Sink, mail_server
from tests.supervising import NOW, make_delivery, make_letter
from tests.tasks.mail.posting import posted, states
from units.models import User

State = Delivery.State
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class TestWhoLeftOrMoved:
    def test_a_mail_waiting_for_who_left_is_not_sent(self, port, clock):
        addresses = posted(2)
        User.objects.filter(email=addresses[0]).update(is_active=False)
        with mail_server(port, Sink()) as sink:
            assert send_due(clock) == 1
            clock.passes(144 * HOUR)
            assert send_due(clock) == 0
        assert sink.recipients == [addresses[1]]
        assert states() == [State.LEFT, State.SENT]

    def test_a_mail_goes_to_the_address_of_the_moment(self, port, clock):
        addresses = posted(2)
        User.objects.filter(email=addresses[0]).update(email="new@example.org")
        User.objects.filter(email=addresses[1]).update(email="")
        with mail_server(port, Sink()) as sink:
            assert send_due(clock) == 1
        assert sink.recipients == ["new@example.org"]
        rows = sorted(Delivery.objects.values_list("address", "state"))
        assert rows == [("", State.NO_ADDRESS), ("new@example.org", State.SENT)]

    def test_so_does_what_was_tried_before(self, port, clock):
        addresses = posted(1)
        sink = Sink()
        sink.refuses = {addresses[0]: "451 later"}
        with mail_server(port, sink):
            assert send_due(clock) == 0
            User.objects.update(email="new@example.org")
            clock.passes(MINUTE)
            assert send_due(clock) == 1
        assert sink.recipients == ["new@example.org"]

    def test_who_leaves_while_a_batch_is_sent_is_not_sent_his(self, port, clock):
        posted(1)
        row = Delivery.objects.select_related("mail__recipient").get()
        User.objects.update(is_active=False)
        assert claim(row, clock())
        assert not attempt(row, clock)
        assert states() == [State.LEFT]

    def test_who_has_left_is_written_nothing_and_sent_nothing_again(self, port, clock):
        person = make_user(email="gone@example.org", is_active=False)
        post([make_letter(person)])
        send_again(Delivery.objects.all(), clock())
        with mail_server(port, Sink()) as sink:
            assert send_due(clock) == 0
        assert (states(), sink.mails) == ([State.LEFT], [])

    def test_a_gateway_that_was_given_up_gets_nothing_more(self, settings, db, clock):
        make_delivery(channel=Delivery.Channel.WEBHOOK, address="http://127.0.0.1:9/")
        clock.now = NOW
        assert send_due(clock) == 0
        assert states() == [State.NO_ADDRESS]


def test_a_mail_can_be_sent_again_to_the_new_address(port, clock):
    gone = make_delivery(state=State.REFUSED, error="550", address="old@example.org")
    person = gone.mail.recipient
    type(person).objects.filter(pk=person.pk).update(email="new@example.org")
    homeless = make_delivery(mail=None, state=State.REFUSED)
    type(person).objects.filter(pk=homeless.mail.recipient_id).update(email="")
    send_again(Delivery.objects.all(), clock())
    assert states() == [State.NO_ADDRESS, State.WAITING]
    with mail_server(port, Sink()) as sink:
        assert send_due(clock) == 1
    assert sink.recipients == ["new@example.org"]
