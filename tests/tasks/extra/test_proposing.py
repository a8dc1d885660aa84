"""One supervisor proposes a task outside the plan, another one decides: docs/changes.md."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.extra import acts
from tasks.extra.models import ExtraProposal, Piece
from tasks.models import Mail, SpecialProject, Task
from tasks.plan.phases import OutOfPhase
from tests.factories import TODAY, make_plan, make_unit, make_user
from tests.tasks.extra.conftest import JULY, YESTERDAY, proposed
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW = {"on": TODAY}


class TestProposing:
    def test_it_waits_and_is_no_task(self, plan, proposer, unit, leader):
        proposal = proposed(plan, proposer, unit, leader)
        assert (proposal.state, proposal.proposed_on, str(proposal)) == (
            "waiting",
            TODAY,
            "防汛排查",
        )
        assert proposal.pieces == [Piece("完成排查", JULY), Piece("值班值守", None)]
        assert not Task.objects.exists()
        assert not SpecialProject.objects.exists()

    def test_all_other_supervisors_are_told_by_notice(self, plan, proposer, other, unit, leader):
        make_user(role="admin")
        proposal = proposed(plan, proposer, unit, leader)
        mail = Mail.objects.get(kind=Mail.Kind.NOTICE)
        assert (mail.recipient, mail.subject) == (
            other,
            "计划外立项（待另一名督查员审核）：防汛排查",
        )
        assert mail.body["opening"] == f"6月18日 {proposer}：汛期将至。"
        [line] = mail.body["sections"][0]["lines"]
        assert line["path"].endswith(f"/extra/{proposal.pk}/")

    @pytest.mark.parametrize("role", sorted(set(User.Role) - {User.Role.SUPERVISOR}))
    def test_only_supervisors_propose(self, role, plan, unit, leader):
        somebody = make_user(role=role, unit=unit)
        with pytest.raises(PermissionDenied):
            proposed(plan, somebody, unit, leader)

    @pytest.mark.parametrize(
        ("phase", "days"),
        [
            ("prepared", {"in_use_from": None}),
            ("closing", {"closing_from": TODAY}),
            ("archived", {"closing_from": YESTERDAY, "archived_from": TODAY}),
        ],
    )
    def test_only_a_plan_in_use_takes_it(self, phase, days, proposer, unit, leader):
        with pytest.raises(OutOfPhase):
            proposed(make_plan(**days), proposer, unit, leader)

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("leaders", {"leaders": []}),
            ("__all__", {"milestones": []}),
            ("__all__", {"milestones": [Piece("长期坚持", None)]}),
            ("__all__", {"milestones": [Piece(f"第{n}项", JULY) for n in range(6)]}),
            ("__all__", {"milestones": [Piece("已过", YESTERDAY)]}),
            ("__all__", {"milestones": [Piece("太远", date(2099, 1, 1))]}),
            ("__all__", {"milestones": [Piece("", JULY)]}),
        ],
    )
    def test_what_cannot_be_a_task_is_refused(self, field, words, plan, proposer, unit, leader):
        with pytest.raises(ValidationError) as refused:
            proposed(plan, proposer, unit, leader, **words)
        assert list(refused.value.message_dict) == [field]
        assert not ExtraProposal.objects.exists()

    def test_today_and_five_milestones_are_taken(self, plan, proposer, unit, leader):
        five = [Piece(f"第{n}项", TODAY) for n in range(5)]
        assert len(proposed(plan, proposer, unit, leader, milestones=five).pieces) == 5

    def test_a_unit_has_one_part_and_is_still_there(self, plan, proposer, unit, leader):
        gone = make_unit(dissolved_on=TODAY)
        for words in ({"co_leads": [unit]}, {"participating": [unit]}, {"participating": [gone]}):
            with pytest.raises(ValidationError) as refused:
                proposed(plan, proposer, unit, leader, **words)
            assert list(refused.value.message_dict) == ["host"]

    def test_a_title_stands_once_in_a_plan(self, plan, proposer, other, unit, leader):
        first = proposed(plan, proposer, unit, leader)
        with pytest.raises(ValidationError, match="同名"):
            proposed(plan, other, unit, leader)
        acts.withdraw(first, by=proposer, note="再议", **NOW)
        again = proposed(plan, other, unit, leader)
        acts.approve(again, by=proposer, **NOW)
        with pytest.raises(ValidationError, match="同名"):
            proposed(plan, proposer, unit, leader)
        assert proposed(make_plan(), proposer, unit, leader).is_waiting
