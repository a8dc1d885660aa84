"""How official papers write."""

from datetime import date

import pytest
from django.utils import translation

from tasks.ground.official import in_chinese, quoted, short, spanned, titled, written


def test_dates_are_written_in_full_or_without_the_paper_s_year():
    day = date(2015, 6, 2)
    assert [written(day), short(day), written(None)] == ["2015年6月2日", "6月2日", "待定"]


@pytest.mark.parametrize(
    ("writer", "plain", "nested"),
    [(quoted, "“工作”", "“建设‘法治宝安’”"), (titled, "《工作》", "《落实〈纲要〉的方案》")],
)
def test_marks_inside_marks_are_the_small_ones(writer, plain, nested):
    words = {quoted: "建设“法治宝安”", titled: "落实《纲要》的方案"}[writer]
    assert [writer("工作"), writer(words)] == [plain, nested]


def test_who_writes_in_chinese_leaves_the_language_as_it_was():
    @in_chinese
    def inner():
        return translation.get_language()

    @in_chinese
    def outer():
        return inner(), translation.get_language()

    with translation.override("en"):
        assert outer() == ("zh-hans", "zh-hans")
        assert translation.get_language() == "en"


def test_days_from_one_to_another_say_year_and_month_once():
    spans = {
        (date(2015, 6, 1), date(2015, 6, 18)): "2015年6月1日至18日",
        (date(2015, 4, 1), date(2015, 6, 18)): "2015年4月1日至6月18日",
        (date(2014, 12, 1), date(2015, 1, 8)): "2014年12月1日至2015年1月8日",
    }
    assert [spanned(*span) for span in spans] == list(spans.values())
