import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from tests.supervising import make_delivery


@pytest.mark.django_db
def test_a_ledger_that_can_serve_says_so(client):
    for address in ("/healthz", "/readyz"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db(transaction=True)
def test_waiting_migrations_are_told(client):
    call_command("migrate", "sessions", "zero", verbosity=0)
    try:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["status"]) == (503, "migrations are waiting")
    finally:
        call_command("migrate", verbosity=0)


@pytest.mark.django_db
def test_a_database_that_is_away_is_told(client):
    def away(*args):
        raise OperationalError

    with connection.execute_wrapper(away):
        answers = [client.get(address) for address in ("/healthz", "/readyz")]
    for answer in answers:
        assert (answer.status_code, answer.json()["status"]) == (
            503,
            "the database does not answer",
        )


@pytest.mark.django_db
def test_what_stands_still_is_told(client):
    make_delivery()  # due since 2015
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "邮件" in answer.json()["status"]


@pytest.mark.django_db
def test_a_process_that_stays_down_is_told(client, settings, tmp_path):
    settings.STOPPED = tmp_path / "stopped"
    assert client.get("/healthz").status_code == 200
    settings.STOPPED.mkdir()
    (settings.STOPPED / "beat").touch()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "beat" in answer.json()["status"]
