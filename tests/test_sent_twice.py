"""Every form that does something, as the access table names them: sent by a double click or from
Back it is done once; sent from a second tab that was open before, it is refused, or is a second
thing where a second is right; so is what is decided about something that others changed meanwhile.
"""

import re
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.db.models import Sum
from django.urls import reverse

from tasks.frame.models import SentForm
from tasks.models import Meeting
from tests.factories import TODAY, make_assignment, make_task, make_unit, make_user
from tests.sending import ACTS, ASKED, REFUSED, SECOND, TOLD, WORDS
from tests.supervising import overdue
from tests.test_access import PAGES
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

# Sent twice they leave what they left once: whose own they are, and what runs a job.
HARMLESS = {
    "calendar-address",
    "home",
    "password",
    "reminders",
    "following",
    "save-view",
    "change-view",
    "remove-view",
    "inbox",
    "logout",
    "jobs",
    "answer-appeal",  # the second is refused: tests/tasks/evaluation
}
# Of the app of units, with tokens of their own: tests/units/people/test_pages.py.
ELSEWHERE = {"people", "people-preview", "invite", "new-code", "missing-codes"}
TABS = ("1434600000.5", "1434600001.5")
# What becomes of the second tab: the answer's status, and whether nothing more is done.
SEEN = re.compile(r'type="hidden" name="([\w-]*(?:seen|answer))" value="(\d+)"')
WRITTEN = [name for name, sent in ACTS.items() if sent.words != {}]
FORM = re.compile(r'name="looked"(?:(?!</form>).)*<button', re.DOTALL)
STALE = [name for name, sent in ACTS.items() if sent.meanwhile]
OUTCOMES = {REFUSED: (409, True), SECOND: (302, False), TOLD: (302, True), ASKED: (200, True)}


@pytest.fixture
def world(plan):
    """A task with an overdue milestone, its unit's people, and another unit."""
    unit = make_unit(name="区水务局")
    task = make_task(plan=plan, number=11)
    part = make_assignment(task, unit)
    people = {
        role: make_user(role=role, unit=unit if role in ("liaison", "head") else None)
        for role in ("liaison", "head", "leader", "supervisor")
    }
    others = {"other": make_unit(), "colleague": make_user(role="liaison", unit=unit)}
    milestone = overdue(task, 3)
    known = {"plan": plan, "task": task, "unit": unit, "part": part, "milestone": milestone}
    return SimpleNamespace(**known, **people, **others)


def test_every_form_that_does_something_stands_here():
    sending = {name for name, (_readers, senders) in PAGES.items() if senders}
    assert sending - set(ACTS) == HARMLESS | ELSEWHERE


@pytest.fixture(params=ACTS)
def story(request, world, client):
    """What becomes of the second tab, the words, ``send(token)``: the page as it was shown, filled in,
    and ``meanwhile()``: what others do.
    """
    name, sent = request.param, ACTS[request.param]
    end = sent.make(world)
    of_plan = [] if name == "hand-over" else [world.plan.slug]
    ends = end if isinstance(end, tuple) else (end,)
    args = [*of_plan, *(one for one in ends if one is not None)]
    client.force_login(getattr(world, sent.role))
    words = sent.words(world) if callable(sent.words) else sent.words
    query = {"query": {"m": world.milestone.pk}} if "m" in words else {}
    at = reverse(name, args=args, **query)
    words = words | dict(SEEN.findall(client.get(at).text))
    return SimpleNamespace(
        at=at,
        person=getattr(world, sent.role),
        again=sent.again,
        words=words,
        send=lambda looked: client.post(at, words | {"looked": looked}),
        meanwhile=lambda: sent.meanwhile(world),
    )


def everything():
    """How many there are of all that people write, tokens of forms apart; of meetings, which have no
    history of their own, how often they were changed.
    """
    changes = {"meetings": Meeting.objects.aggregate(n=Sum("version"))["n"]}
    models = [*apps.get_app_config("tasks").get_models(), Unit.members.through]
    return changes | {one: one.objects.count() for one in models if one is not SentForm}


def test_a_double_click_and_back_do_it_once(story):
    before = everything()
    first = story.send(TABS[0])
    once = everything()
    second = story.send(TABS[0])
    assert (first.status_code, second.status_code) == (302, 302)
    assert second.url == first.url
    assert before != once == everything()


def test_a_tab_that_was_open_before_overwrites_nothing(story):
    story.send(TABS[0])
    once = everything()
    answer = story.send(TABS[1])
    assert (answer.status_code, everything() == once) == OUTCOMES[story.again]
    if story.again in (REFUSED, ASKED) and WORDS in story.words.values():
        assert WORDS in answer.text


@pytest.mark.parametrize("story", STALE, indirect=True)
def test_what_others_changed_meanwhile_is_seen_before_it_is_decided(story):
    story.meanwhile()
    known = everything()
    late = story.send(TABS[0])
    assert (late.status_code, everything() == known, WORDS in late.text) == (409, True, True)
    story.words |= dict(SEEN.findall(late.text))
    assert story.send(TABS[1]).status_code == 302


@pytest.mark.parametrize("story", WRITTEN, indirect=True)
def test_words_sent_when_the_session_had_ended_stand_in_the_form_after_signing_in(story, client):
    seen = dict(SEEN.findall(client.get(story.at).text))
    client.logout()
    by = {"by": story.person.pk, "looked": TABS[0]} | dict.fromkeys(seen, "1000")
    to_sign_in = client.post(story.at, story.words | by)
    client.force_login(story.person)
    page = client.get(parse_qs(urlsplit(to_sign_in.url).query)["next"][0])
    # Rows that a page wrote down for itself come back as what was typed in them.
    sent = (str(value) for value in story.words.values())
    written = {WORDS if value.startswith("[{") else value for value in sent}
    assert {value for value in written if value not in page.text} == set()
    assert "登录前填写的内容已恢复" in page.text
    assert dict(SEEN.findall(page.text)) == seen


def test_no_form_with_a_button_stands_on_a_past_day(story, client):
    page = client.get(f"{story.at}{'&' if '?' in story.at else '?'}as_of=2015-06-17")
    assert not FORM.search(page.text) or getattr(page.wsgi_request, "as_of", TODAY) == TODAY
