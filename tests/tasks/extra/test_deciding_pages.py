"""The page on which a task outside the plan is decided."""

import pytest

from tasks.extra import acts
from tasks.models import ExtraProposal, Task
from tests.factories import TODAY, make_plan, make_user
from tests.pages import address
from tests.tasks.extra.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW = {"on": TODAY}


class TestDeciding:
    def test_another_supervisor_reads_it_and_approves(self, client, plan, proposal, other):
        at = address("extra", plan, proposal.pk)
        page = signed_in(client, other).get(at).text
        for said in (
            "区委常委会6月17日会议",
            "全面排查隐患。",
            "完成排查",
            "长期",
            "张某",
            "汛期将至。",
            "区住建局",
        ):
            assert said in page
        answer = client.post(at, {"decision": "approve"})
        assert answer.url == address("extra-list", plan)
        page = client.get(at).text
        assert address("task", plan, 1001) in page
        assert 'name="decision"' not in page
        assert "已批准立项" in client.get(answer.url).text

    def test_a_refusal_says_why(self, client, plan, proposal, other):
        at = address("extra", plan, proposal.pk)
        answer = signed_in(client, other).post(at, {"decision": "refuse"})
        assert "请说明不同意立项的理由" in answer.text
        client.post(at, {"decision": "refuse", "note": "已有同类任务"})
        assert ExtraProposal.objects.get().state == "refused"
        assert "已有同类任务" in client.get(at).text

    def test_who_proposed_it_can_only_take_it_back(self, client, plan, proposal, proposer):
        at = address("extra", plan, proposal.pk)
        page = signed_in(client, proposer).get(at).text
        assert 'name="decision"' not in page
        assert "没有其他在用的督查员" in page
        assert "撤回理由" in client.post(at, {"decision": "approve"}).text
        client.post(at, {"note": "另行安排"})
        assert ExtraProposal.objects.get().state == "withdrawn"

    def test_who_comes_second_is_told_and_keeps_his_words(self, client, plan, proposal, other):
        at = address("extra", plan, proposal.pk)
        signed_in(client, other).get(at)
        acts.refuse(proposal, by=make_user(role="supervisor", name="王某"), note="暂缓", **NOW)
        answer = client.post(at, {"decision": "approve", "note": "我同意立项"})
        assert answer.status_code == 409
        assert "王某 未予立项：暂缓" in answer.text
        assert "我同意立项" in answer.text
        assert not Task.objects.exists()

    def test_what_cannot_be_set_up_any_more_says_why(self, client, plan, proposal, other, unit):
        unit.dissolved_on = TODAY
        unit.save()
        at = address("extra", plan, proposal.pk)
        answer = signed_in(client, other).post(at, {"decision": "approve", "note": "同意"})
        assert "区水务局已撤销" in answer.text

    def test_another_plan_has_no_such_proposal(self, client, proposal, other):
        assert (
            signed_in(client, other).get(address("extra", make_plan(), proposal.pk)).status_code
            == 404
        )
