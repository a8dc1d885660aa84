"""In each kind of what can be restricted stands a secret word of its own; everybody opens everything."""

import io
import json
import zipfile

import pytest
from auditlog.models import LogEntry
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from tasks.digests.reminders import write_reminders
from tasks.digests.weekly import write_digests
from tasks.models import Evidence, Extension, Mail
from tasks.notices.acts import write_mornings
from tasks.plan.models.restriction import NOTICE
from tests.conftest import IN_MEMORY
from tests.factories import TODAY
from tests.test_access import make_addresses

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.unmeasured,
]
READERS = {"supervisor", "liaison", "head", "added"}
OTHERS = {"others", "viewer", "not_added", "admin"}
# What pages show nobody any more once a request is decided.
WHILE_OPEN = ["progress", "measures", "exception"]
SEARCHED = ("task-list", "milestone-list")


def text_of(answer):
    """All that an answer holds, of a Word file what its parts hold."""
    content = answer.getvalue() if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content.decode(errors="ignore") + "".join(answer.headers.values())


def addresses_of(world):
    """Those where the words of these things stand, or are kept; and every address of the access table, of
    these things where it is about one.
    """
    slug = world.plan.slug
    about = {"slip": [world.slip.pk], "slip-word": [world.slip.pk], "task": [world.task.number]}
    about |= {"referral-word": [world.slip.pk], "reply": [world.answer.pk]}
    about |= {"decision-word": [Extension.objects.first().pk], "send-back-reply": [world.answer.pk]}
    named = make_addresses(world.plan)
    named |= {name: reverse(name, args=[slug, *args]) for name, args in about.items()}
    of_milestones = {
        world.milestone: ("act-report", "act-confirm", "act-request-completion", "act-stop"),
        world.later: ("act-report", "act-resume", "act-withdraw"),
        world.waiting: ("act-report", "decide-review", "act-withdraw"),
    }
    more = [
        *(
            reverse(name, args=[slug, one.pk])
            for one in of_milestones
            for name in of_milestones[one]
        ),
        *(
            reverse(name, args=[slug, one.pk])
            for one in Evidence.objects.all()
            for name in ("file", "preview")
        ),
        *(f"{named['task']}?history-action={act}" for act in ("report", "restrict")),
    ]
    kept = ("overview", "task-list", "milestone-list", "leader-list", "unit-list", "practice-list")
    mine = [*more, *(named[name] for name in (*about, *kept, "review"))]
    return mine, [*named.values(), *more]


def seen(client, addresses, secrets):
    """``{word: the addresses that show it}``."""
    found = {}
    for address in addresses:
        text = text_of(client.get(address))
        for word in secrets:
            if word in text:
                found.setdefault(word, []).append(address)
    return found


def test_a_deputy_reads_it_too_and_others_see_that_it_is_there(world, secrets, client):
    task = reverse("task", args=[world.plan.slug, world.task.number])
    acts = set(world.task.events.values_list("action", flat=True))
    pages = [task, *(f"{task}?history-action={act}" for act in acts)]
    told = {}
    for name in ("deputy", "others"):
        client.force_login(world.people[name])
        text = "".join(client.get(page).text for page in pages)
        told[name] = (sum(word in text for word in secrets), str(NOTICE) in text)
    assert told == {"deputy": (len(secrets) - 7, False), "others": (0, True)}


def test_the_word_file_of_a_referral_is_the_supervisors_alone(world, secrets, client):
    """It holds what other units said too."""
    answers = {}
    for name in ("supervisor", "liaison", "added", "viewer"):
        client.force_login(world.people[name])
        address = reverse("referral-word", args=[world.plan.slug, world.slip.pk])
        answers[name] = client.get(address).status_code
    assert answers == {"supervisor": 200, "liaison": 403, "added": 403, "viewer": 403}


@pytest.mark.parametrize("page", SEARCHED)
def test_no_search_finds_a_word_of_it(page, world, secrets, client):
    client.force_login(world.supervisor)
    for word in [*secrets][::6]:
        found = client.get(reverse(page, args=[world.plan.slug]), {"q": word}).text
        assert "row-link" not in found


def test_the_search_finds_it_for_its_readers_alone(world, secrets, client):
    found = {}
    for name, person in world.people.items():
        client.force_login(person)
        answers = (
            client.get(reverse("search", args=[world.plan.slug]), {"q": w}) for w in [*secrets][::3]
        )
        found[name] = sum("<mark>" in answer.text for answer in answers)
    assert not any(found[name] for name in OTHERS)
    assert all(found[name] for name in READERS)


def test_the_administration_neither_shows_nor_finds_it(world, secrets, client):
    client.force_login(world.admin)
    rows = [model for model in admin.site._registry if model._meta.app_label == "tasks"]
    for model in rows:
        name = f"admin:tasks_{model._meta.model_name}"
        pages = [(reverse(f"{name}_changelist"), {})]
        pages += [(reverse(f"{name}_change", args=[row.pk]), {}) for row in model.objects.all()]
        if admin.site._registry[model].search_fields:
            pages += [(reverse(f"{name}_changelist"), {"q": word[:6]}) for word in [*secrets][:1]]
        for address, query in pages:
            answer = client.get(address, query, follow=True)
            told = [secrets[word] for word in secrets if word in answer.text]
            assert (answer.status_code, told) == (200, []), address


def test_a_search_in_the_administration_finds_what_is_not_restricted(world, secrets, client):
    client.force_login(world.admin)
    listed = reverse("admin:tasks_progressreport_changelist")
    found = {
        word: client.get(listed, {"q": word}).context["cl"].result_count for word in ("办3", "公开")
    }
    assert found == {"办3": 0, "公开": 1}


def test_no_mail_holds_a_word_of_it(world, secrets):
    """Notices were written before most of it was restricted, and told anew."""
    write_mornings(TODAY)
    write_reminders(TODAY)
    write_digests(TODAY)
    mails = [
        json.dumps(one, ensure_ascii=False) for one in Mail.objects.values_list("subject", "body")
    ]
    assert {one.kind for one in Mail.objects.all()} >= {"notice", "morning", "digest"}
    told = {secrets[word] for word in secrets for mail in mails if word in mail}
    assert (told, any(str(NOTICE) in mail for mail in mails)) == (set(), True)


def test_neither_records_nor_exports_hold_a_word_of_it(world, secrets, capsys):
    call_command("export_plan", world.plan.slug)
    recorded = json.dumps(list(LogEntry.objects.values_list("object_repr", "changes")))
    kept = capsys.readouterr().out + recorded
    assert [secrets[word] for word in secrets if word in kept] == []


def test_only_those_concerned_read_a_word_of_it_on_any_page(world, secrets, client, settings):
    settings.CACHES = {"default": IN_MEMORY, "pages": IN_MEMORY | {"LOCATION": "restricted"}}
    mine, every = addresses_of(world)
    found = {}
    # Who may read it comes first: what is kept of his pages, others get.
    for name in (*READERS, *OTHERS):
        client.force_login(world.people[name])
        found[name] = seen(client, mine if name in READERS else every, secrets)
    assert {name: found[name] for name in OTHERS} == dict.fromkeys(OTHERS, {})
    unread = {
        name: [secrets[word] for word in secrets if word not in found[name]] for name in READERS
    }
    assert unread == dict.fromkeys(READERS, WHILE_OPEN)
