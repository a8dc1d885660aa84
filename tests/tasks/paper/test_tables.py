"""Papers with tables, and periodicals with an issue in place of a number."""

from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.tasks.paper.test_writing import AT, OFFICE, parts_of, sheet
from tests.tasks.paper.test_writing import test_every_part_keeps_the_order_of_the_schema as ordered

COLUMNS = [("单位", 8), ("节点", 2), ("逾期", 2)]
ROWS = [[f"第{number}局", str(number), "0"] for number in range(1, 61)]
PLAIN = {"form": [], "attachments": ["各单位办结情况", "清单"]}
TABLES = [("各单位办结情况", COLUMNS, ROWS), ("清单", COLUMNS, ROWS[:1])]


@pytest.fixture(scope="module")
def tabled():
    return sheet(**PLAIN, tables=TABLES)


@pytest.fixture(scope="module")
def periodical():
    return sheet(form=[], attachments=[], issue=["督查通报", "第3期"])


def lines(paper):
    return [one.text for one in Document(paper.word(AT)).paragraphs if one.text]


def test_each_table_is_an_annex_on_a_page_of_its_own(tabled):
    said = lines(tabled)
    assert said[said.index("附件：1. 各单位办结情况") + 1] == "2. 清单"
    assert said[said.index("附件1") + 1] == "各单位办结情况"
    assert said[said.index("附件2") + 1] == "清单"
    assert "附件" in lines(sheet(form=[], attachments=["清单"], tables=TABLES[1:]))


def test_the_head_of_a_table_stands_on_every_page_and_no_row_is_split(tabled):
    table = Document(tabled.word(AT)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [name for name, _share in COLUMNS],
        *ROWS,
    ]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True] + [False] * len(ROWS)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_table_is_as_wide_as_the_text_and_smaller(tabled):
    table = Document(tabled.word(AT)).tables[0]
    widths = [int(cell.width) // 635 for cell in table.rows[1].cells]
    assert widths == [8845 * 8 // 12, 8845 * 2 // 12, 8845 * 2 // 12]
    for row, font in ((table.rows[0], "黑体"), (table.rows[1], "仿宋_GB2312")):
        properties = row.cells[0].paragraphs[0].runs[0]._element.rPr
        assert properties.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
        assert properties.find(qn("w:sz")).get(qn("w:val")) == "24"


def test_words_begin_on_the_left_and_numbers_stand_in_the_middle(tabled):
    cells = Document(tabled.word(AT)).tables[0].rows[1].cells
    sides = [cell.paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val")) for cell in cells]
    assert sides == ["left", "center", "center"]


def test_a_periodical_has_its_name_issue_office_and_day_on_top_and_no_signature(periodical):
    said = lines(periodical)
    assert said[:3] == ["督查通报", "第3期", f"{OFFICE}\t2015年6月12日"]
    assert "督办〔2015〕17号" not in said
    assert OFFICE not in said and "2015年6月12日" not in said


def test_both_keep_the_order_of_the_schema(tabled, periodical):
    for paper in (tabled, periodical):
        parts = parts_of(paper.word(AT))
        ordered({name: ElementTree.fromstring(text) for name, text in parts.items()})


def test_the_head_of_a_long_table_is_printed_twice_and_the_imprint_once(
    tabled, periodical, printed
):
    (pages, _odf), (single, _other) = printed(tabled.word(AT), periodical.word(AT))
    heads = [page for page in pages if any(line.split()[:1] == ["单位"] for line in page)]
    assert len(heads) == 4  # sixty rows on three pages, and the second table
    assert [page for page in pages if any("印发" in line for line in page)] == pages[-1:]
    assert [line.strip() for line in single[0][:2]] == ["督查通报", "第3期"]
