"""A second person agrees or does not; who proposed it never decides, and may take it back."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.consent.acts import agree, refuse, withdraw
from tasks.models import Correction, Event, Milestone, PlanCorrection
from tasks.plan.keeping import differences
from tasks.plan.phases import OutOfPhase
from tests.correcting import save
from tests.factories import (
    TODAY,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.tasks.workflow.test_concurrency import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
BOTH = "更正人甲某，同意人乙某：校对原文"


def test_on_consent_all_of_it_holds_and_is_written_down_in_both_names(
    task, first, second, proposed, viewer
):
    sent = {
        "title": "新题目",
        "description": "第一行\r\n第二行",
        "milestones-0-original_due_on": "2015-07-31",
        "assignments-0-unit": make_unit(name="区法制办").pk,
        "lead_leaders-0-leader": make_leader(name="某主任").pk,
    }
    proposal = proposed(task, **sent)
    assert agree(proposal, by=second, on=TODAY).state == "agreed"
    task.refresh_from_db()
    assert (task.title, task.description) == ("新题目", "第一行\n第二行")
    assert [str(unit) for unit in task.present_units()] == ["区法制办"]
    assert [str(leader) for leader in task.leaders.all()] == ["某主任"]
    milestone = task.milestones.get()
    assert (milestone.original_due_on, milestone.version) == (date(2015, 7, 31), 1)
    assert list(differences([milestone.pk])) == []
    events = Event.objects.all()
    assert {(event.action, event.person, event.note) for event in events} == {
        ("correct", first, BOTH)
    }
    assert Correction.objects.count() == len(proposal.lines) == 5
    assert LogEntry.objects.get().user == first
    page = viewer.get(address("task", task.plan, task.number)).text
    for words in (BOTH, "旧题目", "新题目", "区司法局", "某主任", "2015-06-30"):
        assert words in page


def test_a_milestone_and_the_plan_too(task, second, proposed, viewer):
    agree(proposed(task.milestones.get(), text="制定细则"), by=second, on=TODAY)
    agree(proposed(task.plan, issuer="区政府", second_consent=""), by=second, on=TODAY)
    assert Milestone.objects.get().text == "制定细则"
    assert Event.objects.get().note == BOTH
    task.plan.refresh_from_db()
    assert (task.plan.issuer, task.plan.second_consent) == ("区政府", False)
    assert set(PlanCorrection.objects.values_list("reason", "person__name")) == {(BOTH, "甲某")}
    assert BOTH in viewer.get(address("document", task.plan)).text


def test_another_administrator_may_agree(task, proposed):
    proposal = proposed(task, title="新题目")
    assert agree(proposal, by=make_user(role="admin"), on=TODAY).state == "agreed"


def test_what_waits_when_the_setting_is_turned_off_is_decided_all_the_same(task, second, proposed):
    proposal = proposed(task, title="新题目")
    type(task.plan).objects.update(second_consent=False)
    agree(proposal, by=second, on=TODAY)
    task.refresh_from_db()
    assert (task.title, Event.objects.get().note) == ("新题目", BOTH)


def test_a_refusal_changes_nothing_and_another_one_can_be_sent(task, second, proposed):
    proposal = refuse(proposed(task, title="新题目"), by=second, on=TODAY, reason="原文无误")
    assert (proposal.state, proposal.decided_by, proposal.decision_note) == (
        "refused",
        second,
        "原文无误",
    )
    task.refresh_from_db()
    assert task.title == "旧题目"
    assert not Event.objects.exists()
    assert proposed(task, title="别的题目").is_waiting


def test_who_proposed_it_takes_it_back(task, first, second, proposed):
    proposal = proposed(task, title="新题目")
    for person in (second, make_user(role="admin")):
        with pytest.raises(PermissionDenied):
            withdraw(proposal, by=person, on=TODAY)
    withdraw(proposal, by=first, on=TODAY)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("withdrawn", first)
    assert proposed(task, title="别的题目").is_waiting


def test_who_is_closed_out_takes_nothing_back(task, first, proposed):
    proposal = proposed(task, title="新题目")
    first.is_active = False
    with pytest.raises(PermissionDenied):
        withdraw(proposal, by=first, on=TODAY)


@pytest.mark.parametrize("role", ["admin", "supervisor"])
@pytest.mark.parametrize("act", [agree, refuse])
def test_who_proposed_it_never_decides_whatever_his_role(task, first, proposed, role, act):
    proposal = proposed(task, title="新题目")
    first.role = role
    first.save()
    with pytest.raises(PermissionDenied):
        act(proposal, by=first, on=TODAY, reason="原文无误")
    proposal.refresh_from_db()
    assert proposal.is_waiting


@pytest.mark.parametrize("role", ["viewer", "leader", "head", "liaison"])
def test_others_decide_nothing(task, proposed, role):
    unit = make_unit() if role in ("head", "liaison") else None
    person = make_user(role=role, unit=unit)
    proposal = proposed(task, title="新题目")
    for act in (agree, refuse):
        with pytest.raises(PermissionDenied):
            act(proposal, by=person, on=TODAY, reason="原文无误")


@pytest.mark.parametrize("decided", [agree, refuse, withdraw])
def test_who_comes_second_is_told_who_was_first(task, first, second, proposed, decided):
    proposal = proposed(task, title="新题目")
    late = make_user(role="supervisor")
    if decided == withdraw:
        withdraw(proposal, by=first, on=TODAY)
    else:
        decided(proposal, by=second, on=TODAY, reason="无误")
    who = "甲某，已撤回" if decided == withdraw else "乙某，"
    for act in (agree, refuse):
        with pytest.raises(ValidationError) as told:
            act(proposal, by=late, on=TODAY, reason="原文无误")
        assert f"此更正已作处理：2015-06-18 {who}" in told.value.messages[0]
    with pytest.raises(ValidationError):
        withdraw(proposal, by=first, on=TODAY)


def corrected(task, first, admin):
    type(task.plan).objects.update(second_consent=False)
    save(admin, task, key_focus="新重点")
    return "此后已另作更正：2015-06-18"


def given_another_leader(task, first, admin):
    task.lead_leaders.all().delete()
    make_task_leader(task, make_leader(name="某主任"), order=1)
    return "选择一个有效的选项"


def gone(task, first, admin):
    first.role = "viewer"
    first.save()
    return "提出人已不是系统管理员"


@pytest.mark.parametrize("happens", [corrected, given_another_leader, gone])
def test_what_does_not_fit_any_more_is_closed_and_nothing_is_half_done(
    task, first, second, admin, proposed, happens
):
    sent = {"title": "新题目", "milestones-0-text": "制定细则"}
    proposal = proposed(task, **sent)
    why = happens(task, first, admin)
    known = Correction.objects.count()
    decided = agree(proposal, by=second, on=TODAY)
    proposal.refresh_from_db()
    assert (decided.state, proposal.state, proposal.decided_by) == ("outdated", "outdated", second)
    assert why in proposal.decision_note
    task.refresh_from_db()
    assert (task.title, task.milestones.get().text) == ("旧题目", "制定办法")
    assert Correction.objects.count() == known


def test_what_would_change_something_else_by_now_is_not_what_was_agreed_to(task, second, proposed):
    proposal = proposed(task, title="新题目")
    task.milestones.update(is_key=True)  # without a word: the form would take it back
    assert agree(proposal, by=second, on=TODAY).decision_note == "如今所作改动与所列内容不一致。"
    task.refresh_from_db()
    assert (task.title, task.milestones.get().is_key) == ("旧题目", True)


def test_rules_of_the_day_of_consent_hold(task, second, proposed):
    proposal = proposed(task, **{"assignments-0-unit": (unit := make_unit()).pk})
    make_milestone(task=task, order=2, answering_unit=task.present_units().get())
    decided = agree(proposal, by=second, on=TODAY)
    assert decided.state == "outdated"
    assert "请先另行指定承办单位" in decided.decision_note
    assert unit not in task.present_units()


def test_an_archived_plan_takes_no_consent_and_it_waits_on(task, second, proposed):
    proposal = proposed(task, title="新题目")
    days = {"closing_from": TODAY - timedelta(2), "archived_from": TODAY - timedelta(1)}
    type(task.plan).objects.update(**days)
    with pytest.raises(OutOfPhase):
        agree(proposal, by=second, on=TODAY)
    proposal.refresh_from_db()
    assert proposal.is_waiting


def test_one_that_waits_does_not_hinder_another_task(task, second, proposed):
    proposed(task, title="新题目")
    other = make_task(plan=task.plan, title="另一件事")
    agree(proposed(other, title="再一件事"), by=second, on=TODAY)
    other.refresh_from_db()
    assert other.title == "再一件事"


@pytest.mark.usefixtures("many_sessions")
@pytest.mark.django_db(transaction=True)
def test_of_many_who_decide_at_once_one_does(task, second, proposed):
    proposal = proposed(task, title="新题目")
    other = make_user(role="admin")
    words = {"on": TODAY, "reason": "已核对"}
    acts = [
        lambda: agree(proposal, by=second, **words),
        lambda: refuse(proposal, by=other, **words),
    ]
    assert at_once(acts * 5) == {"done": 1, "ValidationError": 9}
    proposal.refresh_from_db()
    assert Event.objects.count() == (proposal.state == "agreed")
