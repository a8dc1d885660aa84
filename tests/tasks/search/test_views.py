"""What readers find, and what the page shows of it."""

import re
from datetime import timedelta
from html import unescape

import pytest

from tasks.search.words import LONGEST
from tests.factories import (
    TODAY,
    make_assignment,
    make_evidence,
    make_leader,
    make_milestone,
    make_plan,
    make_report,
    make_restriction,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_instruction, make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def kinds(answer):
    """``{kind: number}`` as the page says it."""
    return {kind.value: number for kind, number, _hits in answer.context.get("parts", ())}


def titles(answer):
    """The titles of all hits, without marks."""
    hits = [hit for _kind, _number, some in answer.context["parts"] for hit in some]
    return [unescape(re.sub("<[^>]+>", "", hit.title)) for hit in hits]


@pytest.fixture
def search(viewer, plan):
    return lambda typed, client=viewer, **query: client.get(
        address("search", plan, q=typed, **query)
    )


@pytest.fixture
def world(plan, unit):
    """One thing of each kind, which all speak of 水库."""
    plan.source_text = "第一行\n1. 题目。保护水库。\n"
    plan.save()
    task = make_task(plan=plan, number=17, title="水库保护", description="保护水库。")
    make_assignment(task, unit)
    make_assignment(task, make_unit(name="水库管理处"), role="participating")
    make_task_leader(task, make_leader(name="曾某", title="水库总长"))
    milestone = make_milestone(task=task, order=3, text="完成水库清淤")
    report = make_report(milestone, unit=unit, done="水库已清淤3处。")
    make_evidence(milestone, name="水库照片.jpg", report=report)
    make_slip(milestone, number=17, requirement="请说明水库进展。")
    make_instruction(task, unit, text="水库要抓紧。")
    return milestone


EACH = dict.fromkeys(
    ["task", "milestone", "unit", "leader", "slip", "instruction", "report", "file", "text"], 1
)


def test_things_of_each_kind_are_found_and_counted(search, world):
    answer = search("水库")
    assert kinds(answer) == EACH
    assert answer.context["number"] == 9
    assert list(kinds(answer)) == list(EACH)


@pytest.mark.parametrize("typed", ["水库", "水庫", "“水库”", "水\u200b库"])
def test_however_it_is_typed_the_same_is_found(search, world, typed):
    assert kinds(search(typed)) == EACH


@pytest.mark.parametrize("typed", ["17", "１７", "第17项", "第十七项", "任务17"])
def test_a_task_stands_first_by_its_number(search, world, typed):
    make_task(plan=world.task.plan, number=170, title="第17号文件")
    assert titles(search(typed))[:2] == ["17 水库保护", "170 第17号文件"]


@pytest.mark.parametrize(
    "typed", ["督办〔2015〕17号", "督办[2015]17号", "督办（2015）17号", "督办 2015 17"]
)
def test_a_slip_is_found_by_its_number(search, world, typed):
    make_slip(make_milestone(task=world.task), number=170)
    assert titles(search(typed)) == ["督办〔2015〕17号"]


def test_units_are_found_by_former_names_and_letters(search, world, unit):
    unit.aliases.create(name="区三防办")
    for typed in ("三防办", "qswj", "sfb"):
        assert titles(search(typed)) == ["区水务局"]
    assert "<mark>三防办</mark>" in search("三防办").text


def test_all_words_have_to_be_found(search, world):
    assert kinds(search("水库 清淤")) == {"milestone": 1, "report": 1}
    assert kinds(search("水库清淤")) == {"milestone": 1}


def test_words_are_marked_and_whatever_people_wrote_is_escaped(search, world):
    make_milestone(task=world.task, text="<b>水库</b>&<script>")
    page = search("水庫").text
    assert "&lt;b&gt;<mark>水库</mark>&lt;/b&gt;&amp;&lt;script&gt;" in page
    assert "<b>水库" not in page
    assert 'value="&quot;&gt;&lt;u&gt;"' in search('"><u>').text


def test_whose_name_fits_stands_before_who_says_it_and_the_newest_before(search, world, unit):
    task = world.task
    make_task(plan=task.plan, title="其他", description="也说水库")
    make_task(plan=task.plan, title="再保护水库")
    for day, words in ((3, "水库旧"), (1, "水库新")):
        make_report(world, unit=unit, done=words, reported_on=TODAY - timedelta(days=day))
    answer = search("水库", kind="task")
    assert [title.split()[-1] for title in titles(answer)] == ["水库保护", "再保护水库", "其他"]
    words = [hit.words for hit in search("水库", kind="report").context["parts"][0][2]]
    assert words == ["<mark>水库</mark>新", "<mark>水库</mark>旧", "<mark>水库</mark>已清淤3处。"]


def test_whose_name_begins_so_stands_first(search, world):
    make_milestone(task=world.task, text="水库补水")
    assert titles(search("水库", kind="milestone")) == ["水库补水", "完成水库清淤"]


def test_five_of_a_kind_are_shown_and_all_behind_a_link_page_by_page(search, world):
    for number in range(60):
        make_milestone(task=world.task, order=100 + number, text=f"水库{number}")
    answer = search("水库")
    assert kinds(answer)["milestone"] == 61
    shown = {kind: len(hits) for kind, _number, hits in answer.context["parts"]}
    assert shown == EACH | {"milestone": 5}
    assert "kind=milestone" in answer.text
    first, second = (titles(search("水库", kind="milestone", page=page)) for page in (1, 2))
    assert (len(first), len(second), len({*first, *second})) == (50, 11, 61)


def test_other_plans_are_offered_apart(search, world):
    other = make_plan(short_title="2014年方案")
    make_milestone(task=make_task(plan=other, title="水库"), text="水库")
    answer = search("水库")
    assert kinds(answer) == EACH
    assert [(plan, number) for plan, number in answer.context["others"]] == [(other, 2)]
    assert f'href="{address("search", other)}?q=%E6%B0%B4%E5%BA%93"' in answer.text


def test_units_and_leaders_of_another_plan_are_not_of_this_one(search, world):
    make_unit(name="水库外单位")
    make_leader(name="水库外领导")
    assert kinds(search("水库外")) == {}


def test_what_came_later_is_not_found_on_a_day_before(search, world, unit):
    milestone = make_milestone(task=world.task, text="水库补充", added_on=TODAY)
    make_report(milestone, unit=unit, done="水库补报", reported_on=TODAY)
    day = (TODAY - timedelta(days=1)).isoformat()
    assert kinds(search("水库补")) == {"milestone": 1, "report": 1}
    assert kinds(search("水库补", as_of=day)) == {}
    before = search("水库", as_of=day)
    assert "slip" not in kinds(before)  # issued TODAY
    assert f"?as_of={day}#m3" in before.text


def test_a_file_is_found_once_it_is_sent_and_from_that_day_on(search, world):
    make_evidence(world, name="水草.pdf")
    sent = make_report(world, reported_on=TODAY)
    make_evidence(world, name="水文.pdf", report=sent)
    assert (kinds(search("水草")), kinds(search("水文"))) == ({}, {"file": 1})
    assert kinds(search("水文", as_of=(TODAY - timedelta(days=1)).isoformat())) == {}


class TestRestricted:
    """What is restricted is not there for who may not read it."""

    @pytest.fixture
    def secret(self, world, unit):
        """A report with a file, a file of its own."""
        report = make_report(world, unit=unit, done="机密水情")
        make_restriction(report, unit)
        make_evidence(world, name="机密水图.pdf", report=report)
        own = make_evidence(world, name="机密水表.pdf", report=world.reports.last())
        make_restriction(own, unit)

    def test_the_unit_and_supervisors_find_it(self, search, secret, unit, client_as, client):
        client.force_login(make_user(role="liaison", unit=unit))
        for reader in (client, client_as("supervisor")):
            answer = search("机密水", reader)
            assert kinds(answer) == {"report": 1, "file": 2}
            assert "<mark>机密水</mark>情" in answer.text

    @pytest.mark.parametrize("role", ["viewer", "liaison", "leader", "admin"])
    def test_others_neither_find_nor_count_it(self, search, secret, client_as, role):
        answer = search("机密水", client_as(role))
        assert (kinds(answer), answer.context["number"]) == ({}, 0)
        assert kinds(search("机密水", client_as(role), kind="report")) == {}

    def test_nor_in_other_plans(self, viewer, secret):
        answer = viewer.get(address("search", make_plan(), q="机密水"))
        assert answer.context["others"] == []


def test_nothing_typed_shows_what_can_be_typed(search, world):
    answer = search("")
    assert answer.status_code == 200
    assert "search-hints" in answer.text
    assert "notice-warning" not in answer.text


@pytest.mark.parametrize("typed", ["，。“”", "水" * (LONGEST + 1), "水" * 10_000, "a " * 5_000])
def test_what_cannot_be_looked_for_is_said_in_a_sentence(search, world, typed):
    answer = search(typed)
    assert answer.status_code == 200
    assert "notice-warning" in answer.text
    assert "parts" not in answer.context


def test_the_longest_question_is_answered(search, world):
    assert kinds(search("水" * LONGEST)) == {}
    assert kinds(search(" ".join("水库保护" * 12))) != {}


def test_what_is_not_there_is_said(search, world):
    answer = search("没有这样的词")
    assert answer.context["number"] == 0
    assert "search-hints" in answer.text


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_page_asks_as_often_for_many_as_for_one(
    number, search, world, unit, django_assert_num_queries
):
    for _time in range(number):
        task = make_task(plan=world.task.plan, title="水库")
        make_assignment(task, make_unit(name=f"水库{task.number}"))
        make_task_leader(task, make_leader(name=f"水库{task.number}"))
        milestone = make_milestone(task=task, text="水库")
        report = make_report(milestone, unit=unit, done="水库")
        make_evidence(milestone, name="水库", report=report)
        make_slip(milestone, requirement="水库")
        make_instruction(task, unit, text="水库")
    with django_assert_num_queries(14):
        assert search("水库").status_code == 200


def test_every_page_has_the_box_which_keeps_the_day(viewer, plan):
    page = viewer.get(address("unit-list", plan, as_of="2015-06-01")).text
    box = page[page.index("band-search") :].partition("</form>")[0]
    assert f'action="{address("search", plan)}"' in box
    assert 'name="as_of" value="2015-06-01"' in box
