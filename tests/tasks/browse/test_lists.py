"""Filters, sorting and pages of the two lists."""

from datetime import date, timedelta

import pytest

from tasks.models import Tenure
from tests.factories import (
    TODAY,
    grant,
    make_assignment,
    make_done,
    make_leader,
    make_milestone,
    make_plan_of,
    make_project,
    make_task,
    make_task_leader,
    make_unit,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLY, LATE = date(2015, 1, 31), date(2015, 12, 31)


class TestLists:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, ["甲", "乙", "丙"]),
            ({"light": "red"}, ["甲"]),
            ({"light": ["red", "green"]}, ["甲", "丙"]),
            ({"q": "乙的"}, ["乙"]),
            ({"q": "102"}, ["乙"]),
            ({"kind": "start"}, ["乙"]),
            ({"key": "yes"}, ["丙"]),
            ({"due_from": "2015-06-30"}, ["乙", "丙"]),
            ({"due_to": "2015-06-30"}, ["甲", "乙"]),
            ({"due_from": "2015-02-01", "due_to": "2015-06-30"}, ["乙"]),
            ({"kind": "start", "due_to": "2015-02-01"}, []),
            ({"project": "7"}, ["甲", "乙"]),
            ({"project": "8"}, ["丙"]),
        ],
    )
    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    def test_filters_narrow_the_list(self, viewer, plan, name, query, found):
        first, second = (make_project(plan=plan, number=number) for number in (7, 8))
        for number, title, project, fields in [
            (101, "甲", first, {"due_on": EARLY}),
            (102, "乙", first, {"kind": "start"}),
            (103, "丙", second, {"due_on": LATE, "is_key": True}),
        ]:
            task = make_task(
                project=project, number=number, title=title, description=f"{title}的事"
            )
            make_milestone(task=task, **fields)
        rows = rows_of(viewer.get(address(name, plan), query))
        assert [getattr(row, "task", row).title for row in rows] == found

    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    def test_by_unit_part_and_leader(self, viewer, plan, name):
        led, joined = (make_task(plan=plan, number=number) for number in (1, 2))
        unit, leader = make_unit(), make_leader()
        make_assignment(led, unit)
        make_assignment(joined, unit, role="participating")
        make_task_leader(led, leader)
        for task in (led, joined, make_task(plan=plan)):
            make_milestone(task=task)

        def numbers(**query):
            rows = rows_of(viewer.get(address(name, plan, **query)))
            return [getattr(row, "task", row).number for row in rows]

        assert numbers(unit=unit.pk) == [1, 2]
        assert numbers(unit=unit.pk, role="lead") == [1]
        assert numbers(unit=unit.pk, role="participating") == [2]
        assert numbers(leader=leader.pk) == [1]

    def test_milestones_by_what_counts_silence_and_completion(self, viewer, plan):
        task = make_task(plan=plan)
        make_milestone(task=task, text="限期")
        make_milestone(task=task, text="沉默", kind="ongoing", due_on=None)
        make_done(date(2015, 6, 1), task=task, text="办结")

        def texts(**query):
            return [
                row.text for row in rows_of(viewer.get(address("milestone-list", plan, **query)))
            ]

        assert texts(dated="yes") == ["限期", "办结"]
        assert texts(stale="yes") == ["沉默"]
        assert texts(done_from="2015-06-01", done_to="2015-06-01") == ["办结"]
        assert texts(done_from="2015-06-02") == []
        assert texts(q="沉") == ["沉默"]

    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    @pytest.mark.parametrize(
        "query", [{"due_from": "2015-02-30"}, {"light": "pink"}, {"unit": "999"}, {"project": "x"}]
    )
    def test_a_filter_that_cannot_be_read_says_so_and_lists_nothing(
        self, viewer, plan, name, query
    ):
        make_milestone(task=make_task(plan=plan))
        answer = viewer.get(address(name, plan, **query))
        assert answer.status_code == 200
        assert rows_of(answer) == []
        assert "请更正以下内容" in answer.text

    def test_nothing_found_is_said_and_can_be_cleared(self, viewer, plan):
        answer = viewer.get(address("task-list", plan, q="没有"))
        assert "没有符合条件的内容" in answer.text
        assert "清除全部" in answer.text

    def test_each_filter_in_use_can_be_taken_off(self, viewer, plan):
        make_project(plan=plan, number=7, title="某专项")
        chips = (
            viewer.get(address("task-list", plan, project=7, light=["red", "amber"]))
            .context["filter"]
            .filterset.chips
        )
        assert [(str(chip["field"]), str(chip["label"])) for chip in chips] == [
            ("专项", "某专项"), ("灯", "逾期"), ("灯", "临期"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("sort", "numbers"),
        [("number", [1, 2]), ("-number", [2, 1]), ("-light", [2, 1]), ("next_due", [2, 1])],
    )
    def test_columns_sort_both_ways(self, viewer, plan, sort, numbers):
        make_milestone(task=make_task(plan=plan, number=1))
        make_milestone(task=make_task(plan=plan, number=2), due_on=EARLY)
        answer = viewer.get(address("task-list", plan, sort=sort))
        assert [row.number for row in rows_of(answer)] == numbers

    def test_a_long_list_has_pages_that_keep_the_filter(self, viewer):
        plan = make_plan_of(101, milestones_each=1)
        answer = viewer.get(address("task-list", plan, light="amber", page=2))
        assert len(answer.context["table"].page.object_list) == 1
        assert "第2页" in answer.text
        assert "light=amber&amp;page=1" in answer.text

    def test_both_lights_are_shown_where_they_differ(self, viewer, plan):
        milestone = make_milestone(task=make_task(plan=plan), due_on=date(2015, 5, 31))
        grant(milestone, new_due_on=date(2015, 7, 31), decided_on=date(2015, 6, 1))
        page = viewer.get(address("milestone-list", plan)).text
        assert "按原定时限" in page
        assert "<s class" in page


class TestTwoDates:
    """Lists ask by the approved date, or by the document's where one wants that."""

    @pytest.fixture
    def extended(self, plan):
        """Due at the end of January by the document, at the end of the year by approval."""
        milestone = make_milestone(task=make_task(plan=plan, number=1), due_on=EARLY)
        grant(milestone, new_due_on=LATE, decided_on=date(2015, 6, 1))
        make_milestone(task=make_task(plan=plan, number=2), due_on=LATE)
        return milestone

    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    @pytest.mark.parametrize(
        ("query", "numbers"),
        [
            ({"light": "red"}, []),
            ({"light": "red", "by": "original"}, [1]),
            ({"light": ["red", "green"], "by": "original"}, [1, 2]),
            ({"due_to": "2015-06-30"}, [1]),
            ({"due_from": "2015-12-01"}, [1, 2]),
            ({"due_from": "2015-02-01", "due_to": "2015-11-30"}, []),
            ({"due_to": "2015-06-30", "by": "original"}, [1]),
            ({"due_to": "2015-06-30", "by": "approved"}, []),
        ],
    )
    def test_a_filter_names_the_date_it_asks(self, viewer, plan, extended, name, query, numbers):
        answer = viewer.get(address(name, plan), query)
        found = [getattr(row, "task", row).number for row in rows_of(answer)]
        assert found == numbers
        chips = [str(chip["field"]) for chip in answer.context["filter"].filterset.chips]
        assert ("时限口径" in chips) == ("by" in query)

    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    def test_both_lights_are_shown_where_they_differ(self, viewer, plan, extended, name):
        table = viewer.get(address(name, plan)).text.partition("<tbody")[2].partition("</tbody>")[0]
        rows = table.split("<tr>")[1:]
        assert ["按原定时限" in row for row in rows] == [True, False]

    def test_both_dates_are_shown(self, viewer, plan, extended):
        page = viewer.get(address("milestone-list", plan)).text
        assert "2015-12-31</span> <s" in page
        assert "2015-01-31</s>" in page

    def test_a_task_without_milestones_is_unscheduled(self, viewer, plan, extended):
        make_task(plan=plan, number=3)
        for query, numbers in (({"light": "unscheduled"}, [3]), ({"light": "green"}, [1, 2])):
            answer = viewer.get(address("task-list", plan), query)
            assert [row.number for row in rows_of(answer)] == numbers

    def test_nobody_is_late_before_the_plan_was_issued(self, viewer, plan, extended):
        for name in ("task-list", "milestone-list", "timeline"):
            page = viewer.get(address(name, plan, as_of="2015-02-04")).text
            assert "天" not in page.partition("<tbody")[2].partition("</tbody>")[0]


def test_a_list_has_a_hundred_rows_a_page(viewer, plan):
    task = make_task(plan=plan)
    for order in range(1, 103):
        make_milestone(task=task, order=order, text=f"第{order}件")
    first, second = (viewer.get(address("milestone-list", plan, page=n)) for n in (1, 2))
    assert first.context["table"].page.paginator.count == 102
    assert ("第100件" in first.text, "第101件" in first.text) == (True, False)
    assert ("第100件" in second.text, "第102件" in second.text) == (False, True)


def test_extensions_are_filtered_by_how_they_stood(viewer, plan):
    milestone = make_milestone(task=make_task(plan=plan))
    grant(milestone, new_due_on=LATE, decided_on=date(2015, 6, 10), requested_on=date(2015, 6, 1))
    for day, decision, number in (
        ("2015-06-05", "granted", 0),
        ("2015-06-05", "pending", 1),
        ("2015-06-10", "granted", 1),
    ):
        query = {"as_of": day, "decision": decision}
        answer = viewer.get(address("extension-list", plan), query)
        assert len(answer.context["table"].rows) == number


@pytest.mark.parametrize("name", ["task-list", "milestone-list", "unit-list", "leader-list"])
def test_tables_are_dressed_and_named(viewer, plan, name):
    make_milestone(task=make_task(plan=plan))
    page = viewer.get(address(name, plan)).text
    assert '<table class="table ledger-table">' in page
    assert '<caption class="visually-hidden"></caption>' not in page


class TestSearch:
    """What is meant is found, however it is typed."""

    @pytest.fixture
    def plan_with_words(self, plan):
        task = make_task(
            plan=plan, number=17, title="法治建设", description="健全“两法衔接”工作机制"
        )
        unit = make_unit(name="区法制办公室")
        unit.aliases.create(name="区法制办")
        make_assignment(task, unit)
        make_task_leader(task, make_leader(name="曾某某"))
        make_milestone(task=task)
        make_milestone(task=make_task(plan=plan, number=170, title="其他"))
        return plan

    @pytest.mark.parametrize(
        "typed",
        [
            "17", "１７", "第17项", "第１７项", "第17项任务", "任务17", "17.", "17、", " 17 ",
            "第十七项", "第十七项任务", "任务十七", "第十七",
            "法治建设", "法治建設", "法治  建设", "法\u200b治\ufeff建设", "  法治建设 ",
            '"两法衔接"', "“两法衔接”", "「兩法銜接」", "两法衔接",
            "区法制办公室", "区法制办", "區法制辦", "曾某某", "曾某",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    def test_it_is_found(self, viewer, plan_with_words, name, typed):
        rows = rows_of(viewer.get(address(name, plan_with_words), {"q": typed}))
        assert [getattr(row, "task", row).number for row in rows] == [17]

    @pytest.mark.parametrize(
        "typed",
        [
            "第1项",
            "第十一项",
            "第一七项",
            "第项",
            "十七",
            "18",
            "9" * 20,
            "某",
            "区公安局",
            '"两法',
        ],
    )
    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    def test_nothing_else_is(self, viewer, plan_with_words, name, typed):
        rows = rows_of(viewer.get(address(name, plan_with_words), {"q": typed}))
        assert len(rows) == (typed == '"两法')

    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    def test_a_unit_is_found_on_the_days_on_which_it_had_the_task(
        self, viewer, plan_with_words, name
    ):
        Tenure.objects.update(since=TODAY)
        for day, found in ((TODAY, 1), (TODAY - timedelta(days=1), 0)):
            query = {"q": "区法制办", "as_of": day.isoformat()}
            assert len(rows_of(viewer.get(address(name, plan_with_words), query))) == found
