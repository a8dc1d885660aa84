"""The log as whoever runs the ledger reads it."""

import logging
from io import StringIO

import pytest
from django.urls import path

from baoan_rule import urls
from tests.pages import address

pytestmark = pytest.mark.django_db


def breaks(request):
    raise ZeroDivisionError("ours")


urlpatterns = [*urls.urlpatterns, path("breaks/", breaks)]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def log():
    """What goes to standard error."""
    handler = next(one for one in logging.getLogger().handlers if one.name == "stderr")
    former = handler.setStream(stream := StringIO())
    yield lambda: stream.getvalue()
    handler.setStream(former)


def test_an_unknown_host_is_one_line(client, log):
    assert client.get("/accounts/login/", headers={"Host": "evil.example"}).status_code == 400
    assert log().count("\n") == 1
    assert "evil.example" in log()


def test_a_refusal_is_one_line(client_as, log):
    assert client_as("viewer").get("/admin/login/").status_code == 403
    assert log().count("\n") == 1
    assert "Forbidden" in log()


def test_an_address_that_cannot_be_read_is_one_line(client_as, log, plan):
    assert client_as("viewer").get(address("desk", plan, as_of="2015-02-30")).status_code == 400
    assert log().count("\n") == 1
    assert "Traceback" not in log()


def test_a_fault_of_ours_keeps_its_traceback(client_as, log, settings):
    settings.ROOT_URLCONF = __name__
    client = client_as("viewer")
    client.raise_request_exception = False
    assert client.get("/breaks/").status_code == 500
    assert "ZeroDivisionError: ours" in log()
