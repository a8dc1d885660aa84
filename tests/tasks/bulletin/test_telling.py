"""What the sections say."""

from datetime import date

import pytest

from tasks.bulletin.draft import draft_of
from tasks.bulletin.lines import plain
from tests.factories import (
    make_assignment,
    make_done,
    make_extra_task,
    make_milestone,
    make_naming,
    make_practice,
    make_report,
    make_restriction,
    make_unit,
)
from tests.supervising import make_bulletin
from units.models import UnitAlias

pytestmark = pytest.mark.django_db
JUNE = {"first_on": date(2015, 6, 1), "last_on": date(2015, 6, 18)}


def said(bulletin, part):
    [found] = [one for one in draft_of(bulletin).sections if one.part == part]
    return [plain(line) for line in found.lines]


def test_it_begins_with_where_the_plan_stands(bulletin, plan):
    assert said(bulletin, "overall") == [
        f"截至2015年5月31日，《{plan.title}》确定的3个限期节点已办结1个，办结率33.3%，按期率50.0%；"
        "逾期未办1个，15日内到期1个。",
        "按批准时限，应办结2个，已办结1个，尚差1个；提前办结0个。",
    ]


def test_what_counts_in_no_rate_and_what_is_outside_the_plan_stand_apart(bulletin, task, plan):
    make_milestone(task=task, kind="ongoing", due_on=None)
    make_milestone(task=task, stage="stopped", stopped_on=date(2015, 5, 2))
    make_extra_task(plan, added_on=date(2015, 4, 1), due_on=date(2015, 5, 1))
    assert said(bulletin, "late")[0] == "截至2015年5月31日，逾期未办1个："
    assert len(said(bulletin, "late")) == 2
    assert said(bulletin, "overall")[2:] == [
        "长期坚持的工作1个；中止1个。以上节点不计入办结率。",
        "计划外立项的1个限期节点另行统计，已办结0个，逾期未办1个。",
    ]


def test_what_was_done_is_named_with_its_unit_and_how_it_lies_to_its_day(bulletin, task):
    make_done(date(2015, 5, 3), task=task, due_on=date(2015, 5, 1), text="出台“三定”方案。")
    make_done(date(2015, 5, 21), task=task, due_on=date(2015, 5, 21), text="挂牌成立联络站点")
    assert said(bulletin, "done") == [
        "2015年5月1日至31日，办结限期节点3个，其中按期2个，逾期办结1个。",
        "区水务局5月3日逾期2天完成第11项任务“出台‘三定’方案”；区水务局5月20日提前11天完成第11项任务“完成建章立制工作”；"
        "区水务局5月21日如期完成第11项任务“挂牌成立联络站点”。",
    ]


def test_a_period_in_which_nothing_was_done_says_so(plan, promises):
    june = make_bulletin(plan, **JUNE)
    assert said(june, "done") == ["2015年6月1日至18日没有新办结的限期节点。"]


def test_of_many_that_were_done_the_rest_is_counted(bulletin, task):
    for _number in range(13):
        make_done(date(2015, 5, 20), task=task, due_on=date(2015, 5, 31))
    assert said(bulletin, "done")[1].endswith("；其余2个见台账。")
    assert said(bulletin, "done")[1].count("完成第11项任务") == 12


def test_projects_and_what_moved(bulletin, task):
    assert said(bulletin, "progress") == [
        f"“{task.project.title}”限期节点3个，已办结1个，占33.3%，逾期1个。",
        "本期内，新增逾期1个，错过时限1个。",
    ]


def test_who_is_behind_is_named_once_with_each_item_the_longest_overdue_first(
    bulletin, task, second
):
    make_milestone(task=second, due_on=date(2015, 5, 1), text="印发乙类事项清单")
    make_milestone(task=task, due_on=date(2015, 5, 10), text="印发丙类事项清单")
    other = second.assignments.get().unit
    assert said(bulletin, "late") == [
        "截至2015年5月31日，逾期未办3个：",
        "由区水务局负责的第11项任务“完成权责清单清理”时限为2015年4月30日，已逾期31天；"
        "第11项任务“印发丙类事项清单”时限为2015年5月10日，已逾期21天，进展滞后。",
        f"由{other.name}负责的第12项任务“印发乙类事项清单”时限为2015年5月1日，已逾期30天，进展滞后。",
    ]


def test_a_unit_that_was_named_for_a_milestone_is_behind_alone(bulletin, task, promises):
    named = make_unit(name="区城管局")
    make_assignment(task, named, role="participating")
    make_naming(promises[1], named, date(2015, 3, 1))
    assert said(bulletin, "late")[1].startswith("由区城管局负责的第11项任务“完成权责清单清理”")


def test_words_that_say_little_alone_stand_beside_their_task(bulletin, task):
    make_done(date(2015, 5, 21), task=task, due_on=date(2015, 5, 21), text="初步完成。")
    make_milestone(task=task, due_on=date(2015, 5, 10), text="出台试点方案")
    make_milestone(task=task, due_on=date(2015, 5, 11), text="全面启动试点工作")
    title = task.title
    assert said(bulletin, "done")[1].endswith(f"如期完成第11项任务“{title}”（初步完成）。")
    late = said(bulletin, "late")[1]
    assert f"第11项任务“{title}”（出台试点方案）时限为2015年5月10日" in late
    assert "第11项任务“全面启动试点工作”时限为2015年5月11日" in late


def test_nobody_is_behind(plan, task):
    make_milestone(task=task, due_on=date(2015, 12, 31))
    assert said(make_bulletin(plan), "late") == ["截至2015年5月31日，没有逾期未办的限期节点。"]


def practice(milestone, unit, published_on, title="清单管理"):
    report = make_report(milestone, unit=unit)
    return make_practice(report, title=title, published_on=published_on)


def test_good_practice_is_what_was_published_in_the_period(bulletin, promises, unit):
    practice(promises[0], unit, date(2015, 5, 31))
    practice(promises[1], unit, date(2015, 6, 1), "后来的")
    practice(promises[1], unit, date(2015, 4, 30), "先前的")
    practice(promises[1], unit, None, "未公布的")
    assert said(bulletin, "practice") == [
        "区水务局在第11项任务中总结的“清单管理”已在全区公布，请各单位结合实际学习借鉴。"
    ]


def test_what_is_restricted_stays_out(bulletin, promises, unit):
    hidden = practice(promises[0], unit, date(2015, 5, 20))
    make_restriction(hidden.report)
    assert said(bulletin, "practice") == []


def test_what_is_asked_depends_on_what_is_behind_and_what_is_due(bulletin, plan, task):
    first, second, *always = said(bulletin, "next")
    assert first.startswith("一是对逾期未办的1个节点，")
    assert second.startswith("二是对2015年6月15日前到期的1个节点，")
    assert [line[:2] for line in always] == ["三是", "四是"]


def test_the_names_are_those_of_the_last_day(bulletin, unit, promises):
    UnitAlias.objects.create(unit=unit, name="区水务处", until=date(2015, 6, 10))
    assert "区水务处5月20日" in said(bulletin, "done")[1]
    assert "由区水务处负责的" in said(bulletin, "late")[1]
    practice(promises[0], unit, date(2015, 5, 31))
    assert said(bulletin, "practice")[0].startswith("区水务处在第11项任务")
    [row] = draft_of(bulletin).annexes[1].rows
    assert row[0] == "区水务处"


def test_a_unit_without_a_date_to_keep_stands_in_no_annex(bulletin, second):
    make_milestone(task=second, kind="ongoing", due_on=None)
    assert [row[0] for row in draft_of(bulletin).annexes[1].rows] == ["区水务局"]


def test_an_annex_without_rows_is_left_out(plan, task):
    make_milestone(task=task, due_on=date(2015, 12, 31))
    titles = [annex.title for annex in draft_of(make_bulletin(plan)).annexes]
    assert titles == ["各专项办结情况", "各牵头单位办结情况"]
