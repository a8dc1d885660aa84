"""Who decides what was proposed outside the plan, and what is decided once: docs/changes.md."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.extra import acts
from tasks.extra.models import ExtraProposal
from tasks.models import Mail, SpecialProject, Task
from tasks.plan.acting import act
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict
from tests.factories import TODAY, make_user
from tests.tasks.extra.conftest import JULY, proposed
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW = {"on": TODAY}


class TestDeciding:
    def test_nobody_approves_his_own(self, plan, proposer, unit, leader):
        proposal = proposed(plan, proposer, unit, leader)
        for decide in (acts.approve, acts.refuse):
            with pytest.raises(PermissionDenied):
                decide(proposal, by=proposer, note="同意", **NOW)
        assert not Task.objects.exists()

    @pytest.mark.parametrize("role", sorted(set(User.Role) - {User.Role.SUPERVISOR}))
    @pytest.mark.parametrize("decide", [acts.approve, acts.refuse, acts.withdraw])
    def test_only_supervisors_decide(self, decide, role, plan, proposer, unit, leader):
        proposal = proposed(plan, proposer, unit, leader)
        with pytest.raises(PermissionDenied):
            decide(proposal, by=make_user(role=role, unit=unit), note="同意", **NOW)

    def test_what_cannot_be_a_task_any_more_is_not_approved(
        self, plan, proposer, other, unit, leader
    ):
        proposal = proposed(plan, proposer, unit, leader)
        with pytest.raises(ValidationError, match="今天"):
            acts.approve(proposal, by=other, on=JULY + timedelta(days=1))
        unit.dissolved_on = TODAY
        unit.save()
        with pytest.raises(ValidationError, match="撤销"):
            acts.approve(proposal, by=other, **NOW)
        assert not Task.objects.exists()

    def test_a_plan_that_closes_takes_no_task_and_lets_it_be_refused(
        self, plan, proposer, other, unit, leader
    ):
        proposal = proposed(plan, proposer, unit, leader)
        type(plan).objects.update(closing_from=TODAY)
        with pytest.raises(OutOfPhase):
            acts.approve(proposal, by=other, **NOW)
        type(plan).objects.update(archived_from=TODAY)
        for decide, by in ((acts.refuse, other), (acts.withdraw, proposer)):
            with pytest.raises(OutOfPhase):
                decide(ExtraProposal.objects.get(), by=by, note="不办", **NOW)
        type(plan).objects.update(archived_from=None)
        assert acts.refuse(proposal, by=other, note="不办", **NOW).state == "refused"

    @pytest.mark.parametrize("decide", [acts.approve, acts.refuse])
    def test_of_two_who_decide_the_second_is_told(
        self, decide, plan, proposer, other, unit, leader
    ):
        proposal = proposed(plan, proposer, unit, leader)
        acts.refuse(proposal, by=other, note="暂不立项", **NOW)
        with pytest.raises(Conflict) as conflict:
            decide(proposal, by=make_user(role="supervisor"), note="同意", **NOW)
        [decided] = conflict.value.events
        assert (decided.person, decided.note, decided.get_action_display()) == (
            other,
            "暂不立项",
            "未予立项",
        )
        assert (decided.on, decided.unit, bool(decided.time)) == (TODAY, other.unit, False)

    def test_it_is_carried_out_within_another_act_whole_or_not_at_all(
        self, plan, proposer, other, unit, leader
    ):
        proposal = proposed(plan, proposer, unit, leader)

        @act
        def failing():
            acts.approve(proposal, by=other, **NOW)
            raise KeyError

        with pytest.raises(KeyError):
            failing()
        assert ExtraProposal.objects.get().is_waiting
        assert not SpecialProject.objects.exists()


class TestRefusing:
    def test_the_proposer_is_told_why(self, plan, proposer, other, unit, leader):
        proposal = proposed(plan, proposer, unit, leader)
        acts.refuse(proposal, by=other, note="已有同类任务", **NOW)
        mail = Mail.objects.get(recipient=proposer)
        assert mail.subject == "计划外立项（未予立项）：防汛排查"
        assert mail.body["opening"].endswith(f"{other}：已有同类任务")
        assert not Task.objects.exists()

    def test_the_proposer_takes_it_back_and_nobody_else(self, plan, proposer, other, unit, leader):
        proposal = proposed(plan, proposer, unit, leader)
        with pytest.raises(PermissionDenied):
            acts.withdraw(proposal, by=other, note="撤回", **NOW)
        told = Mail.objects.count()
        taken = acts.withdraw(proposal, by=proposer, note="另行安排", **NOW)
        assert (taken.state, taken.decided_by, taken.note) == ("withdrawn", proposer, "另行安排")
        assert Mail.objects.count() == told
        with pytest.raises(Conflict):
            acts.approve(proposal, by=other, **NOW)
