"""What a sheet of people says, and every sheet that is refused with a sentence."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from tests.workbooks import HEAD, saved, workbook
from units.models import User
from units.people.columns import Row, roles_by_name
from units.people.reading import LAST_ROW, MOST_BYTES, MOST_PEOPLE, read, tidy

WANG = ("王伟", "wangw", "区教育局", "联络员", "13800000000", "wang@example.org")


def refusal(file, name="名单.xlsx"):
    with pytest.raises(ValidationError) as refused, override("en"):
        read(name, file)
    (sentence,) = refused.value.messages
    return sentence


def test_each_row_is_read_as_it_was_typed():
    assert read("名单.xlsx", workbook(WANG)) == [Row(2, *WANG)]


@pytest.mark.parametrize("head", [HEAD, ("NA ME", " user  NAME", *HEAD[2:])])
def test_the_head_is_known_in_any_spelling(head):
    assert read("名单.xlsx", workbook(WANG, head=head)) == [Row(2, *WANG)]


def test_columns_stand_in_any_order_and_others_are_passed_over():
    file = workbook(("1", "联络员", "区教育局", "王伟"), head=("No.", "Role", "Unit", "Name"))
    assert read("名单.xlsx", file) == [Row(2, name="王伟", unit="区教育局", role="联络员")]


def test_empty_rows_are_nobody_and_keep_the_count():
    rows = read("名单.xlsx", workbook((), WANG, (None, "  ", ""), WANG))
    assert [row.number for row in rows] == [3, 5]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (13800000000, "13800000000"),
        (13800000000.0, "13800000000"),
        ("  王\u200b伟\n ", "王伟"),
        ("王\u3000伟", "王 伟"),
        ("e\u0301", "é"),
        (date(2015, 6, 18), "2015-06-18 00:00:00"),
    ],
)
def test_cells_are_read_as_people_see_them(typed, text):
    assert read("名单.xlsx", workbook((typed,)))[0].name == text


def test_the_sheet_is_known_by_its_name_else_it_is_the_first():
    assert read("名单.xlsx", workbook(WANG, first="说明")) == [Row(2, *WANG)]
    assert read("名单.xlsx", workbook(WANG, title="Sheet1")) == [Row(2, *WANG)]


def test_what_the_file_says_of_its_size_is_not_believed():
    """Some programs write a wrong one, and rows below it would be lost."""
    lied = BytesIO()
    with zipfile.ZipFile(workbook(*[WANG] * 3)) as old, zipfile.ZipFile(lied, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content.replace(b'ref="A1:F4"', b'ref="A1:A1"'))
    assert len(read("名单.xlsx", lied)) == 3


class TestRefused:
    def test_another_kind_of_file(self):
        said = "“名单.xls” is not an .xlsx workbook. Please save it as .xlsx, without a password."
        for content in (b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a,b\n", b"PK\x03\x04"):
            assert refusal(BytesIO(content), "名单.xls") == said

    def test_another_kind_of_packed_file(self):
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("word/document.xml", "")
        assert "is not an .xlsx workbook" in refusal(file)

    def test_one_that_is_damaged(self):
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("xl/workbook.xml", "<workbook")
        assert refusal(file) == "“名单.xlsx” is damaged and cannot be read. Please save it again."

    def test_one_with_a_hole(self):
        content = bytearray(workbook(WANG).getvalue())
        content[200:400] = bytes(200)
        assert "damaged" in refusal(BytesIO(content))

    def test_one_that_unpacks_to_too_much(self):
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", bytes(41 * 1024 * 1024))
        assert file.tell() < 100_000
        assert refusal(file) == "“名单.xlsx” unpacks to more than a sheet of people can be."

    def test_one_with_entities_within_entities(self):
        layers = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
        bomb = f'<!DOCTYPE w [<!ENTITY e0 "ha">{layers}]><workbook>&e9;</workbook>'
        file = BytesIO()
        with zipfile.ZipFile(workbook(WANG)) as old, zipfile.ZipFile(file, "w") as new:
            for entry in old.infolist():
                is_sheet = entry.filename.startswith("xl/worksheets/")
                new.writestr(entry, bomb if is_sheet else old.read(entry))
        assert "damaged" in refusal(file)

    def test_one_that_is_too_large(self):
        assert "is larger than 4.0" in refusal(BytesIO(bytes(MOST_BYTES + 1)))
        assert "is not an .xlsx" in refusal(BytesIO(bytes(MOST_BYTES)))

    def test_too_many_people(self):
        assert len(read("名单.xlsx", workbook(*[WANG] * MOST_PEOPLE))) == MOST_PEOPLE
        assert refusal(workbook(*[WANG] * 10_000)) == (
            "Row 2002 is too far down: a sheet holds at most 2000 people. Please divide it."
        )

    @pytest.mark.parametrize("number", [LAST_ROW + 1, 10**12])
    def test_rows_without_end(self, number):
        book = Workbook()
        book.active.append(HEAD)
        book.active.cell(LAST_ROW + 5, 1, "王伟")
        file, far = saved(book), BytesIO()
        with zipfile.ZipFile(file) as old, zipfile.ZipFile(far, "w") as new:
            for entry in old.infolist():
                content = old.read(entry).replace(b'r="20005"', b'r="%d"' % number)
                new.writestr(entry, content)
        assert refusal(far).startswith("Row 20001 is too far down")

    @pytest.mark.parametrize(("value", "row"), [("=A2", 2), ("=1/0", 2)])
    def test_formulas(self, value, row):
        assert refusal(workbook(("王伟", "", "", "", value))) == (
            "Row 2, column “Telephone”: a formula or its error. Please paste the values."
        )

    def test_errors_of_formulas(self):
        book = load_workbook(workbook(WANG))
        book.active["A2"].value = "#N/A"
        assert "Row 2, column “Name”" in refusal(saved(book))

    def test_a_sheet_with_other_columns(self):
        assert refusal(workbook(("x",), head=("No.", "Name", "Role"), title="Sheet1")) == (
            "Sheet “Sheet1” has no column “Unit” in row 1. Please use the template."
        )
        assert "has no column “Name”" in refusal(saved(Workbook()))

    def test_a_column_that_stands_twice(self):
        said = "Sheet “People” has the column “Name” twice."
        assert refusal(workbook(head=(*HEAD, "name"))) == said

    def test_a_sheet_of_nobody(self):
        assert refusal(workbook()) == "Sheet “People” names nobody below its first row."


def test_roles_have_names_in_both_languages():
    names = roles_by_name()
    assert {names[one] for one in ("联络员", "liaisonofficer", "liaison")} == {User.Role.LIAISON}


def test_a_telephone_that_the_program_took_for_a_number_has_no_point():
    assert [tidy(value) for value in (13800138000.0, None)] == ["13800138000", ""]
