"""Score sheets and rankings as Excel and Word: what the page says, for whoever reads the page."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from tasks.evaluation import acts
from tests.factories import make_unit, make_user
from tests.pages import address
from tests.tasks.evaluation.conftest import QUARTER, day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FIRST = QUARTER._replace(begins=day(1, 1), ends=day(3, 31))
OVER = {"from": "2015-01-01", "to": "2015-03-31"}


@pytest.fixture(autouse=True)
def overdue(due):
    return [due(on) for on in (day(3, 10), day(6, 10), day(12, 31))]


def content(answer):
    assert answer.status_code == 200
    return BytesIO(b"".join(answer.streaming_content))


def rows(answer):
    """{name of the sheet: its rows} of a workbook."""
    book = load_workbook(content(answer))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def tables(answer):
    """(paragraphs, [rows of each table]) of a Word file."""
    document = Document(content(answer))
    told = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [one.text for one in document.paragraphs if one.text], told


def test_a_sheet_as_a_workbook(as_supervisor, plan, unit):
    found = rows(as_supervisor.get(address("score-sheet-book", plan, unit.pk)))
    lines, _counted, rules = found.values()
    assert list(found) == ["评分表", "计入节点", "评分规则"]
    assert lines[0][0] == "区水务局评分表 工作方案"
    assert lines[1][0].startswith("2015-04-01 – 2015-06-30　试算，截至2015-06-18　第1版　")
    assert [row[4] for row in lines[3:]] == [-5, -0.8, 94.2]
    assert lines[3][:3] == ["D1", "逾期，每日", "任务11“完成建章立制”"]
    assert rules[3][0] == "D1" and rules[3][3] == -0.1
    assert rules[-1][0] == "M" and rules[-1][3] is None


def test_the_ranking_as_a_workbook(as_supervisor, plan):
    found = rows(as_supervisor.get(address("evaluation-book", plan)))
    ranks = found["排名"]
    assert ranks[3][:7] == [1, "区水务局", 94.2, -5.8, 0, 3, 2]
    assert len(ranks) == 4


def test_a_sheet_as_a_paper(as_liaison, plan, unit):
    words, told = tables(as_liaison.get(address("score-sheet-paper", plan, unit.pk)))
    assert "区水务局考核评分表（试算）" in words
    assert "2015年4月1日至2015年6月18日，得分94.2分（100 − 5.8 + 0.0 = 94.2）。" in words
    assert [row[4] for row in told[0]] == ["分值", "−5.0", "−0.8"]
    assert len(told[2]) == 12


def test_a_published_paper_is_signed_by_who_published(viewer, plan, unit, supervisor):
    acts.freeze(plan, FIRST, by=supervisor, on=day(6, 1), seen=0)
    words, told = tables(viewer.get(address("evaluation-paper", plan, **OVER)))
    assert "考核评分排名" in words
    assert "区委督查室" in words and "2015年6月1日" in words
    assert told[0][1] == ["1", "区水务局", "97.9", "−2.1", "0", "3", "1", "0", "1"]
    words, _told = tables(viewer.get(address("score-sheet-paper", plan, unit.pk, **OVER)))
    assert any(line.endswith("排名第1。") for line in words)


def test_a_paper_is_in_chinese_and_a_workbook_in_the_language_of_the_reader(client, plan, unit):
    client.force_login(make_user(role="supervisor", language="en"))
    assert list(rows(client.get(address("score-sheet-book", plan, unit.pk)))) == [
        "Score sheet",
        "What was counted",
        "Rules",
    ]
    _words, told = tables(client.get(address("score-sheet-paper", plan, unit.pk)))
    assert told[0][1][2] == "任务11“完成建章立制”"


def test_who_reads_no_page_gets_no_file(viewer, as_liaison, plan, unit):
    for name in ("evaluation-book", "evaluation-paper"):
        assert as_liaison.get(address(name, plan)).status_code == 403
    for name in ("score-sheet-book", "score-sheet-paper"):
        assert viewer.get(address(name, plan, unit.pk)).status_code == 403
        assert as_liaison.get(address(name, plan, unit.pk)).status_code == 200


def test_a_bad_period_and_an_empty_one_have_no_file(as_supervisor, plan, unit):
    bad = {"from": "2015-06-30", "to": "2015-04-01"}
    assert as_supervisor.get(address("evaluation-book", plan, **bad)).status_code == 400
    other = address("score-sheet-book", plan, make_unit().pk)
    assert as_supervisor.get(other).status_code == 404
