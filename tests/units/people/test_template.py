"""The sheet of people to be filled in."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from openpyxl import load_workbook

from tests.workbooks import HEAD, saved
from units.people.columns import Row
from units.people.reading import read
from units.people.template import template

WANG = ("王伟", "wangw", "区教育局", "联络员", "13800000000", "wang@example.org")


@pytest.fixture
def book():
    with override("en"):
        return load_workbook(BytesIO(template(["区教育局", "=区卫计局"], ["联络员"])))


def test_it_has_a_frozen_head_and_lists_on_a_second_sheet(book):
    people, choices = book.worksheets
    assert (people.title, people.freeze_panes) == ("People", "A2")
    assert [cell.value for cell in people[1]] == list(HEAD)
    rules = {str(rule.sqref): rule.formula1 for rule in people.data_validations.dataValidation}
    assert rules["C2:C2001"] == f"'{choices.title}'!$A$2:$A$3"
    assert rules["D2:D2001"] == f"'{choices.title}'!$B$2:$B$2"
    assert [cell.value for cell in choices["A"]] == ["Unit", "区教育局", "=区卫计局"]
    assert choices["A3"].data_type == "s"


def test_it_is_read_back_once_it_is_filled_in(book):
    with pytest.raises(ValidationError):
        read("名单.xlsx", saved(book))
    book.worksheets[0].append(WANG)
    assert read("名单.xlsx", saved(book)) == [Row(2, *WANG)]


def test_without_any_unit_it_still_opens():
    book = load_workbook(BytesIO(template([], [])))
    assert len(book.worksheets) == 2
