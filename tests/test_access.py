"""Every address with every role: nothing is open that the table does not name."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from tasks.evidence.models import FOLDER, PREVIEWS, stored_name
from tasks.plan.actors import UNIT_STAFF, Part
from tasks.restricted.urls import ON_REQUEST
from tasks.setup.rules import TURNS
from tasks.workflow.forms import FORMS
from tasks.workflow.moves import MOVES
from tasks.workflow.sheets import decision_sheet
from tests.factories import (
    TODAY,
    make_absence,
    make_appeal,
    make_assignment,
    make_batch,
    make_code,
    make_earlier_document,
    make_event,
    make_evidence,
    make_extension,
    make_implementation,
    make_leader,
    make_milestone,
    make_plan_of,
    make_practice,
    make_proposal,
    make_proposed_correction,
    make_report,
    make_request,
    make_restriction,
    make_round,
    make_unit,
    make_user,
    make_view,
)
from tests.meetings import make_decision, make_item, make_meeting
from tests.supervising import make_bulletin, make_instruction, make_mail, make_slip, make_visit
from units.models import User

pytestmark = pytest.mark.django_db

ROLES = list(User.Role)
EVERYBODY = frozenset(ROLES)
ADMIN = frozenset({User.Role.ADMIN})
NOBODY = frozenset()
SUPERVISOR = frozenset({User.Role.SUPERVISOR})
LEADER = frozenset({User.Role.LEADER})
STAFF = frozenset(UNIT_STAFF)
HEAD = frozenset({User.Role.HEAD})
SUPERVISORS = frozenset({User.Role.SUPERVISOR, User.Role.ADMIN})

# The page's name: (who reads it, who may post to it). What is missing here fails the test.
PAGES = dict.fromkeys(
    [
        "overview", "task-list", "task", "milestone-list", "ledger-book", "ledger-text", "timeline", "calendar", "unit-list", "unit",
        "leader-list", "leader", "project", "collision-map", "document", "about", "short", "search", "task-book", "task-text", "unit-book", "unit-text", "leader-book", "leader-text",
        "leader-list", "leader", "project", "collision-map", "forecast", "document", "about", "short",
    ],
    (EVERYBODY, NOBODY),
) | {
    "home": (EVERYBODY, EVERYBODY),
    "calendar-address": (EVERYBODY, EVERYBODY),
    "confirm-date": (frozenset(), SUPERVISORS),
    "desk": (EVERYBODY, NOBODY),
    "desk-count": (EVERYBODY, NOBODY),
    "extension-list": (EVERYBODY, NOBODY),
    "review": (SUPERVISOR | HEAD, SUPERVISOR | HEAD),
    "file": (EVERYBODY, NOBODY),
    "preview": (EVERYBODY, NOBODY),
    "add-milestone": (SUPERVISOR, SUPERVISOR),
    "replace-leader": (SUPERVISOR, SUPERVISOR),
    "name-stand-in": (SUPERVISOR, SUPERVISOR),
    "end-absence": (SUPERVISOR, SUPERVISOR),
    "consent": (SUPERVISORS, SUPERVISORS),
    "withdraw-correction": (NOBODY, NOBODY),  # who proposed it only
    "end-task": (SUPERVISOR, SUPERVISOR),
    "extra-list": (SUPERVISOR, NOBODY),
    "propose-extra": (SUPERVISOR, SUPERVISOR),
    # Each is for the roles to which it was published.
    **dict.fromkeys(["bulletin-list", "bulletin", "bulletin-word"], (EVERYBODY, NOBODY)),
    "bulletin-draft": (SUPERVISOR, NOBODY),
    **dict.fromkeys(
        ["begin-bulletin", "correct-bulletin", "bulletin-head", "write-section", "issue-bulletin"],
        (SUPERVISOR, SUPERVISOR),
    ),
    "extra": (SUPERVISOR, SUPERVISOR),
    "restore-task": (SUPERVISOR, SUPERVISOR),
    "past": (SUPERVISOR, SUPERVISOR),
    "past-template": (SUPERVISOR, NOBODY),
    "api-clients": (SUPERVISORS, SUPERVISORS),
    "api-description": (SUPERVISORS, NOBODY),
    "report-sheet": (STAFF, STAFF),
    "past-batch": (SUPERVISOR, SUPERVISOR),
    "implementation-list": (EVERYBODY, NOBODY),
    "implementation": (EVERYBODY, NOBODY),
    "implementation-document": (EVERYBODY, NOBODY),
    "earlier-document": (EVERYBODY, NOBODY),
    "round-list": (EVERYBODY, SUPERVISOR),
    "round": (EVERYBODY, NOBODY),
    "round-answer": (NOBODY, NOBODY),
    "round-review": (SUPERVISOR, SUPERVISOR),
    "flag-list": (EVERYBODY, NOBODY),
    "burden": (EVERYBODY, NOBODY),
    "saved-views": (EVERYBODY, NOBODY),
    "save-view": (EVERYBODY, EVERYBODY),
    # One that is shared; beside it each his own.
    "change-view": (SUPERVISOR, SUPERVISOR),
    "remove-view": (NOBODY, SUPERVISOR),
    "evaluation": (EVERYBODY, NOBODY),
    "evaluation-book": (SUPERVISOR, NOBODY),
    "evaluation-paper": (SUPERVISOR, NOBODY),
    "score-sheet-book": (SUPERVISOR, NOBODY),
    "score-sheet-paper": (SUPERVISOR, NOBODY),
    "score-sheet": (SUPERVISOR, NOBODY),  # and the staff of the unit, until it is published
    "weights": (SUPERVISOR, SUPERVISOR),
    "publish-evaluation": (SUPERVISOR, SUPERVISOR),
    "add-line": (SUPERVISOR, SUPERVISOR),
    "appeal": (NOBODY, NOBODY),  # only the staff of the unit
    "answer-appeal": (SUPERVISOR, SUPERVISOR),
    "supervision": (EVERYBODY, NOBODY),
    "issue-slips": (SUPERVISOR, SUPERVISOR),
    "digest-preview": (SUPERVISOR, NOBODY),
    "inspection-list": (EVERYBODY, NOBODY),
    "rating-list": (EVERYBODY, NOBODY),
    "inspection": (EVERYBODY, NOBODY),
    "inspect": (SUPERVISOR, SUPERVISOR),
    "recheck": (SUPERVISOR, SUPERVISOR),
    "rectify": (NOBODY, NOBODY),
    "close-inspection": (SUPERVISOR, SUPERVISOR),
    "send-back-rectification": (SUPERVISOR, SUPERVISOR),
    "urge": (SUPERVISOR, SUPERVISOR),
    **dict.fromkeys(
        ["meeting-list", "meeting", "meeting-pack", "meeting-run", "meeting-end", "meeting-minutes"],
        (EVERYBODY, NOBODY),
    ),
    "meeting-item": (EVERYBODY, SUPERVISOR),
    **dict.fromkeys(
        ["meeting-prepare", "meeting-change", "meeting-agenda", "meeting-pick", "meeting-close", "meeting-close-note"],
        (SUPERVISOR, SUPERVISOR),
    ),
    "meeting-refresh": (NOBODY, SUPERVISOR),
    "setup": (SUPERVISORS, NOBODY),
    "begin-plan": (SUPERVISORS, SUPERVISORS),
    "carry-over": (SUPERVISOR, SUPERVISOR),
    **dict.fromkeys(
        ["plan-settings", "plan-rhythm", "kind-rhythm", "group-members", *(f"turn-{name}" for name in TURNS)],
        (SUPERVISORS, SUPERVISORS),
    ),
    "task-rhythm": (SUPERVISOR, SUPERVISOR),
    "test-mail": (NOBODY, SUPERVISORS),
    "remind-unit": (NOBODY, SUPERVISOR),
    "jobs": (ADMIN, ADMIN),
    "slip": (EVERYBODY, NOBODY),
    # Beside these the staff of the units that the paper goes to.
    **dict.fromkeys(
        [
            "slip-word", "instruction-word", "inspection-word", "decision-word", "meeting-pack-word",
            "meeting-minutes-word",
        ],
        (SUPERVISOR | LEADER, NOBODY),
    ),
    "referral-word": (SUPERVISOR, NOBODY),
    "withdraw-slip": (SUPERVISOR, SUPERVISOR),
    "write-slip": (SUPERVISOR, SUPERVISOR),
    "refer-slip": (SUPERVISOR, SUPERVISOR),
    "receive-slip": (NOBODY, NOBODY),
    "answer-slip": (NOBODY, NOBODY),
    **dict.fromkeys(
        [f"restrict-{kind}" for kind in ON_REQUEST] + ["lift-restriction", "admit-leader"],
        (SUPERVISOR, SUPERVISOR),
    ),
    "restrict-slip": (SUPERVISOR, NOBODY),
    "inbox": (EVERYBODY, EVERYBODY),
    "mail": (NOBODY, NOBODY),  # his own only
    "instruct": (LEADER, LEADER),
    "reply": (NOBODY, NOBODY),
    "send-back-reply": (LEADER, LEADER),
    "chase-replies": (NOBODY, LEADER | SUPERVISOR),
    "practice-list": (EVERYBODY, NOBODY),
    "publish-practice": (NOBODY, SUPERVISOR),
    "propose-practice": (NOBODY, NOBODY),
    "ask-relief": (NOBODY, NOBODY),
    "move-part": (SUPERVISOR, SUPERVISOR),
    "name-host": (SUPERVISOR, SUPERVISOR),
    "acting-head": (SUPERVISOR, SUPERVISOR),
    **dict.fromkeys(
        ["rename-unit", "merge-unit", "split-unit", "dissolve-unit", "move-person", "let-go"],
        (SUPERVISORS, SUPERVISORS),
    ),
    "hand-over": (STAFF, STAFF),
    "acknowledge": (NOBODY, NOBODY),
    "password": (EVERYBODY, EVERYBODY),
    "reminders": (EVERYBODY, EVERYBODY),
    "following": (EVERYBODY, EVERYBODY),
    **dict.fromkeys(
        ["people", "people-preview", "invite", "new-code"], (SUPERVISORS, SUPERVISORS)
    ),
    "people-template": (SUPERVISORS, NOBODY),
    "missing-codes": (NOBODY, SUPERVISORS),
    "account-notices": (NOBODY, NOBODY),  # those he made himself only
    "logout": (frozenset(), EVERYBODY),
}  # fmt: skip
# Nobody here has a part in the task; supervisors find most doors closed for its stage (409).
PAGES |= {
    f"act-{action}": (
        SUPERVISOR if action in ("stop", "set-date", "name-unit", "split", "rate") else NOBODY,
        SUPERVISOR if Part.SUPERVISOR in MOVES[action].who else NOBODY,
    )
    for action in FORMS
} | {"decide-sign": (NOBODY, NOBODY), "decide-review": (NOBODY, SUPERVISOR)}
OPEN = {
    "login": "/accounts/login/",
    "language": "/accounts/language/",
    "enter-code": "/accounts/code/",
    "own-password": "/accounts/code/password/",
    "forgotten-password": "/accounts/forgotten/",
    "calendar-feed": "/calendar/secret.ics",
    # Programs have a token and no account: tests/tasks/api.
    "api-root": "/api/v1/",
    **{name: f"/api/v1/plans/x/{name}" for name in ("plan", "counts", "tasks", "milestones")},
}
OPEN_UNNAMED = {"healthz", "readyz"}
# The addresses of people and their accounts, and the short ones on paper.
WITHOUT_PLAN = {
    "home", "hand-over", "password", "reminders", "following", "logout", "people", "people-template",
    "people-preview", "invite", "missing-codes", "new-code", "account-notices", "short",
}  # fmt: skip
CLOSED_UNNAMED = {"admin/login/"}  # tells signed-in people that they are not administrators


def our_patterns(resolver=None):
    """(route, name) of every address outside the admin."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield str(entry.pattern), entry.name
        elif entry.namespace != "admin":
            yield from our_patterns(entry)


def stored_file(task):
    milestone = task.milestones.first()
    for folder in (FOLDER, PREVIEWS):
        default_storage.save(stored_name("0" * 64, folder), ContentFile(b"bytes"))
    return make_evidence(milestone, report=make_report(milestone), has_preview=True)


def a_reply(task):
    return make_instruction(task, task.units.first()).replies.get().pk


def a_late_instruction(task):
    return make_instruction(task, task.units.first(), reply_by=date(2015, 6, 17)).pk


def with_document(task):
    part = task.assignments.get(role="lead")
    make_implementation(part, document_name="方案.pdf", document_sha256="0" * 64)
    return part.pk


def slip_addresses(task):
    referred = {"level": 3, "referred_on": TODAY, "referral": "请核查。"}
    slip = make_slip(task.milestones.first(), **referred)
    make_restriction(slip)
    names = ("slip", "slip-word", "referral-word", "withdraw-slip", "refer-slip", "restrict-slip")
    receipt = [slip.receipts.get().pk]
    return dict.fromkeys(names, [slip.pk]) | {"receive-slip": receipt, "answer-slip": receipt}


def bulletin_addresses(plan):
    issued, draft = make_bulletin(plan, issued_on=TODAY).pk, make_bulletin(plan).pk
    return {
        **dict.fromkeys(["bulletin", "bulletin-word", "correct-bulletin"], [issued]),
        **dict.fromkeys(["bulletin-draft", "bulletin-head", "issue-bulletin"], [draft]),
        "write-section": [draft, "done"],
    }


def decision(task):
    decided = {"decision": "granted", "decided_on": TODAY}
    extension = make_extension(task.milestones.first(), **decided)
    extension.sheet = decision_sheet(extension, make_user(role="supervisor"), TODAY).kept()
    extension.save()
    return extension


def inspection_addresses(task):
    milestone = task.milestones.first()
    visit = make_visit(milestone, rectify_by=TODAY)
    of_milestone = dict.fromkeys(("inspect", "recheck", "write-slip"), [milestone.pk])
    of_all = dict.fromkeys(("inspection", "inspection-word"), [visit.inspection_id])
    of_unit = ("rectify", "close-inspection", "send-back-rectification")
    return of_milestone | of_all | dict.fromkeys(of_unit, [visit.pk])


def meeting_addresses(task):
    """A meeting of today with one item, about which something is noted."""
    item = make_item(make_meeting(task.plan), task.milestones.first())
    of_meeting = (name for name in PAGES if name.startswith("meeting-"))
    return dict.fromkeys(["meeting", *of_meeting], [item.meeting_id]) | {
        "meeting-item": [item.pk],
        "meeting-close-note": [make_decision(item).pk],
        **dict.fromkeys(["meeting-list", "meeting-prepare"], []),
    }


def things_to_restrict(task):
    """Of each kind one that nobody restricted, and two restrictions."""
    milestone, unit = task.milestones.first(), task.units.first()
    report, restricted = (make_report(milestone, unit=unit) for _time in range(2))
    given = make_instruction(task, unit)
    given.replies.update(text="已办。", state="answered", replied_on=TODAY)
    things = (
        report,
        make_request(milestone, unit=unit, state="returned", decided_on=TODAY),
        make_extension(milestone, unit=unit, decision="refused", decided_on=TODAY),
        given.replies.get(),
        make_event(milestone, action="stop", note="另行部署。"),
        make_evidence(milestone, report=report),
    )
    restriction = make_restriction(restricted, unit)
    return {f"restrict-{thing.RESTRICTED_AS}": [thing.pk] for thing in things} | dict.fromkeys(
        ("lift-restriction", "admit-leader"), [restriction.pk]
    )


def make_addresses(plan=None):
    """``{page: its address}``, with rows behind each; of ``plan``, a new one without."""
    plan = plan or make_plan_of(1)
    task = plan.tasks.get()
    last = {
        "implementation": [task.assignments.first().pk],
        "implementation-document": [with_document(task)],
        "earlier-document": [
            make_earlier_document(plan=make_implementation(make_assignment(task))).pk
        ],
        "ask-relief": [task.assignments.first().pk],
        "move-part": [task.assignments.first().pk],
        "name-host": [task.assignments.first().pk],
        "propose-practice": [task.milestones.first().reports.first().pk],
        "publish-practice": [make_practice(task.milestones.first().reports.first()).pk],
        **dict.fromkeys(WITHOUT_PLAN, []),
        "short": [plan.pk, task.number],
        "new-code": [make_user(role="head", unit=make_unit()).pk],
        "account-notices": [make_code().batch],
        "mail": [make_mail().pk],
        **dict.fromkeys(["consent", "withdraw-correction"], [make_proposed_correction(task).pk]),
        "past-batch": [make_batch(plan=plan).pk],
        "instruction-word": [make_instruction(task, make_unit()).pk],
        "decision-word": [decision(task).pk],
        **slip_addresses(task),
        **things_to_restrict(task),
        **inspection_addresses(task),
        **meeting_addresses(task),
        "task": [task.number],
        "save-view": ["task-list"],
        **dict.fromkeys(["change-view", "remove-view"], [make_view(plan=plan, is_shared=True).pk]),
        **dict.fromkeys(["add-milestone", "end-task", "restore-task"], [task.number]),
        "task-rhythm": [task.number],
        "kind-rhythm": ["ongoing"],
        "instruct": [task.number],
        **dict.fromkeys(["reply", "send-back-reply"], [a_reply(task)]),
        "chase-replies": [a_late_instruction(task)],
        "unit": [make_unit().pk],
        **dict.fromkeys(["score-sheet", "add-line", "appeal"], [make_unit().pk]),
        **dict.fromkeys(["score-sheet-book", "score-sheet-paper"], [task.units.first().pk]),
        "answer-appeal": [make_appeal(plan).pk],
        "project": [task.project.number],
        "remind-unit": [make_unit().pk],
        "group-members": [make_unit(kind="group").pk],
        "acting-head": [make_unit().pk],
        **dict.fromkeys(
            ["rename-unit", "merge-unit", "split-unit", "dissolve-unit"], [make_unit().pk]
        ),
        **dict.fromkeys(
            ["move-person", "let-go"], [make_user(role="liaison", unit=make_unit()).pk]
        ),
        **dict.fromkeys(["leader", "replace-leader", "name-stand-in"], [make_leader().pk]),
        "end-absence": [make_absence().pk],
        "extra": [make_proposal(plan).pk],
        **bulletin_addresses(plan),
        **dict.fromkeys(["file", "preview"], [stored_file(task).pk]),
        "acknowledge": [task.assignments.first().pk],
        **{f"act-{action}": [task.milestones.first().pk] for action in FORMS},
        **{f"decide-{kind}": [task.milestones.first().pk] for kind in ("sign", "review")},
        "confirm-date": [make_milestone(task=task, date_note="inherited").pk],
    }
    last |= dict.fromkeys(["round", "round-answer", "round-review"], [make_round(plan=plan).pk])
    return {
        name: reverse(
            name, args=[*([] if name in WITHOUT_PLAN else [plan.slug]), *last.get(name, [])]
        )
        for name in PAGES
    }


@pytest.fixture(scope="module")
def world(rows_of_this_file):
    return make_addresses(), rows_of_this_file


@pytest.fixture
def addresses(world, settings):
    found, settings.MEDIA_ROOT = world
    return found


def pages_that(answer, addresses, client):
    """Names of the pages where ``answer(address)`` holds, each asked anew by the same person."""
    cookies = client.cookies.copy()
    found = set()
    for name, address in addresses.items():
        undo = transaction.savepoint()
        client.cookies = cookies.copy()
        if answer(address):
            found.add(name)
        transaction.savepoint_rollback(undo)
    return found


def test_every_address_stands_in_the_table():
    found = list(our_patterns())
    assert {name for _route, name in found if name} == set(PAGES) | set(OPEN)
    assert {route for route, name in found if not name} == OPEN_UNNAMED | CLOSED_UNNAMED


def test_nothing_can_be_read_or_sent_without_signing_in(addresses, client):
    for address in [*addresses.values(), "/admin/", "/admin/units/user/", "/admin/login/"]:
        for answer in (client.get(address, follow=True), client.post(address, follow=True)):
            assert answer.redirect_chain[-1][0].split("?")[0] == "/accounts/login/"


def test_what_is_open_answers_without_signing_in(client):
    for name in ("login", "enter-code", "forgotten-password"):
        assert client.get(OPEN[name]).status_code == 200
    assert client.get(OPEN["own-password"]).url == OPEN["enter-code"]
    assert client.post("/accounts/language/", {"language": "en"}).status_code == 302
    assert [client.get(f"/{name}").status_code for name in sorted(OPEN_UNNAMED)] == [200, 200]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_what_the_table_says(role, addresses, client_as):
    client = client_as(role)
    readable = pages_that(lambda at: client.get(at).status_code in (200, 302), addresses, client)
    assert readable == {name for name, (readers, _writers) in PAGES.items() if role in readers}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sends_what_the_table_says(role, addresses, client_as):
    client = client_as(role)
    sent = pages_that(lambda at: client.post(at).status_code not in (403, 405), addresses, client)
    assert sent == {name for name, (_readers, writers) in PAGES.items() if role in writers}


@pytest.mark.parametrize("role", ROLES)
def test_only_administrators_enter_the_administration(role, client_as):
    answer = client_as(role).get("/admin/units/user/", follow=True)
    assert answer.status_code == (200 if role in ADMIN else 403)
