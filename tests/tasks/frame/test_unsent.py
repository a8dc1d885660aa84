"""Words that were sent when the session had ended come back after signing in; of every form:
tests/test_sent_twice.py.
"""

import re

import pytest
from django.test import Client

from tests.factories import make_user
from tests.pages import address

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
def urge(plan, milestone):
    """A page whose words have no draft, with who writes there."""
    return make_user(role="supervisor"), address("urge", plan, m=milestone.pk)


def test_they_stand_in_the_form_again_once(urge, client):
    person, page = urge
    client.force_login(person)
    sent_too_late(client, page, {"text": "写了很久的话"})
    client.force_login(person)
    again = client.get(page).text
    assert BACK in again
    assert "写了很久的话" in again
    assert "写了很久的话" not in client.get(page).text


def test_they_come_back_to_nobody_else(urge, client):
    person, page = urge
    client.force_login(person)
    sent_too_late(client, page, {"text": "写了很久的话"})
    client.force_login(make_user(role="supervisor"))
    assert "写了很久的话" not in client.get(page).text
    client.force_login(person)
    assert "写了很久的话" not in client.get(page).text


def test_more_than_a_form_holds_is_not_kept(urge, client):
    person, page = urge
    client.force_login(person)
    sent_too_late(client, page, {"text": "长" * 20_001})
    client.force_login(person)
    assert BACK not in client.get(page).text


def test_where_the_page_is_too_old_to_be_sent_the_words_can_be_copied(urge):
    client = Client(enforce_csrf_checks=True)
    person, page = urge
    client.force_login(person)
    answer = client.post(page, {"text": "写了很久的话<b>"})
    assert answer.status_code == 403
    assert "写了很久的话&lt;b&gt;" in answer.text
