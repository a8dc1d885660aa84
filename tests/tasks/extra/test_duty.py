"""What is proposed outside the plan waits for supervisors."""

import pytest

from tasks.digests.weekly import digests
from tests.factories import TODAY
from tests.pages import address
from tests.tasks.extra.conftest import proposed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW = {"on": TODAY}


class TestDuty:
    def test_it_stands_on_the_desks_and_in_the_digests_of_supervisors(
        self, client, plan, proposal, proposer, other
    ):
        type(plan).objects.update(is_active=True)
        desk = signed_in(client, other).get(address("desk", plan))
        assert desk.context_data["parts"][0]["extras"].number == 1
        assert address("extra", plan, proposal.pk) in desk.text
        own = signed_in(client, proposer).get(address("desk", plan)).text
        assert "待审核的计划外立项" in own
        [letter] = [one for one in digests(TODAY) if one.recipient == other]
        [section] = [one for one in letter.sections if one.title == "待审核的计划外立项"]
        [line] = section.lines
        assert (line.text, line.path) == ("防汛排查", address("extra", plan, proposal.pk))
        assert line.note == "会议 · 区委常委会6月17日会议 · 张某 · 2015-06-18"
        assert "待批立项1" in letter.subject

    def test_what_was_decided_stands_there_no_more(self, client, plan, set_up, other):
        desk = signed_in(client, other).get(address("desk", plan))
        assert desk.context_data["parts"][0]["extras"].number == 0

    def test_many_lead_to_the_list(self, plan, proposer, other, unit, leader):
        type(plan).objects.update(is_active=True)
        for number in range(8):
            proposed(plan, proposer, unit, leader, title=f"立项{number}")
        [letter] = [one for one in digests(TODAY) if one.recipient == other]
        [section] = [one for one in letter.sections if one.title == "待审核的计划外立项"]
        assert section.more.path == address("extra-list", plan)
