"""Restricting, lifting, letting a lead leader read it: who may, what follows, what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.models import Event, Restriction, TaskLeader
from tasks.plan.actors import Actor
from tasks.plan.models.restriction import NOBODY, NOTICE, may_read
from tasks.plan.recording import Conflict
from tasks.restricted.acts import admit, lift, restrict
from tasks.slips.acts import refer
from tests.factories import (
    TODAY,
    make_event,
    make_evidence,
    make_leader,
    make_milestone,
    make_report,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import make_slip
from units.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(milestone, unit, liaison):
    return make_report(milestone, unit=unit, reported_by=liaison, reported_on=TODAY)


@pytest.fixture
def restricted(report, supervisor):
    return restrict(report, by=supervisor, on=TODAY, text="涉及线索。")


@pytest.fixture
def leader(task):
    """A lead leader of the task who signs in."""
    person = make_user(role="leader")
    make_task_leader(task, make_leader(user=person))
    return person


def reads(person, thing):
    return may_read(Actor.of(person, TODAY), thing)


def test_all_read_what_nobody_restricted(report, viewer):
    assert may_read(NOBODY, report)


def test_supervisors_and_the_unit_concerned_read_it(
    restricted, report, liaison, supervisor, leader
):
    others = [make_user(role=role) for role in ("viewer", "admin")]
    others += [leader, make_user(role="head", unit=make_unit())]
    assert [reads(one, report) for one in (liaison, supervisor)] == [True, True]
    assert [reads(one, report) for one in others] == [False] * 4
    assert (restricted.thing, list(restricted.units.all())) == (report, [report.unit])
    assert str(restricted) == f"{report.milestone.task}：{NOTICE}"


def test_who_left_reads_it_no_more(restricted, report, liaison, supervisor):
    User.objects.filter(pk__in=(liaison.pk, supervisor.pk)).update(is_active=False)
    people = [User.objects.get(pk=one.pk) for one in (liaison, supervisor)]
    assert [reads(one, report) for one in people] == [False, False]


def test_what_is_restricted_says_who_did_so_and_why(restricted, supervisor, milestone):
    event = restricted.marked
    said = (event.action, event.person, event.on, event.note, event.milestone)
    assert said == ("restrict", supervisor, TODAY, "涉及线索。", milestone)


@pytest.mark.parametrize("role", [role for role in User.Role if role != "supervisor"])
def test_nobody_else_restricts_lifts_or_lets_in(role, restricted, report, leader, unit):
    who = {"by": make_user(role=role, unit=unit if role in ("liaison", "head") else None)}
    for act in (
        lambda **words: restrict(report, **words),
        lambda **words: lift(restricted, **words),
        lambda **words: admit(restricted, leader=leader.leader, **words),
    ):
        with pytest.raises(PermissionDenied):
            act(**who, on=TODAY, text="理由")
    assert Event.objects.filter(action__in=("restrict", "lift-restriction", "admit")).count() == 1


def test_it_is_restricted_once(restricted, report, supervisor):
    with pytest.raises(Conflict) as refused:
        restrict(report, by=supervisor, on=TODAY, text="再来。")
    assert refused.value.events == [restricted.marked]


def test_once_it_is_lifted_all_read_it_and_it_can_be_restricted_anew(
    restricted, report, supervisor
):
    lift(restricted, by=supervisor, on=TODAY, text="已公开。")
    assert may_read(NOBODY, report)
    restricted.refresh_from_db()
    assert (restricted.lifted.action, restricted.lifted.note) == ("lift-restriction", "已公开。")
    with pytest.raises(Conflict) as refused:
        lift(restricted, by=supervisor, on=TODAY, text="再来。")
    assert refused.value.events == [restricted.lifted]
    again = restrict(report, by=supervisor, on=TODAY, text="又涉及线索。")
    assert list(Restriction.objects.active()) == [again]


def test_a_lead_leader_who_was_added_reads_it_as_long_as_he_leads(
    restricted, report, supervisor, leader, task
):
    admit(restricted, by=supervisor, on=TODAY, leader=leader.leader, text="分管")
    event = restricted.admissions.get().event
    assert (event.action, event.note) == ("admit", f"{leader.leader}：分管")
    assert str(restricted.admissions.get()) == leader.leader.name
    other = make_user(role="leader")
    make_task_leader(task, make_leader(user=other))
    assert [reads(one, report) for one in (leader, other)] == [True, False]
    leader.role = "viewer"
    assert not reads(leader, report)
    leader.role = "leader"
    task.lead_leaders.all().delete()
    assert not reads(leader, report)


def test_who_was_replaced_reads_it_no_more_and_is_not_added(
    restricted, report, supervisor, leader, task
):
    admit(restricted, by=supervisor, on=TODAY, leader=leader.leader, text="分管")
    former = make_leader(user=make_user(role="leader"))
    make_task_leader(task, former)
    TaskLeader.objects.update(until=TODAY)
    assert not reads(leader, report)
    with pytest.raises(ValidationError):
        admit(restricted, by=supervisor, on=TODAY, leader=former, text="分管")


def test_only_a_lead_leader_of_the_task_is_added_and_once(restricted, supervisor, leader, task):
    unknown = make_task_leader(task).leader  # without an account
    other = make_leader(user=make_user(role="leader"))
    viewing = make_task_leader(task, make_leader(user=make_user(role="viewer"))).leader
    who = {"by": supervisor, "on": TODAY, "text": "分管"}
    for one in (unknown, other, viewing):
        with pytest.raises(ValidationError):
            admit(restricted, leader=one, **who)
    admit(restricted, leader=leader.leader, **who)
    with pytest.raises(ValidationError):
        admit(restricted, leader=leader.leader, **who)
    assert restricted.admissions.count() == 1


def test_a_leader_of_one_thing_reads_no_other(restricted, report, supervisor, leader, milestone):
    other = make_report(milestone, unit=report.unit)
    restrict(other, by=supervisor, on=TODAY, text="线索。")
    admit(restricted, by=supervisor, on=TODAY, leader=leader.leader, text="分管")
    assert [reads(leader, one) for one in (report, other)] == [True, False]


def test_a_referral_is_never_for_everybody(milestone, supervisor, unit):
    slip = make_slip(milestone, unit, level=3)
    refer(slip, by=supervisor, on=TODAY, text="请核查。")
    slip.refresh_from_db()
    row = Restriction.objects.get()
    assert (row.slip, list(row.units.all()), row.marked.action) == (slip, [unit], "refer")
    with pytest.raises(PermissionDenied):
        lift(row, by=supervisor, on=TODAY, text="公开。")


def test_a_referral_of_which_nobody_is_told_who_reads_it_is_the_supervisors(
    milestone, supervisor, liaison, unit
):
    slip = make_slip(milestone, unit, level=3, referred_on=TODAY, referral="请核查。")
    assert [reads(one, slip) for one in (supervisor, liaison)] == [True, False]


def test_a_file_follows_what_it_proves_and_can_be_restricted_alone(report, supervisor, liaison):
    files = [
        make_evidence(report.milestone, report=report, uploaded_by=liaison, sha256=f"{n}" * 64)
        for n in range(2)
    ]
    row = restrict(files[0], by=supervisor, on=TODAY, text="线索。")
    assert [may_read(NOBODY, one) for one in (*files, report)] == [False, True, True]
    lift(row, by=supervisor, on=TODAY, text="公开。")
    restrict(report, by=supervisor, on=TODAY, text="线索。")
    assert [may_read(NOBODY, one) for one in (*files, report)] == [False] * 3


def test_a_file_of_a_supervisor_is_the_supervisors(report, supervisor, liaison):
    seen = make_evidence(report.milestone, report=report, uploaded_by=supervisor, unit=None)
    row = restrict(seen, by=supervisor, on=TODAY, text="线索。")
    assert (list(row.units.all()), reads(liaison, seen)) == ([], False)


def test_a_note_concerns_who_answers_for_the_milestone(milestone, supervisor, unit, liaison):
    note = make_event(milestone, action="stop", note="另行部署。", person=supervisor, on=TODAY)
    other = make_event(milestone, action="resume", note="继续。", person=supervisor, on=TODAY)
    row = restrict(note, by=supervisor, on=TODAY, text="线索。")
    assert list(row.units.all()) == [unit]
    assert [reads(liaison, note), may_read(NOBODY, note), may_read(NOBODY, other)] == [
        True,
        False,
        True,
    ]


def test_what_was_read_for_somebody_who_may_not_read_it_is_never_saved(restricted, report):
    hidden = type(report).objects.seen_by(NOBODY).get(pk=report.pk)
    assert (str(hidden.done), hidden.is_hidden, hidden.is_restricted) == (str(NOTICE), True, True)
    with pytest.raises(TypeError):
        hidden.save()
    report.refresh_from_db()
    assert report.done == "已完成3项。"


def test_only_events_that_speak_of_it_are_restricted(restricted, report, milestone, liaison):
    by_him = {"person": liaison, "on": TODAY}
    events = [
        make_event(milestone, **by_him),
        make_event(milestone, **by_him | {"person": make_user()}),
        make_event(milestone, **by_him | {"on": TODAY.replace(day=17)}),
        make_event(milestone, **by_him, action="confirm"),
        make_event(make_milestone(task=milestone.task), **by_him),
        make_event(make_milestone(), **by_him),
    ]
    assert [may_read(NOBODY, event) for event in events] == [False] + [True] * 5


def test_a_supervisor_may_read_all_of_it(restricted, supervisor):
    viewer = make_user(role="viewer")
    assert list(Restriction.objects.open_to(Actor.of(supervisor, TODAY))) == [restricted]
    assert not Restriction.objects.open_to(Actor.of(viewer, TODAY))
