"""Mails as files: one each, as any mail program reads them."""

import email
import email.policy
import mailbox
from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest
from django.core.mail import send_mail
from django.utils.timezone import get_default_timezone

from baoan_rule import env
from tasks.mail.delivery import send_due
from tasks.models import Delivery
from tests.factories import make_user
from tests.supervising import NOW, make_delivery, make_mail

BACKEND = "baoan_rule.mail_files.EmailBackend"


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = BACKEND, str(tmp_path / "mail")
    return tmp_path / "mail"


def read(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


@pytest.mark.django_db
def test_each_mail_is_a_file_of_its_day(folder):
    written = [
        make_delivery(make_mail(make_user(email=f"reader{n}@example.org"))) for n in range(3)
    ]
    assert send_due(lambda: NOW) == 3
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(f"2015-06-15-{row.mail_id}.eml" for row in written)
    message = read(folder / names[0])
    assert message["Subject"] == "本周：逾期1"
    assert parsedate_to_datetime(message["Date"]) == datetime(
        2015, 6, 15, 8, 30, tzinfo=get_default_timezone()
    )
    assert "任务一" in message.get_body(("plain",)).get_content()


@pytest.mark.django_db
def test_the_same_mail_sent_twice_is_one_file(folder):
    row = make_delivery()
    send_due(lambda: NOW)
    Delivery.objects.filter(pk=row.pk).update(state="waiting", sent_at=None, due_at=NOW)
    assert send_due(lambda: NOW) == 1
    assert len(list(folder.iterdir())) == 1


def test_any_other_mail_has_a_name_too(folder):
    send_mail("subject", "text", "a@example.org", ["b@example.org"])
    [path] = folder.iterdir()
    assert (path.suffix, read(path)["To"]) == (".eml", "b@example.org")
    assert mailbox.Message(path.read_bytes())["Subject"] == "subject"


@pytest.mark.parametrize(
    ("url", "backend", "place"),
    [
        ("", BACKEND, "/var/ledger/mail"),
        ("filemail:////tmp/mail", BACKEND, "/tmp/mail"),
        ("smtp+tls://me:secret@host:587", "django.core.mail.backends.smtp.EmailBackend", ""),
    ],
)
def test_without_a_mail_server_mails_are_files(monkeypatch, url, backend, place):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    if url:
        monkeypatch.setenv("EMAIL_URL", url)
    config = env.mail("/var/ledger/mail")
    assert (config["EMAIL_BACKEND"], config["EMAIL_FILE_PATH"]) == (backend, place)
