"""The pages on which supervisors set how often units report."""

import pytest

from tasks.models import Rhythm
from tasks.rhythm.rules import told_rhythm
from tests.factories import TODAY, make_rhythm, make_task
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WORDS = {"every": "weekly", "day": 5, "grace": "", "reason": "会议决定", "seen": 0}


def test_the_settings_tell_the_rhythm_of_each_kind_and_lead_to_it(as_supervisor, plan):
    of_kind = make_rhythm(plan, kind="ongoing", grace=2)
    make_rhythm(plan, "weekly", 1, task=make_task(plan=plan))
    page = as_supervisor.get(address("plan-settings", plan))
    told = [(kind, words) for kind, _name, words in page.context["rhythms"]]
    nothing, monthly = told_rhythm(None), told_rhythm(of_kind)
    assert told == [
        ("", nothing), ("deadline", nothing), ("start", nothing), ("ongoing", monthly),
    ]  # fmt: skip
    for link in (address("plan-rhythm", plan), address("kind-rhythm", plan, "start")):
        assert f'href="{link}"' in page.text


def test_it_is_set_for_the_plan_a_kind_and_a_task(as_supervisor, plan):
    task = make_task(plan=plan)
    places = {
        address("plan-rhythm", plan): address("plan-settings", plan),
        address("kind-rhythm", plan, "ongoing"): address("plan-settings", plan),
        address("task-rhythm", plan, task.number): address("task", plan, task.number),
    }
    for place, landing in places.items():
        answer = as_supervisor.post(place, WORDS)
        assert (answer.status_code, answer.url) == (302, landing)
    scopes = Rhythm.objects.order_by("pk").values_list("task", "kind", "every", "day", "grace")
    assert list(scopes) == [
        (None, "", "weekly", 5, 0),
        (None, "ongoing", "weekly", 5, 0),
        (task.pk, "", "weekly", 5, 0),
    ]


def test_the_form_shows_what_holds_and_whoever_comes_second_keeps_his_words(as_supervisor, plan):
    old = make_rhythm(plan, grace=3, since=TODAY)
    place = address("plan-rhythm", plan)
    initial = as_supervisor.get(place).context["form"].initial
    assert initial == {"seen": old.pk, "every": "monthly", "day": 25, "grace": 3}
    late = as_supervisor.post(place, WORDS)
    assert late.status_code == 409
    assert "会议决定" in late.text
    assert late.context["form"]["seen"].value() == old.pk
    assert as_supervisor.post(place, WORDS | {"seen": old.pk}).status_code == 302


def test_only_what_is_not_general_is_as_in_general(as_supervisor, plan):
    choices = {
        name: [value for value, _label in as_supervisor.get(place).context["form"]["every"].field.choices]
        for name, place in (
            ("plan", address("plan-rhythm", plan)),
            ("kind", address("kind-rhythm", plan, "start")),
        )
    }  # fmt: skip
    assert choices == {
        "plan": ["none", "weekly", "monthly", "quarterly"],
        "kind": ["inherit", "none", "weekly", "monthly", "quarterly"],
    }


def test_there_is_no_other_kind(as_supervisor, plan):
    assert as_supervisor.get(address("kind-rhythm", plan, "other")).status_code == 404


def test_what_is_no_rhythm_is_said_beside_the_field(as_supervisor, plan):
    answer = as_supervisor.post(address("plan-rhythm", plan), WORDS | {"day": ""})
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"day"}
