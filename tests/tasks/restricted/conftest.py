"""A task of which much is restricted: in each thing its own secret word."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tasks.evidence.keeping import keep
from tasks.instructions.acts import reply, send_back_reply
from tasks.models import Evidence, Restriction
from tasks.restricted.acts import admit, restrict
from tasks.slips.acts import refer
from tasks.workflow.acts import completion, extensions, reports
from tasks.workflow.acts.rating import rate
from tasks.workflow.moves import Action
from tests.factories import (
    TODAY,
    make_assignment,
    make_deputy,
    make_leader,
    make_milestone,
    make_report,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import make_instruction, make_slip, overdue

NOW = {"on": TODAY}


@pytest.fixture
def world(task, unit):
    """The people of a task in which two units take part, and ``milestone``, which is overdue."""
    other = make_unit(name="区农业局")
    make_assignment(task, other, role="participating")
    at = {"liaison": unit, "head": unit, "others": other, "deputy": make_unit()}
    roles = {"others": "liaison", "deputy": "liaison"}
    staff = {name: make_user(role=roles.get(name, name), unit=at[name]) for name in at}
    make_deputy(person=staff["liaison"], deputy=staff["deputy"])
    rest = {name: make_user(role=name) for name in ("viewer", "supervisor", "admin")}
    leaders = {name: make_user(role="leader") for name in ("added", "not_added")}
    for person in leaders.values():
        make_task_leader(task, make_leader(user=person))
    people = staff | rest | leaders
    make_report(make_milestone(task=task, order=1))  # of which nothing is restricted
    names = ("milestone", "later", "waiting")
    milestones = {name: overdue(task, 3, order=order) for order, name in enumerate(names, 2)}
    known = {"task": task, "plan": task.plan, "unit": unit, "people": people}
    return SimpleNamespace(**known, **milestones, **people)


def pdf(name, content):
    return SimpleUploadedFile(name, b"%PDF-1.4 " + content.encode() + b"\n%%EOF")


@pytest.fixture
def secrets(world):
    """``{word: what it stands in}``: what acts wrote and restricted, with two files."""
    found = {}

    def secret(where):
        word = f"secret{len(found) + 101}"
        found[word] = where
        return f"{word}，已办3项。"

    def chosen(milestone, action, by, where):
        file = pdf(f"{secret(f'name of {where}')[:9]}.pdf", secret(f"content of {where}"))
        keep(milestone, action, file, by=by, unit=by.unit)

    unit, supervisor = {"by": world.liaison} | NOW, {"by": world.supervisor} | NOW
    first, later = world.milestone, world.later
    chosen(first, Action.REPORT, world.liaison, "a report's file")
    told = ("done", "difficulties", "next_steps", "rating_cause")
    words = {name: secret(name) for name in told} | {"rating": "unable"}
    reports.report(first, **unit, **words, restricted_because=secret("why a report"))
    chosen(first, Action.REPORT, world.liaison, "a file of its own")
    reports.report(first, **unit, done="已公开填报4项。")
    rate(first, **supervisor, rating="confident", note="已现场核实，能按期完成。")
    asked = {
        "reason": secret("extension"),
        "progress": secret("progress"),
        "measures": secret("measures"),
    }
    long = "另一单位的部分不涉及本事项，经商定无需会签。"
    extensions.request_extension(
        first, **unit, seen=0, new_due_on=TODAY.replace(month=9), exception=long, **asked
    )
    extensions.sign_extension(first, by=world.head, **NOW, seen=1, reason=secret("signature"))
    extensions.grant(first, **supervisor, seen=2, reason=secret("opinion on an extension"))
    chosen(later, Action.REQUEST_COMPLETION, world.liaison, "a request's file")
    completion.request_completion(
        later,
        **unit,
        seen=0,
        completed_on=TODAY,
        statement=secret("statement"),
        exception=f"{long}{secret('exception')}",
        restricted_because=secret("why a request"),
    )
    last = {"done": secret("last word"), "restricted_because": secret("why the last word")}
    reports.report(world.waiting, by=world.head, **NOW, **last)
    chosen(world.waiting, Action.REQUEST_COMPLETION, world.head, "a file to review")
    completion.request_completion(
        world.waiting,
        by=world.head,
        **NOW,
        seen=0,
        completed_on=TODAY,
        statement=secret("statement to review"),
        exception=long,
        restricted_because=secret("why a request to review"),
    )
    completion.sign(later, by=world.head, **NOW, seen=1)
    completion.return_request(later, **supervisor, seen=2, reason=secret("opinion"))
    completion.stop(later, **supervisor, seen=3, reason=secret("a note"))
    given = make_instruction(world.task, world.unit, given_by=world.added)
    answer = given.replies.get()
    reply(answer, **unit, text=secret("reply"))
    send_back_reply(answer, by=world.added, **NOW, text=secret("why it was sent back"))
    slip = make_slip(first, world.unit, level=3)
    refer(slip, **supervisor, text=secret("referral"))
    public = Evidence.objects.order_by("pk")[1]
    things = (first.extensions.get(), answer, public, later.events.get(action="stop"))
    for thing in things:
        restrict(thing, **supervisor, text=secret(f"why {thing.RESTRICTED_AS}"))
    for row in Restriction.objects.all():
        leader = world.added.leader
        admit(row, **supervisor, leader=leader, text=secret(f"why to add {row.pk}"))
    world.slip, world.answer = slip, answer
    return found
