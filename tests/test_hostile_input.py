"""Every address with every role and what nobody sends on purpose: an answer, never an error."""

from itertools import cycle
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tasks.models import Assignment, Receipt, Reply, Visit
from tests.factories import make_user
from tests.hostile import ASKED, BROKEN, FORM, MANY, NUMBERS, VALUES, WAYS_BACK, Page
from tests.test_access import OPEN, ROLES, make_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.unmeasured]
PEOPLE = ["anonymous", *ROLES]


def admin_addresses():
    """The list, the empty form and the first row of every kind."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.order_by("pk").values_list("pk", flat=True).first() or 0
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        yield reverse(f"{name}_change", args=[row])


@pytest.fixture(scope="module")
def world(rows_of_this_file):
    """The addresses, and the person of each role; those of the unit have something to answer."""
    addresses = make_addresses()
    part = Assignment.objects.filter(role="lead").first()
    for model in (Receipt, Visit, Reply):
        model.objects.update(unit=part.unit)
    del addresses["logout"]
    return {
        "pages": [*addresses.values(), *OPEN.values(), "/nothing/", "/healthz", "/admin/"],
        "admin": list(admin_addresses()),
        "people": {role: make_user(role=role, unit=part.unit) for role in ROLES},
        "media": rows_of_this_file,
    }


@pytest.fixture
def visitor_as(world, settings):
    settings.MEDIA_ROOT = world["media"]
    return lambda role: Visitor(world["people"].get(role))


class Visitor:
    """Sends what it is told and puts everything back; ``errors`` says what broke."""

    values = [*NUMBERS.values(), VALUES["signs of no text"]]

    def __init__(self, person=None):
        self.is_thorough = person is not None and person.role in ("liaison", "supervisor")
        self.ways_back = cycle(WAYS_BACK)
        self.client, self.errors, self.known = Client(), [], frozenset()
        if person:
            self.client.force_login(person)
        self.cookies = self.client.cookies.copy()

    def send(self, method, address, sent=None, kind=FORM):
        """The answer, or None where it was an error."""
        how = {"content_type": kind} if method == "post" else {}
        body = urlencode(sent) if method == "post" and isinstance(sent, dict) else sent
        undo = transaction.savepoint()
        self.client.cookies = self.cookies.copy()
        try:
            answer = getattr(self.client, method)(address, body, **how)
        except Exception as error:
            self.errors.append(f"{method} {address} {str(sent)[:150]}: {error!r:.150}")
            return None
        finally:
            transaction.savepoint_rollback(undo)
        if answer.status_code >= 500:
            self.errors.append(f"{method} {address} {str(sent)[:150]}: {answer.status_code}")
        return answer

    def page(self, address):
        answer = self.send("get", address)
        is_page = answer and answer.status_code == 200 and not answer.streaming
        return Page(answer.text if is_page else "")

    def visit(self, address):
        """Everything at once, in all that the page asks and in each of its forms."""
        page = self.page(address)
        for asked in self.nonsense({*ASKED, *page.asked} - {"as_of"}, self.values):
            self.send("get", address, asked)
        for kind, body in BROKEN if self.is_thorough else BROKEN[:1]:
            self.send("post", address, body, kind)
        for action, fields in page.forms.items():
            if self.is_new(action or address, fields):
                self.fill(action or address, fields)

    def nonsense(self, names, values):
        """Each value in all fields at once; of who is not thorough all values at once, one in each."""
        if self.is_thorough:
            return [dict.fromkeys(names, value) for value in values]
        return [dict(zip(sorted(names), cycle(values), strict=False))]

    def is_new(self, *form):
        """False for what stands on every page: the choice of the language, signing out."""
        known, self.known = self.known, self.known | {str(form[0]) + str(sorted(form[1]))}
        return known != self.known

    def fill(self, action, fields):
        """The form with nonsense everywhere, and with numbers in one field after the other."""
        for typed in self.nonsense(fields, VALUES.values()):
            self.send("post", action, typed)
        self.send("post", action, fields | {"next": next(self.ways_back), "looked": "1e400"})
        if not self.is_thorough:
            return
        for name, value in zip(sorted(fields), cycle(NUMBERS.values()), strict=False):
            self.send("post", action, fields | {name: value})

    def ask_each(self, address):
        """One question at a time, so that none hides behind another; then too many."""
        self.send("get", address, MANY)
        for name in {*ASKED, *self.page(address).asked, "as_of"}:
            self.send("get", address, {name: NUMBERS["5,000 digits"]})


@pytest.mark.parametrize("role", PEOPLE)
def test_no_page_breaks(role, world, visitor_as):
    visitor = visitor_as(role)
    for address in world["pages"]:
        visitor.visit(address)
    assert visitor.errors == []


def test_no_single_question_breaks_a_page(world, visitor_as):
    visitor = visitor_as("supervisor")
    for address in world["pages"]:
        visitor.ask_each(address)
    assert visitor.errors == []


def test_the_administration_does_not_break(world, visitor_as):
    visitor = visitor_as("admin")
    for address in world["admin"]:
        visitor.visit(address)
    assert visitor.errors == []
