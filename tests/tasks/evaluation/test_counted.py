"""What was counted: the milestones behind the numbers of a sheet, on its page, in its files, as frozen."""

from datetime import date

import pytest

from tasks.evaluation import acts
from tasks.evaluation.models import ScoreSheet
from tests.factories import (
    make_assignment,
    make_milestone,
    make_restriction,
    make_task,
    make_user,
    told,
)
from tests.pages import address
from tests.tasks.evaluation.conftest import QUARTER, day, score_of
from tests.tasks.evaluation.test_files import rows, tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FIRST = QUARTER._replace(begins=day(1, 1), ends=day(3, 31))
OVER = {"from": "2015-01-01", "to": "2015-03-31"}
FAR = date(2015, 12, 31)


@pytest.fixture
def publish(plan, supervisor):
    return lambda: acts.freeze(plan, FIRST, by=supervisor, on=day(6, 1), seen=0)


@pytest.fixture
def helped(plan, unit):
    """A milestone in which the unit takes part."""
    task = make_task(plan=plan, number=12)
    make_assignment(task)
    make_assignment(task, unit, role="participating")
    return told(make_milestone(task=task, due_on=day(3, 10), text="开展宣传"))


def counted(plan, unit, period=QUARTER):
    return [
        (row.number, row.due, row.outcome.value, row.leads)
        for row in score_of(plan, unit, period).counted
    ]


def shown(page):
    """{anchor: [(address, text, due, state)]} of the page of a sheet."""
    return {
        anchor: [(row["address"], row["text"], row["due"], row["state"]) for row in listed.rows]
        for anchor, _title, listed in page.context["counted"]
    }


def test_each_number_is_told_by_its_milestones(plan, unit, due, story, helped):
    due(day(6, 30)), due(day(6, 29)), due(FAR)
    story(due(day(6, 25))).asks(day(6, 20)).approved(day(6, 22))
    assert counted(plan, unit) == [
        (11, day(6, 29), "red", True),
        (11, day(6, 30), "open", True),
        (11, FAR, "open", True),
        (11, day(6, 25), "done", True),
        (12, day(3, 10), "red", False),
    ]
    score = score_of(plan, unit)
    assert (score.dated, score.due, score.done, score.red, score.parts) == (4, 3, 1, 1, 1)


def test_what_has_no_date_is_stopped_or_ended_before_is_not_told(plan, unit, due, story):
    due(None), due(FAR, stage="stopped", stopped_on=day(6, 1))
    story(due(FAR)).asks(day(3, 20)).approved(day(3, 31))
    assert counted(plan, unit) == []


def test_it_is_told_as_it_stood_at_the_end(plan, unit, due, story):
    late = story(due(day(6, 10)))
    before = counted(plan, unit)
    late.asks(day(7, 1)).approved(day(7, 2))
    assert counted(plan, unit) == before == [(11, day(6, 10), "red", True)]


def test_the_page_lists_each_milestone_with_the_way_to_its_task(
    as_liaison, plan, unit, due, helped
):
    due(day(6, 10)), due(FAR)
    page = as_liaison.get(address("score-sheet", plan, unit.pk))
    own, other = address("task", plan, 11), address("task", plan, 12)
    assert shown(page) == {
        "counted-led": [
            (own, "完成建章立制", "2015-06-10", "逾期"),
            (own, "完成建章立制", "2015-12-31", "办理中"),
        ],
        "counted-parts": [(other, "开展宣传", "2015-03-10", "逾期")],
    }
    assert "展开其余节点" not in page.text


def test_the_counts_of_the_ranking_lead_there(as_supervisor, plan, unit, due, helped):
    due(day(6, 10)), due(FAR)
    page = as_supervisor.get(address("evaluation", plan))
    [row] = [one for one in page.context["apart"] if one["unit"] == "区水务局"]
    led, parts = (f"{row['address']}#counted-{side}" for side in ("led", "parts"))
    assert row["counts"] == [(2, led), (1, led), (0, ""), (1, led), (1, parts)]
    sheet = as_supervisor.get(row["address"]).text
    for way in (led, parts):
        assert way.replace("&", "&amp;") in page.text
        assert f'id="{way.partition("#")[2]}"' in sheet


def test_a_published_sheet_keeps_what_was_counted(viewer, plan, unit, due, story, publish):
    milestone = due(day(3, 10))
    publish()
    story(milestone).asks(day(6, 2), completed_on=day(6, 2)).approved(day(6, 3))
    milestone.task.milestones.update(text="改写以后的文字")
    page = viewer.get(address("score-sheet", plan, unit.pk, **OVER))
    assert [row[1:] for row in shown(page)["counted-led"]] == [
        ("完成建章立制", "2015-03-10", "逾期")
    ]
    [words] = [sheet.words["counted"] for sheet in ScoreSheet.objects.filter(unit=unit)]
    assert words == [
        {"number": 11, "text": "完成建章立制", "due": "2015-03-10", "outcome": "red", "leads": True}
    ]


def test_a_published_state_is_told_in_the_language_of_the_reader(client, plan, unit, due, publish):
    due(day(3, 10))
    publish()
    client.force_login(make_user(role="viewer", language="en"))
    page = client.get(address("score-sheet", plan, unit.pk, **OVER))
    assert shown(page)["counted-led"][0][3] == "overdue"


def test_a_sheet_published_before_it_told_them_is_shown_without(viewer, plan, unit, due, publish):
    due(day(3, 10))
    publish()
    sheet = ScoreSheet.objects.get(unit=unit)
    del sheet.words["counted"]
    sheet.save()
    page = viewer.get(address("score-sheet", plan, unit.pk, **OVER))
    assert (page.status_code, shown(page)) == (200, {})
    assert 'id="counted"' not in page.text
    [row] = viewer.get(address("evaluation", plan, **OVER)).context["apart"]
    assert row["counts"] == [(1, ""), (1, ""), (0, ""), (1, ""), (0, "")]
    book = rows(viewer.get(address("score-sheet-book", plan, unit.pk, **OVER)))
    assert list(book) == ["评分表", "评分规则"]
    _words, annexes = tables(viewer.get(address("score-sheet-paper", plan, unit.pk, **OVER)))
    assert len(annexes) == 2


def test_it_stands_in_both_files(as_liaison, plan, unit, due, helped):
    due(day(6, 10)), due(FAR)
    book = rows(as_liaison.get(address("score-sheet-book", plan, unit.pk)))
    assert list(book) == ["评分表", "计入节点", "评分规则"]
    assert [[row[0], row[1], row[3].date(), row[4]] for row in book["计入节点"][3:]] == [
        ["牵头", 11, day(6, 10), "逾期"],
        ["牵头", 11, FAR, "办理中"],
        ["参与", 12, day(3, 10), "逾期"],
    ]
    words, annexes = tables(as_liaison.get(address("score-sheet-paper", plan, unit.pk)))
    assert annexes[1][1:] == [
        ["牵头", "11", "完成建章立制", "2015-06-10", "逾期"],
        ["牵头", "11", "完成建章立制", "2015-12-31", "办理中"],
        ["参与", "12", "开展宣传", "2015-03-10", "逾期"],
    ]
    assert any("计入节点" in line for line in words)


def test_of_what_is_restricted_it_tells_the_document_and_nothing_that_was_said(
    as_supervisor, plan, unit, due, story
):
    milestone = due(FAR)
    story(milestone).asks(day(5, 4)).returned(day(5, 6))
    make_restriction(milestone.requests.get(), unit)
    page = as_supervisor.get(address("score-sheet", plan, unit.pk))
    assert [line["about"] for line in page.context["lines"]] == ["限阅事项"]
    assert [row[1:] for row in shown(page)["counted-led"]] == [
        ("完成建章立制", "2015-12-31", "办理中")
    ]
    for words in ("已完成。", "材料不足"):
        assert words not in str(page.context["sheet"])


def test_of_a_long_list_the_first_are_shown_and_the_rest_unfolds(as_supervisor, plan, unit, due):
    for _n in range(20):
        due(FAR)
    sheet = address("score-sheet", plan, unit.pk)
    assert as_supervisor.get(sheet).text.count("evaluation-milestones") == 1
    due(day(6, 10))
    page = as_supervisor.get(sheet)
    assert page.text.count("evaluation-milestones") == 2
    assert "展开其余节点" in page.text
    assert shown(page)["counted-led"][0][2] == "2015-06-10"


def test_of_a_very_long_list_the_file_has_all(as_supervisor, plan, unit, due, monkeypatch):
    monkeypatch.setattr("tasks.evaluation.views.LISTED", 22)
    monkeypatch.setattr("tasks.evaluation.sheets.MOST", 22)
    for _n in range(23):
        due(FAR)
    page = as_supervisor.get(address("score-sheet", plan, unit.pk))
    assert len(shown(page)["counted-led"]) == 22
    assert "前22项" in page.text
    book = rows(as_supervisor.get(address("score-sheet-book", plan, unit.pk)))
    assert len(book["计入节点"][3:]) == 23
    _words, annexes = tables(as_supervisor.get(address("score-sheet-paper", plan, unit.pk)))
    assert (len(annexes[1]), annexes[1][-1][2]) == (24, "另有1项，见Excel评分表。")
