"""Units and leaders: their lists and pages."""

import re
from datetime import date

import pytest

from tests.factories import (
    make_acknowledgement,
    make_assignment,
    make_done,
    make_leader,
    make_milestone,
    make_naming,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLY, LATE = date(2015, 1, 31), date(2015, 12, 31)


class TestOwners:
    def test_units_come_worst_first_with_lead_and_part_apart(self, viewer, plan):
        calm, late = make_unit(name="平稳"), make_unit(name="滞后")
        first, second = make_task(plan=plan), make_task(plan=plan)
        make_milestone(task=first, due_on=EARLY)
        make_milestone(task=second, due_on=LATE)
        make_assignment(first, late)
        make_assignment(second, late, role="participating")
        make_assignment(second, calm)
        rows = rows_of(viewer.get(address("unit-list", plan)))
        assert [
            (str(row["owner"]), row["tasks"], row["tally"].red, row["participating"].total)
            for row in rows
        ] == [("滞后", 1, 1, 1), ("平稳", 1, 0, 0)]

    def test_names_of_units_are_sorted_by_pinyin_those_of_leaders_by_rank(self, viewer, plan):
        task = make_task(plan=plan)
        for place, name in enumerate(("重庆路街道", "安监局", "编办")):
            make_assignment(task, make_unit(name=name, position=place))
            make_task_leader(task, make_leader(name=name, position=place), order=place)
        for name, order in (
            ("unit-list", ["安监局", "编办", "重庆路街道"]),
            ("leader-list", ["重庆路街道", "安监局", "编办"]),
        ):
            rows = rows_of(viewer.get(address(name, plan, sort="name")))
            assert [str(row["owner"]) for row in rows] == order

    def test_units_that_lead_nothing_stand_apart_and_folded(self, viewer, plan):
        task = make_task(plan=plan)
        make_milestone(task=task, due_on=EARLY)
        make_assignment(task, make_unit(name="牵头者"))
        answers = make_milestone(task=task, due_on=LATE)
        named = make_assignment(task, make_unit(name="被指定者"), role="participating").unit
        make_naming(answers, named, EARLY)
        for name in ("参与者", "又一参与者"):
            make_assignment(task, make_unit(name=name), role="participating")
        page = viewer.get(address("unit-list", plan))
        assert [str(row["owner"]) for row in rows_of(page)] == ["牵头者", "被指定者"]
        others = [row.record for row in page.context["others"].rows]
        assert [(str(row["owner"]), row["tasks"], row["tally"].total) for row in others] == [
            ("参与者", 1, 2), ("又一参与者", 1, 2),
        ]  # fmt: skip
        fold = page.text.partition('<details class="card')[2].partition("</details>")[0]
        assert '<span class="quiet">2</span>' in fold.partition("</summary>")[0]
        assert ("参与者" in fold, "牵头者" in fold) == (True, False)
        links = re.findall(r'<a class="count[^"]*" href="([^"]+)">(\d+)</a>', fold)
        for link, number in links:
            assert "role=participating" in link
            assert len(rows_of(viewer.get(link.replace("&amp;", "&")))) == int(number), link
        assert len(links) == 2 * 3  # tasks, overdue, done

    def test_without_such_units_nothing_is_folded(self, viewer, plan):
        make_milestone(task=make_assignment(make_task(plan=plan)).task)
        assert viewer.get(address("unit-list", plan)).context["others"] is None

    def test_numbers_of_the_list_lead_to_as_many_rows(self, viewer, plan):
        unit, leader, task = make_unit(), make_leader(), make_task(plan=plan)
        make_assignment(task, unit)
        make_task_leader(task, leader)
        make_milestone(task=task, due_on=EARLY)
        make_milestone(task=task)
        make_done(EARLY, task=task, due_on=EARLY)
        for name in ("unit-list", "leader-list"):
            page = viewer.get(address(name, plan)).text
            links = re.findall(r'<a class="count[^"]*" href="([^"]+)">(\d+)</a>', page)
            listed = [len(rows_of(viewer.get(link.replace("&amp;", "&")))) for link, _n in links]
            assert listed == [int(number) for _link, number in links] == [1, 1, 1, 1]

    def test_a_units_page_has_its_tasks_people_and_ties(self, viewer, plan):
        unit = make_unit(name="区编办", parent=make_unit(name="区委组织部"))
        unit.aliases.create(name="编办")
        make_unit(name="各部门", kind="group").members.add(unit)
        unit.staff.create(username="a", name="张某", role="head", phone="0755-1")
        unit.staff.create(username="b", name="离任者", role="head", is_active=False)
        task = make_task(plan=plan, title="编制清单")
        make_assignment(task, unit)
        make_milestone(task=task, due_on=EARLY, text="公布清单")
        page = viewer.get(address("unit", plan, unit.pk)).text
        for words in ("编制清单", "公布清单", "张某", "tel:0755-1", "区委组织部", "编办", "各部门"):
            assert words in page
        assert "离任者" not in page

    @pytest.mark.parametrize(("leads", "is_open"), [(True, False), (False, True)])
    def test_what_it_takes_part_in_stands_apart_and_folds_where_it_leads(
        self, viewer, plan, leads, is_open
    ):
        unit, task = make_unit(), make_task(plan=plan)
        make_assignment(task, unit, role="participating")
        make_milestone(task=task, due_on=EARLY)
        make_milestone(task=task, due_on=LATE)
        if leads:
            make_milestone(task=make_assignment(make_task(plan=plan), unit).task, due_on=LATE)
        page = viewer.get(address("unit", plan, unit.pk)).text
        links = re.findall(r'<a class="count[^"]*" href="([^"]+)">\D*(\d+)\D*</a>', page)
        taken = [(link, int(number)) for link, number in links if "participating" in link]
        assert [number for _link, number in taken] == [1, 2, 0, 2, 1, 0]
        for link, number in taken:
            assert len(rows_of(viewer.get(link.replace("&amp;", "&")))) == number, link
        assert ("牵头1项任务" in page, "牵头0项任务" in page) == (leads, False)
        fold = re.search('<details class="card[^>]*>', page)[0]
        assert fold.endswith(" open>") == is_open

    def test_a_units_page_without_people_says_so(self, viewer, plan):
        page = viewer.get(address("unit", plan, make_unit().pk)).text
        assert "该单位尚无账号" in page

    def test_a_leaders_page_shows_what_is_owed_to_him(self, viewer, plan):
        leader, task = make_leader(title="副区长"), make_task(plan=plan, title="推进改革")
        make_task_leader(task, leader)
        make_milestone(task=task, due_on=EARLY, text="印发方案")
        page = viewer.get(address("leader", plan, leader.pk)).text
        for words in ("推进改革", "印发方案", "副区长", "逾期138天"):
            assert words in page


def test_a_leaders_page_names_those_who_lead_beside_him(viewer, plan):
    him, other = make_leader(name="某区长"), make_leader(name="某主任")
    alone, both = make_task(plan=plan), make_task(plan=plan)
    for task, leader in ((alone, him), (both, him), (both, other)):
        make_task_leader(task, leader)
    page = viewer.get(address("leader", plan, him.pk))
    named = [row.record["leaders"] for row in page.context["table"].rows]
    assert named == [[], ["某主任"]]


def test_pages_of_owners_show_the_first_and_link_to_the_rest(viewer, plan):
    unit, leader = make_unit(), make_leader()
    for number in range(1, 103):
        task = make_task(plan=plan, number=number)
        make_assignment(task, unit)
        make_task_leader(task, leader)
        make_milestone(task=task, order=1, due_on=date(2015, 1, 31))
    for name, pk in (("unit", unit.pk), ("leader", leader.pk)):
        page = viewer.get(address(name, plan, pk))
        assert len(page.context["owed"]) == 20
        assert ("另有2项" in page.text, "全部102项" in page.text) == (True, True)


class TestGroups:
    """A member's page shows the work it has through its groups."""

    @pytest.fixture
    def street(self, group, task, plan):
        """新安街道, which takes part in one task through 各街道 and acknowledged it."""
        make_milestone(task=task, due_on=EARLY)
        street = group.people[0].unit
        make_acknowledgement(group.part, unit=street)
        make_acknowledgement(make_assignment(make_task(), group), unit=street)  # of another plan
        return street

    def test_the_members_page_lists_the_tasks_of_its_group(self, street, group, plan, viewer):
        page = viewer.get(address("unit", plan, street.pk))
        text = " ".join(page.text.split())
        assert [
            (half["unit"], half["role"], half["number"]) for half in page.context["through"]
        ] == [(group, "participating", 1)]
        assert "通过各街道 · 参与" in text
        assert "已签收 1/1" in text
        assert text.count("通过各街道") == 2  # in the sentence and at the table
        assert page.context["through"][0]["tally"].red == 1
        assert page.context["halves"][0]["number"] == 0

    def test_the_groups_page_says_how_many_each_member_acknowledged(
        self, street, group, plan, viewer
    ):
        text = " ".join(viewer.get(address("unit", plan, group.pk)).text.split())
        for name, share in (("新安街道", "1/1"), ("西乡街道", "0/1")):
            assert f'{name}</a> <span class="quiet">已签收 {share}</span>' in text

    def test_a_past_day_does_not_know_of_it(self, street, group, plan, viewer):
        text = viewer.get(address("unit", plan, group.pk, as_of="2015-06-17")).text
        assert "已签收 1/1" not in " ".join(text.split())

    @pytest.mark.parametrize("number", [1, 3, 9])
    def test_it_asks_as_often_for_many_groups(
        self, number, plan, viewer, django_assert_num_queries
    ):
        unit = make_unit()
        for _time in range(number):
            group = make_unit(kind="group")
            group.members.add(unit)
            make_milestone(task=make_assignment(make_task(plan=plan), group).task)
        with django_assert_num_queries(18):
            viewer.get(address("unit", plan, unit.pk))


class TestLettingPeopleIn:
    """From the pages of units to those where people are set up."""

    PEOPLE, INVITE, CODE = "/accounts/people/", "/accounts/people/invite/?unit=", "/code/?next="

    def links(self, client, plan, unit, **asked):
        pages = client.get(address("unit-list", plan)).text
        pages += client.get(address("unit", plan, unit.pk, **asked)).text
        return [pages.count(f"{link}") for link in (self.INVITE, self.CODE)], (
            f'class="no-print page-links"><a href="{self.PEOPLE}"' in pages
        )

    @pytest.mark.parametrize(
        ("role", "expected"),
        [("viewer", ([0, 0], False)), ("supervisor", ([1, 1], True)), ("admin", ([1, 2], True))],
    )
    def test_each_role_finds_what_it_may_do(self, client_as, plan, role, expected):
        unit = make_unit()
        make_user(role="head", unit=unit)
        make_user(role="supervisor", unit=unit)
        assert self.links(client_as(role), plan, unit) == expected

    def test_nobody_is_let_in_on_another_day(self, client_as, plan):
        unit = make_unit()
        make_user(role="head", unit=unit)
        links, _people = self.links(client_as("supervisor"), plan, unit, as_of="2015-06-01")
        assert links == [0, 0]
