"""The whole table of the workflow, tried on real rows: every action by everybody in every state."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from tasks.models import Event, Milestone
from tasks.plan.actors import Actor
from tasks.plan.recording import Conflict
from tasks.workflow.acts import completion, dates, extensions, rating, reports, splitting
from tasks.workflow.moves import MOVES, available
from tests.factories import (
    TODAY,
    make_assignment,
    make_deputy,
    make_event,
    make_evidence,
    make_extension,
    make_milestone,
    make_report,
    make_request,
    make_task,
    make_unit,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.unmeasured]
LATER = date(2015, 9, 30)
EXCEPTION = "其他单位已在线下会签确认。"

# Each act with all that it needs to succeed.
ACTS = {
    "report": lambda m, **k: reports.report(m, done="已办3件。", **k),
    "no-change": reports.report_no_change,
    "confirm": reports.confirm_part,
    "request-completion": lambda m, **k: completion.request_completion(
        m, seen=m.version, completed_on=TODAY, statement="完成。", exception=EXCEPTION, **k
    ),
    "sign": lambda m, **k: completion.sign(m, seen=m.version, **k),
    "send-back": lambda m, **k: completion.send_back(m, seen=m.version, reason="补", **k),
    "withdraw": lambda m, **k: completion.withdraw(m, seen=m.version, **k),
    "approve": lambda m, **k: completion.approve(m, seen=m.version, **k),
    "return": lambda m, **k: completion.return_request(m, seen=m.version, reason="补", **k),
    "reopen": lambda m, **k: completion.reopen(m, seen=m.version, reason="复查", **k),
    "stop": lambda m, **k: completion.stop(m, seen=m.version, reason="上级取消", **k),
    "resume": lambda m, **k: completion.resume(m, seen=m.version, reason="恢复", **k),
    "request-extension": lambda m, **k: extensions.request_extension(
        m,
        seen=m.version,
        new_due_on=LATER,
        reason="等文件",
        progress="过半",
        measures="加班",
        exception=EXCEPTION,
        **k,
    ),
    "sign-extension": lambda m, **k: extensions.sign_extension(m, seen=m.version, **k),
    "send-back-extension": lambda m, **k: extensions.send_back_extension(
        m, seen=m.version, reason="补", **k
    ),
    "withdraw-extension": lambda m, **k: extensions.withdraw_extension(m, seen=m.version, **k),
    "grant": lambda m, **k: extensions.grant(m, seen=m.version, **k),
    "refuse": lambda m, **k: extensions.refuse(m, seen=m.version, reason="不足", **k),
    "name-unit": lambda m, **k: splitting.name_unit(
        m, seen=m.version, unit=m.task.units.first(), reason="分工", **k
    ),
    "split": lambda m, **k: splitting.split(m, seen=m.version, parts=halves(m), reason="分", **k),
    "rate": lambda m, **k: rating.rate(m, rating="at-risk", note="进度偏慢", **k),
    "set-date": lambda m, **k: dates.set_date(m, seen=m.version, due_on=LATER, reason="定", **k),
}


def halves(milestone):
    unit = milestone.task.units.first()
    return [{"text": text, "unit": unit, "due_on": milestone.due_on} for text in ("甲", "乙")]


LEAD_OPEN = {"report", "no-change", "request-completion"}
CO_LEAD_OPEN = LEAD_OPEN | {"confirm"}
# What docs/rules.md allows: (state, person) -> actions. Everything else is refused.
ALLOWED = {
    ("open", "lead liaison"): CO_LEAD_OPEN | {"request-extension"},
    ("open", "lead head"): CO_LEAD_OPEN | {"request-extension"},
    ("open", "second lead head"): CO_LEAD_OPEN | {"request-extension"},
    ("open", "participating liaison"): {"report", "confirm"},
    ("open", "participating head"): {"report", "confirm"},
    ("open", "group member"): {"report", "confirm"},
    ("open", "supervisor"): {"stop", "set-date", "name-unit", "split", "rate"},
    ("signing", "lead liaison"): {"withdraw"},
    ("signing", "lead head"): {"sign", "send-back", "withdraw"},
    ("submitted", "lead liaison"): {"withdraw"},
    ("submitted", "lead head"): {"withdraw"},
    ("signing", "supervisor"): {"rate"},
    ("submitted", "supervisor"): {"approve", "return", "rate"},
    ("done", "supervisor"): {"reopen"},
    ("stopped", "supervisor"): {"resume"},
    ("extension to sign", "lead liaison"): CO_LEAD_OPEN | {"withdraw-extension"},
    ("extension to sign", "lead head"): CO_LEAD_OPEN
    | {"withdraw-extension", "sign-extension", "send-back-extension"},
    ("extension to sign", "second lead head"): CO_LEAD_OPEN,
    ("extension to sign", "participating liaison"): {"report", "confirm"},
    ("extension to sign", "participating head"): {"report", "confirm"},
    ("extension to sign", "group member"): {"report", "confirm"},
    ("extension to sign", "supervisor"): {"stop", "name-unit", "rate"},
    ("extension to decide", "lead liaison"): CO_LEAD_OPEN | {"withdraw-extension"},
    ("extension to decide", "lead head"): CO_LEAD_OPEN | {"withdraw-extension"},
    ("extension to decide", "second lead head"): CO_LEAD_OPEN,
    ("extension to decide", "participating liaison"): {"report", "confirm"},
    ("extension to decide", "participating head"): {"report", "confirm"},
    ("extension to decide", "group member"): {"report", "confirm"},
    ("extension to decide", "supervisor"): {"stop", "grant", "refuse", "name-unit", "rate"},
}
STATES = (
    "open",
    "signing",
    "submitted",
    "done",
    "stopped",
    "extension to sign",
    "extension to decide",
)


@pytest.fixture
def people():
    """Everybody who could try, by what he is to the task; ``people["units"]`` is no person."""
    task = make_task()
    lead, second, part, group = make_unit(), make_unit(), make_unit(), make_unit(kind="group")
    member, other = make_unit(), make_unit()
    group.members.add(member)
    make_assignment(task, lead)
    make_assignment(task, second)
    make_assignment(task, part, role="participating")
    make_assignment(task, group, role="participating")
    staff = {
        "lead liaison": ("liaison", lead),
        "lead head": ("head", lead),
        "second lead head": ("head", second),
        "participating liaison": ("liaison", part),
        "participating head": ("head", part),
        "group member": ("liaison", member),
        "other liaison": ("liaison", other),
        "other head": ("head", other),
        "viewer of the lead unit": ("viewer", lead),
        "leader": ("leader", None),
        "supervisor": ("supervisor", lead),
        "administrator": ("admin", None),
    }
    made = {name: make_user(role=role, unit=unit) for name, (role, unit) in staff.items()}
    made["dismissed supervisor"] = make_user(role="supervisor", is_active=False)
    return made, task, lead


def milestone_in(state, task, lead, liaison):
    if state in ("done", "stopped"):
        day = {"completed_on": TODAY} if state == "done" else {"stopped_on": TODAY}
        return make_milestone(task=task, stage=state, **day)
    milestone = make_milestone(task=task)
    make_evidence(milestone, uploaded_by=liaison, report=make_report(milestone))
    if state in ("signing", "submitted"):
        make_request(milestone, state=state, unit=lead, requested_by=liaison)
    if state.startswith("extension"):
        decision = "signing" if state.endswith("sign") else "pending"
        make_extension(milestone, unit=lead, requested_by=liaison, decision=decision)
    return milestone


ONLY_ADD = {"report", "no-change", "confirm", "rate"}


def outcome(milestone, action, person):
    """What comes of ``person`` trying; everything is undone afterwards."""
    taken = Event.objects.filter(action=action)
    before = taken.count()
    undo = transaction.savepoint()
    try:
        ACTS[action](milestone, by=person, on=TODAY)
        return taken.count() - before
    except PermissionDenied:
        return "refused"
    except Conflict:
        return "conflict"
    finally:
        transaction.savepoint_rollback(undo)


@pytest.mark.parametrize("state", STATES)
def test_everybody_may_do_what_the_rules_say_and_nothing_else(state, people):
    people, task, lead = people
    milestone = milestone_in(state, task, lead, people["lead liaison"])
    done, offered = {}, {}
    for name, person in people.items():
        row = Milestone.objects.with_requests().get(pk=milestone.pk)
        offered[name] = set(available(row, Actor.of(person, TODAY)))
        done[name] = {action for action in ACTS if outcome(row, action, person) == 1}
    expected = {name: ALLOWED.get((state, name), set()) for name in people}
    assert done == expected
    assert offered == expected


def test_every_action_of_the_table_is_tried():
    assert set(ACTS) == set(MOVES)


@pytest.mark.parametrize(("state", "name"), ALLOWED)
def test_what_decides_is_refused_about_an_older_version_and_what_adds_is_not(state, name, people):
    people, task, lead = people
    seen = milestone_in(state, task, lead, people["lead liaison"])
    Milestone.objects.update(version=1)
    told = {action: outcome(seen, action, people[name]) for action in ALLOWED[state, name]}
    assert told == {action: 1 if action in ONLY_ADD else "conflict" for action in told}


def test_who_may_not_is_refused_and_who_comes_too_late_learns_it(people):
    people, task, lead = people
    milestone = milestone_in("done", task, lead, people["lead liaison"])
    assert outcome(milestone, "approve", people["lead head"]) == "refused"
    assert outcome(milestone, "approve", people["supervisor"]) == "conflict"


def test_a_head_signs_nothing_for_a_unit_he_stands_in_for(people):
    people, task, lead = people
    milestone = milestone_in("signing", task, lead, people["lead liaison"])
    deputy = people["other head"]
    make_deputy(person=people["lead head"], deputy=deputy)
    assert outcome(milestone, "withdraw", deputy) == 1
    assert outcome(milestone, "sign", deputy) == "refused"


def test_a_refused_act_leaves_no_trace(people):
    people, task, lead = people
    milestone = milestone_in("submitted", task, lead, people["lead liaison"])
    for person in (people["lead head"], people["viewer of the lead unit"]):
        with pytest.raises(PermissionDenied):
            completion.approve(milestone, by=person, on=TODAY, seen=0)
    milestone.refresh_from_db()
    assert (milestone.stage, milestone.completed_on, milestone.version) == ("submitted", None, 0)
    assert milestone.requests.get().state == "submitted"
    assert not Event.objects.exists()


def test_a_decision_about_an_older_version_is_a_conflict_that_tells_what_happened(people):
    people, task, lead = people
    milestone = milestone_in("submitted", task, lead, people["lead liaison"])
    make_event(milestone)
    supervisor, head = people["supervisor"], people["lead head"]
    completion.withdraw(milestone, by=head, on=TODAY, seen=0)
    completion.request_completion(
        milestone,
        by=head,
        on=TODAY,
        seen=1,
        completed_on=TODAY,
        statement="改。",
        exception=EXCEPTION,
    )
    with pytest.raises(Conflict) as caught:
        completion.approve(milestone, by=supervisor, on=TODAY, seen=0)
    assert {event.action for event in caught.value.events} == {"withdraw", "request-completion"}
    completion.approve(milestone, by=supervisor, on=TODAY, seen=2)


def test_the_event_tells_who_in_whose_name_when_and_why(people):
    people, task, lead = people
    milestone = milestone_in("submitted", task, lead, people["lead liaison"])
    completion.return_request(
        milestone, by=people["supervisor"], on=TODAY, seen=0, reason="缺印发稿。"
    )
    event = Event.objects.get()
    assert (event.task, event.milestone, event.action) == (task, milestone, "return")
    assert (event.person, event.unit, event.on) == (people["supervisor"], lead, TODAY)
    assert (event.note, event.holder, event.version) == ("缺印发稿。", "unit", 1)


def test_the_members_of_a_group_act_in_their_own_names(people):
    people, task, _lead = people
    member = people["group member"]
    reports.report(make_milestone(task=task), by=member, on=TODAY, done="已办2件。")
    assert Event.objects.get().unit == member.unit


def offered(milestone, person):
    row = Milestone.objects.with_requests().get(pk=milestone.pk)
    return set(available(row, Actor.of(person, TODAY)))


def test_a_unit_that_leads_alone_has_no_part_to_confirm():
    task, lead = make_task(), make_unit()
    make_assignment(task, lead)
    milestone, liaison = make_milestone(task=task), make_user(role="liaison", unit=lead)
    assert offered(milestone, liaison) == LEAD_OPEN | {"request-extension"}
    assert outcome(milestone, "confirm", liaison) == "refused"
