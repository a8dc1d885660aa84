"""What browsers send is cleaned at the door, whichever page it is for."""

import logging

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DataError, connection
from django.test import Client
from django.urls import resolve

from tasks.frame.incoming import FitToRead, fit
from tasks.models import Draft, ProgressReport
from tests.pages import act, address
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
UNSEEN = ["\u200b", "\ufeff", "\u2060", "\xad", "\x01", "\u202e"]
NOT_OURS = ["foo", "abc def", "?x=1", "#x", "logout", "//other.example/", "https://other.example/"]


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_a_text_of_signs_that_nobody_sees_is_none(sign, as_liaison, milestone):
    as_liaison.post(
        act("report", milestone), {"seen": 0, "rating": "confident", "done": f"{sign} {sign}"}
    )
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_words_drafts_and_questions_are_as_people_see_them(sign, as_liaison, milestone):
    said = {"seen": 0, "rating": "confident", "done": f"已{sign}办3件。{sign}"}
    as_liaison.post(act("report", milestone), said | {"draft": ""})
    assert Draft.objects.get().fields["done"] == "已办3件。"
    as_liaison.post(act("report", milestone), said)
    assert ProgressReport.objects.get().done == "已办3件。"
    plan = milestone.task.plan
    found = as_liaison.get(address("task-list", plan), {"q": f"{milestone.task.title[:1]}{sign}"})
    assert [row["number"] for row in found.context["table"].data] == [milestone.task.number]


def test_the_administration_cleans_too(client_as):
    admin = client_as("admin")
    inline = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    words = {"name": "区\u200b信访\x08局\ufeff", "kind": "government", "position": 9}
    assert admin.post("/admin/units/unit/add/", words | inline).status_code == 302
    assert Unit.objects.filter(name="区信访局").exists()


def test_a_password_stays_as_it_was_typed(rf):
    typed = rf.post("/", {"password": " a\u200db ", "new_password1": "c\u200b"}).POST
    assert fit(typed) == typed


@pytest.mark.parametrize("odd", NOT_OURS)
def test_only_a_path_of_ours_leads_back(odd, as_liaison, milestone):
    target = act("report", milestone, next=odd)
    assert f'value="{odd}"' not in as_liaison.get(target).text
    answer = as_liaison.post(
        target, {"seen": 0, "rating": "confident", "done": "已办3件。", "next": odd}
    )
    assert answer.status_code == 302
    assert answer.url.startswith(address("task", milestone.task.plan, milestone.task.number))


@pytest.mark.parametrize("odd", NOT_OURS)
def test_sign_in_and_language_lead_to_paths_of_ours_alone(odd, client):
    assert f'value="{odd}"' not in client.get("/accounts/login/", {"next": odd}).text
    chosen = client.post("/accounts/language/", {"language": "en", "next": odd})
    assert chosen.url == "/"


@pytest.mark.parametrize("path", ["/accounts/login/", "/nothing/", "/", "/admin/"])
def test_too_many_parameters_are_refused_on_a_page(path, client):
    answer = client.get(f"{path}?{'a=1&' * 1001}")
    assert answer.status_code == 400
    assert "<h1>" in answer.text
    assert "GET/POST" not in answer.text


FORM = "multipart/form-data"
MANY = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' * 1002


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize(("kind", "body"), [(FORM, b"x"), (f"{FORM}; boundary=x", MANY)])
def test_a_form_that_cannot_be_read_is_refused_on_a_page(
    kind, body, signed_in, client_as, milestone
):
    client = client_as("supervisor") if signed_in else Client()
    target = act("stop", milestone) if signed_in else "/accounts/login/"
    answer = client.post(target, body, content_type=kind)
    assert answer.status_code == 400
    assert "<h1>" in answer.text
    assert "GET/POST" not in answer.text


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "１", "-1", "x"])
def test_a_file_that_is_none_is_not_taken_away(number, as_liaison, milestone):
    sent = {"seen": 0, "rating": "confident", "done": "", "remove": number}
    assert as_liaison.post(act("report", milestone), sent).status_code == 200


def test_a_number_that_no_column_holds_is_refused_on_a_page(client_as, task):
    target = address("instruct", task.plan, task.number)
    sent = {"text": "请抓紧。", "units": "9" * 20}
    answer = client_as("leader").post(target, sent)
    assert answer.status_code in (200, 400)
    assert "<h1>" in answer.text


@pytest.mark.parametrize("odd", ["9" * 20, "9" * 5000, "words"])
def test_no_id_breaks_the_administration(odd, client_as):
    sent = {"name": "区信访局", "kind": "government", "position": 9, "parent": odd}
    answer = client_as("admin").post("/admin/units/unit/add/", sent)
    # PostgreSQL compares with any number, so there it is an error of the form.
    assert answer.status_code == (
        200 if connection.vendor == "postgresql" and odd == "9" * 20 else 400
    )


def test_a_fault_of_ours_is_not_taken_for_theirs(rf):
    request = rf.get("/plans/x/")
    request.resolver_match = resolve("/plans/x/")
    door = FitToRead(None)
    assert door.process_exception(request, ValueError("ours")) is None


def test_what_no_column_holds_is_one_line_in_the_log(rf, caplog):
    request = rf.post("/plans/p/tasks/1/")
    request.user, request.resolver_match = AnonymousUser(), resolve("/plans/p/tasks/1/")
    fault = DataError("value too long\nLINE 1: " + "长" * 5000)
    answer = FitToRead(lambda _request: None).process_exception(request, fault)
    (said,) = [one for one in caplog.records if one.name == "tasks.frame.incoming"]
    text = logging.Formatter().format(said)
    assert (answer.status_code, text.count("\n"), len(text) < 300) == (400, 0, True)
