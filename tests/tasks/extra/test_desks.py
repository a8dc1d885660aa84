"""What is outside the plan 计划外立项 is owed like all else."""

import pytest

from tasks.digests.weekly import digests
from tests.factories import (
    TODAY,
    make_extra_task,
    make_user,
)
from tests.pages import address
from tests.tasks.extra.conftest import YESTERDAY, owned, set_up_outside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LISTS = ("task-list", "milestone-list")


class TestDesksAndDigests:
    def test_a_leader_reads_it_apart(self, client, task, unit, leader):
        set_up_outside(task, unit, leader)
        client.force_login(leader.user)
        part = client.get(address("desk", task.plan)).context_data["parts"][0]
        assert (part["led_in_plan"], part["led"].number, part["led_tally"].red) == (1, 2, 1)
        assert (part["outside"]["tasks"], part["outside"]["tally"].red) == (1, 1)
        cards = {row["number"]: row["tally"].total for row in part["led"].rows}
        assert cards == {1: 2, 1001: 1}

    def test_a_leader_without_any_reads_nothing_of_it(self, client, task, leader):
        client.force_login(leader.user)
        part = client.get(address("desk", task.plan)).context_data["parts"][0]
        assert (part["led_in_plan"], part["outside"]) == (1, None)
        assert "计划外" not in client.get(address("desk", task.plan)).text

    def test_a_unit_has_it_among_its_duties_and_its_numbers_apart(self, client, task, unit, leader):
        set_up_outside(task, unit, leader)
        client.force_login(make_user(role="liaison", unit=unit))
        page = client.get(address("desk", task.plan))
        part = page.context_data["parts"][0]
        assert part["tally"].red == 1
        assert (part["outside"]["tally"].red, part["outside"]["query"]["project"]) == (1, 1001)
        [now] = [group for label, group, _rows in part["groups"] if label == "今天必须处理"]
        assert now.number == 2
        assert "计划外立项" in page.text

    def test_digests_count_it_apart(self, plan, task, unit, leader):
        type(plan).objects.update(is_active=True)
        readers = {role: make_user(role=role) for role in ("supervisor",)} | {"leader": leader.user}
        set_up_outside(task, unit, leader)
        letters = {one.recipient: one for one in digests(TODAY)}
        for reader in readers.values():
            letter = letters[reader]
            assert "逾期1" in letter.subject
            assert "计划外1" in letter.subject
        sections = {section.title: section for section in letters[leader.user].sections}
        [line] = sections["计划外立项：逾期与临期"].lines
        assert line.text.startswith("任务1001 防汛排查")
        assert len(sections["逾期（红）"].lines) == 1

    def test_a_long_section_leads_to_the_list_of_all(self, plan, task, unit, leader):
        type(plan).objects.update(is_active=True)
        for _time in range(8):
            owned(make_extra_task(plan, due_on=YESTERDAY), unit, leader)
        [letter] = [one for one in digests(TODAY) if one.recipient == leader.user]
        [section] = [one for one in letter.sections if one.title.startswith("计划外立项")]
        assert len(section.lines) == 7
        assert section.more.path.endswith(f"?project=1001&light=red&light=amber&leader={leader.pk}")
