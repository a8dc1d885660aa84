"""Words that were sent when the session had ended come back after signing in."""

import re

import pytest
from django.test import Client

from tests.factories import make_leader, make_task_leader, make_user
from tests.pages import act, address
from tests.supervising import make_instruction, make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
BACK = "登录前填写的内容已恢复"


def hidden(page):
    """The hidden fields that the form of ``page`` carries."""
    return dict(re.findall(r'name="(looked|by)" value="([^"]*)"', page.text))


def sent_too_late(client, page, words):
    """Open ``page``, be signed out, send ``words``, and sign in again."""
    fields = hidden(client.get(page)) | words
    person = client.session["_auth_user_id"]
    client.logout()
    answer = client.post(page, fields)
    assert answer.status_code == 302
    assert "login" in answer.url
    return person


@pytest.fixture
def pages(plan, task, milestone, unit, liaison):
    """Pages whose words have no draft, with who writes there and what."""
    leader = make_user(role="leader")
    make_task_leader(task, make_leader(user=leader))
    reply, receipt = (
        make_instruction(task, unit).replies.get(),
        make_slip(milestone, unit).receipts.get(),
    )
    supervisor = make_user(role="supervisor")
    return {
        "instruct": (leader, address("instruct", plan, task.number)),
        "reply": (liaison, address("reply", plan, reply.pk)),
        "answer-slip": (liaison, address("answer-slip", plan, receipt.pk)),
        "urge": (supervisor, address("urge", plan, m=milestone.pk)),
        "move-part": (supervisor, address("move-part", plan, task.assignments.first().pk)),
        "add-milestone": (supervisor, address("add-milestone", plan, task.number)),
        "report": (liaison, act("report", milestone)),
    }


@pytest.mark.parametrize(
    "name", ["instruct", "reply", "answer-slip", "urge", "move-part", "add-milestone", "report"]
)
def test_they_stand_in_the_form_again_once(name, pages, client):
    person, page = pages[name]
    client.force_login(person)
    words = {"done" if name == "report" else "reason": "写了很久的话", "text": "写了很久的话"}
    sent_too_late(client, page, words)
    client.force_login(person)
    again = client.get(page).text
    assert BACK in again
    assert "写了很久的话" in again
    assert "写了很久的话" not in client.get(page).text


def test_they_come_back_to_nobody_else(pages, client):
    person, page = pages["urge"]
    client.force_login(person)
    sent_too_late(client, page, {"text": "写了很久的话"})
    client.force_login(make_user(role="supervisor"))
    assert "写了很久的话" not in client.get(page).text
    client.force_login(person)
    assert "写了很久的话" not in client.get(page).text


def test_more_than_a_form_holds_is_not_kept(pages, client):
    person, page = pages["urge"]
    client.force_login(person)
    sent_too_late(client, page, {"text": "长" * 20_001})
    client.force_login(person)
    assert BACK not in client.get(page).text


def test_where_the_page_is_too_old_to_be_sent_the_words_can_be_copied(pages):
    client = Client(enforce_csrf_checks=True)
    person, page = pages["urge"]
    client.force_login(person)
    answer = client.post(page, {"text": "写了很久的话<b>"})
    assert answer.status_code == 403
    assert "写了很久的话&lt;b&gt;" in answer.text
