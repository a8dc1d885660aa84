"""Sheets that people fill in, and what comes instead of them."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook

from tasks.ground import sheet_in
from tasks.ground.sheet_in import Column, Form, Line, read, text_of
from tests.sheets_in import saved, sheet_of

HEAD = ("Unit", "Day", "Task")
MORNING = datetime(2015, 6, 1, 8, 30, tzinfo=UTC).replace(tzinfo=None)
FORM = Form(
    title=_("Unit"),
    columns=(Column("unit", _("Unit")), Column("day", "Day"), Column("task", _("Task"))),
    asked=frozenset({"unit", "day"}),
    most=3,
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def lines_of(*rows, head=HEAD, **fields):
    return read("表.xlsx", sheet_of(head, *rows, **fields), FORM)


def refused(file):
    with pytest.raises(ValidationError) as error:
        read("表.xlsx", file, FORM)
    (sentence,) = error.value.messages
    return sentence


def test_a_line_says_what_people_see():
    (line,) = lines_of((" 区水\u200b务局\u2060 ", MORNING, 11.0))
    assert line == Line(2, {"unit": "区水务局", "day": date(2015, 6, 1), "task": "11"})


def test_days_and_numbers_may_be_texts():
    first, second = lines_of((3, "2015年6月1日", None), (2.5, date(2015, 6, 2), True))
    assert first.cells == {"unit": "3", "day": "2015年6月1日", "task": ""}
    assert second.cells == {"unit": "2.5", "day": date(2015, 6, 2), "task": "True"}


def test_rows_in_which_nothing_asked_is_filled_in_are_left_out():
    found = lines_of((None, None, "11"), ("", " ", "12"), ("局", None, "13"), (None,) * 3)
    assert [line.number for line in found] == [4]


def test_columns_stand_in_any_order_and_language_and_may_have_others_beside():
    found = lines_of(("x", "11", "局", None), head=("备注", "TASK", " 单 位 ", "Day"))
    assert found[0].cells == {"unit": "局", "day": "", "task": "11"}


def test_the_sheet_is_found_by_its_title_else_the_first_one_is_read():
    assert lines_of(("局",), title="单位", before=["说明"])[0].cells["unit"] == "局"
    assert lines_of(("局",), title="Renamed")[0].cells["unit"] == "局"


def test_the_wrong_sheet_is_told_by_a_column_that_it_has_not():
    sentence = refused(sheet_of(("Name", "Unit"), ("某", "局"), title="名单"))
    assert sentence == "Sheet “名单” has no column “Day” in row 1. Please use the template."
    assert "has no column “Unit”" in refused(sheet_of(()))


def test_a_column_stands_there_once():
    assert refused(sheet_of((*HEAD, "unit"))) == "Sheet “Sheet” has the column “Unit” twice."


def test_a_sheet_that_is_not_filled_in_says_so():
    for file in (sheet_of(HEAD), sheet_of(HEAD, (None, None, "11"))):
        assert refused(file) == "In sheet “Sheet” no row below the headings is filled in."


@pytest.mark.parametrize("value", ["=A1", "=HYPERLINK(1)", "#REF!"])
def test_formulas_and_their_errors_are_no_values(value):
    sentence = refused(sheet_of(HEAD, ("局",), ("局", value)))
    assert sentence == "Row 3, column “Day”: a formula or its error. Please paste the values."
    assert lines_of(("局", None, value))  # in a column that only helps they do no harm


def test_a_sheet_holds_so_many_lines_and_no_more():
    assert len(lines_of(*[("局",)] * 3)) == 3
    sentence = refused(sheet_of(HEAD, *[("局",)] * 10_000))
    assert sentence.startswith("Row 5 is too far down: a sheet holds at most 3 rows")


def test_frames_without_an_end_are_not_followed(monkeypatch):
    monkeypatch.setattr(sheet_in, "LAST_ROW", 20)
    assert "Row 21 is too far down" in refused(sheet_of(HEAD, *[(None, None, "x")] * 30))


def packed(*entries):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    file.seek(0)
    return file


@pytest.mark.parametrize("file", [BytesIO(b""), BytesIO(b"PK\x03\x04"), packed(("a.txt", "a"))])
def test_what_is_no_sheet_is_told(file):
    expected = "“表.xlsx” is no sheet. Please save it as .xlsx, without a password."
    assert refused(file) == expected


def test_a_damaged_sheet_is_told():
    expected = "“表.xlsx” is damaged and cannot be read. Please save it again."
    assert refused(packed(("xl/workbook.xml", "<workbook"))) == expected


def test_what_is_too_large_is_not_unpacked(monkeypatch):
    bomb = packed(("xl/workbook.xml", b"0" * (sheet_in.MOST_UNPACKED + 1)))
    assert refused(bomb) == "“表.xlsx” unpacks to more than a sheet can be."
    monkeypatch.setattr(sheet_in, "MOST_BYTES", 1000)
    assert refused(sheet_of(HEAD)).startswith("“表.xlsx” is larger than 1000")


def test_an_entry_that_lies_about_its_size_is_not_unpacked_further():
    file = packed(("xl/workbook.xml", b"0" * 100_000))
    content = file.getvalue().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "is damaged" in refused(BytesIO(content))


def test_days_before_1900_and_others_that_no_calendar_has_are_errors():
    book = Workbook()
    book.active.append(HEAD)
    book.active.append(("局", 99_999_999, None))
    book.active["B2"].number_format = "yyyy-mm-dd"
    assert "column “Day”" in refused(saved(book))


def test_a_whole_number_is_read_without_a_point():
    assert [text_of(value) for value in (17.0, 17.5, None)] == ["17", "17.5", ""]


def test_the_headings_may_stand_further_down():
    form = replace(FORM, head=3)
    (line,) = read("表.xlsx", sheet_of(("Title",), (), HEAD, ("局", None, "11")), form)
    assert line == Line(4, {"unit": "局", "day": "", "task": "11"})
    with pytest.raises(ValidationError, match="in row 3"):
        read("表.xlsx", sheet_of(HEAD, ("局",)), form)
