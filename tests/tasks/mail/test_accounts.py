"""What people are told of their own accounts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.utils.timezone import now

from tasks.mail.delivery import send_due
from tasks.mail.rendering import render
from tasks.models import Mail
from tests.factories import make_plan, make_unit, make_user
from tests.pages import address
from units.people.codes import ask_code, make_codes, plain, use_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", name="朱督查")


def make_person(**fields):
    unit = make_unit()
    return make_user(
        role="liaison", unit=unit, language="en", **{"email": "li@example.org"} | fields
    )


def made(person, by, by_mail=False):
    ids = [person.pk] if by_mail else []
    return make_codes([person], by=by, at=now(), batch=uuid4(), by_mail=ids)[0]


def opening(person):
    return person.mails.get().body["opening"]


class TestCodeByMail:
    def test_it_stands_in_the_mail_and_in_no_row(self, supervisor, clock):
        person = make_person()
        code = made(person, supervisor, by_mail=True)
        clock.passes(timedelta(minutes=1))
        assert send_due(clock) == 1
        (sent,) = outbox.outbox
        for text in (sent.body, sent.alternatives[0].content):
            assert all(words in text for words in (plain(code), person.username, "/accounts/code/"))
        assert plain(code) not in str(Mail.objects.values())

    def test_it_says_who_made_it_and_until_when(self, supervisor):
        person = make_person()
        made(person, supervisor, by_mail=True)
        mail = person.mails.get()
        assert mail.subject == "Your account in the supervision ledger"
        assert "朱督查 has set up an account for you." in mail.body["opening"]
        assert "The code works once, until 2" in mail.body["opening"]

    def test_who_was_here_before_reads_that_it_is_for_a_new_password(self, supervisor):
        person = make_person(last_login=now())
        made(person, supervisor, by_mail=True)
        assert "朱督查 has made a one-time code for your account" in opening(person)

    def test_who_asked_for_it_himself_is_told_what_if_not(self):
        person = make_person()
        ask_code(person.username, at=now(), batch=uuid4())
        assert "If it was not you, do nothing" in opening(person)

    def test_once_used_a_mail_that_leaves_late_brings_none(self, supervisor):
        person = make_person()
        code = made(person, supervisor, by_mail=True)
        use_code(code, "x", at=now())
        text, _html = render(person.mails.get())
        assert "One-time code:" not in text

    def test_the_inbox_shows_none(self, supervisor, client):
        person = make_person()
        code = made(person, supervisor, by_mail=True)
        client.force_login(person)
        page = client.get(address("mail", make_plan(), person.mails.get().pk)).text
        assert "has set up an account" in page
        assert plain(code) not in page


class TestCodeOnPaper:
    def test_who_was_never_here_reads_it_on_paper_only(self, supervisor):
        person = make_person()
        made(person, supervisor)
        assert not person.mails.exists()

    def test_others_are_told_that_it_was_made(self, supervisor):
        person = make_person(last_login=now())
        code = made(person, supervisor)
        assert f"朱督查 has made a one-time code for your account {person.username}" in (
            opening(person)
        )
        assert plain(code) not in render(person.mails.get())[0]

    def test_and_that_it_was_used(self, supervisor):
        person = make_person(last_login=now())
        use_code(made(person, supervisor), "x", at=now())
        assert person.mails.latest("written_at").subject == (
            "Your password was set with a one-time code"
        )

    def test_the_first_password_is_told_nobody(self, supervisor):
        person = make_person()
        use_code(made(person, supervisor), "x", at=now())
        assert not person.mails.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_many_are_written_in_as_many_statements_as_one(
    number, supervisor, django_assert_num_queries
):
    people = [make_person(email=f"p{at}@example.org") for at in range(number)]
    made(people[0], supervisor)
    with django_assert_num_queries(10):
        make_codes(
            people, by=supervisor, at=now(), batch=uuid4(), by_mail=[one.pk for one in people]
        )
