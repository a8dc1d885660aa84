"""The page on which a task outside the plan is proposed."""

import pytest

from tasks.models import ExtraProposal
from tests.factories import TODAY, make_task, make_unit
from tests.pages import address
from tests.tasks.extra.conftest import JULY, YESTERDAY, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW = {"on": TODAY}


@pytest.fixture
def words(unit, leader):
    return {
        "source": "instruction",
        "source_words": "区长在防汛简报上的批示",
        "title": "防汛排查",
        "description": "全面排查隐患。",
        "leaders": [leader.pk],
        "host": unit.pk,
        "co_leads": [make_unit(name="区城管局").pk],
        "text1": "完成排查",
        "due_on1": JULY.isoformat(),
        "text3": "值班值守",
        "reason": "汛期将至。",
    }


class TestProposing:
    def test_a_supervisor_proposes_and_lands_on_the_list(
        self, client, plan, proposer, other, words
    ):
        signed_in(client, proposer)
        listed = client.get(address("task-list", plan)).text
        assert address("extra-list", plan) in listed
        assert address("propose-extra", plan) in client.get(address("extra-list", plan)).text
        page = client.get(address("propose-extra", plan)).text
        assert "没有其他在用的督查员" not in page
        answer = client.post(address("propose-extra", plan), words)
        assert answer.url == address("extra-list", plan)
        proposal = ExtraProposal.objects.get()
        assert [tuple(piece) for piece in proposal.pieces] == [
            ("完成排查", JULY),
            ("值班值守", None),
        ]
        assert [unit.name for unit, _role, _order in proposal.parts()] == ["区水务局", "区城管局"]
        page = client.get(answer.url).text
        assert "已提出，待另一名督查员审核。" in page
        assert proposal.title in page

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"text1": "", "text3": "", "due_on1": ""}, "请填写1至5个节点"),
            ({"due_on1": ""}, "至少一个节点须有时限"),
            ({"due_on1": YESTERDAY.isoformat()}, "不能早于今天"),
            ({"text1": ""}, "请填写内容"),
            ({"leaders": []}, "leaders"),
            ({"host": ""}, "host"),
            ({"title": "已有任务"}, "已有同名任务"),
            ({"source": "rumour"}, "source"),
            ({"reason": "。"}, "reason"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_words_stay(
        self, wrong, said, client, plan, proposer, words
    ):
        make_task(plan=plan, title="已有任务")
        answer = signed_in(client, proposer).post(address("propose-extra", plan), words | wrong)
        assert answer.status_code == 200
        assert said in answer.text
        assert "全面排查隐患。" in answer.text
        assert not ExtraProposal.objects.exists()

    def test_who_is_alone_is_told_so(self, client, plan, proposer):
        page = signed_in(client, proposer).get(address("propose-extra", plan)).text
        assert "没有其他在用的督查员" in page

    def test_a_plan_that_closes_takes_none_and_says_so(self, client, plan, proposer, words):
        type(plan).objects.update(closing_from=TODAY)
        for name in ("extra-list", "propose-extra"):
            page = signed_in(client, proposer).get(address(name, plan)).text
            assert "不再新增工作" in page
        assert address("propose-extra", plan) not in client.get(address("extra-list", plan)).text
        assert client.post(address("propose-extra", plan), words).status_code == 409

    def test_dissolved_units_are_no_choice(self, client, plan, proposer):
        gone = make_unit(name="撤销局", dissolved_on=TODAY)
        page = signed_in(client, proposer).get(address("propose-extra", plan)).text
        assert gone.name not in page
