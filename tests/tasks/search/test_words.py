"""Words that mean the same are folded to the same, and an index finds them again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.search.words import asked, fold, grams, grams_of, number_in


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("教育局", "教育局"),
        ("建設單位", "建设单位"),
        ("ＷＴＯ规则", "wto规则"),
        ("“十三五”规划", "十三五规划"),
        ("「十三五」规划", "十三五规划"),
        ('"十三五"规划', "十三五规划"),
        ("《方案》", "方案"),
        ("区纪委〈监察局〉", "区纪委监察局"),
        ("法\u200b治\ufeff建设", "法治建设"),
        ("督办〔2015〕17号", "督办 2015 17 号"),
        ("督办[2015]17号", "督办 2015 17 号"),
        ("督办（２０１５）17号", "督办 2015 17 号"),
        ("健全，完善", "健全 完善"),
        ("一、\n二", "一 二"),
        ("2015年6月", " 2015 年 6 月"),
        ("第17", "第 17 "),
        ("17", " 17 "),
        ("café", "cafe"),
        ("，。！", ""),
        ("", ""),
    ],
)
def test_folding(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "number"),
    [("17", 17), ("第１７项", 17), ("第十七项", 17), ("任务十七", 17), ("十七", None), ("第项", None),
     ("第二十", 20), ("第十", 10), ("第一七项", None), ("9" * 20, None)],
)  # fmt: skip
def test_a_task_by_its_number(typed, number):
    assert number_in(typed) == number


def test_a_question_is_parted_by_spaces_and_said_once():
    assert asked("教育  检查 教育").phrases == ("教育", "检查")
    assert asked("第17项").phrases == (" 17 ",)
    assert asked(" ，“” ") is None


def test_only_what_the_index_does_not_know_is_compared():
    assert asked("教育").to_compare == []
    assert asked("教").to_compare == []
    assert asked("2015").to_compare == []
    assert asked("教育局").to_compare == ["教育局"]


def test_the_index_keeps_whole_numbers_signs_and_pairs():
    assert grams("教育局 2015 ") == {"教", "育", "局", "教育", "育局", "2015"}
    assert grams_of("教育局 2015 号") == {"教育", "育局", "2015", "号"}


WORDS = st.text(alphabet="教育局建設“”〔〕 ，17a\n", max_size=12)


@given(WORDS, WORDS, WORDS)
def test_what_stands_in_a_text_is_found_by_the_index(before, words, after):
    folded, question = fold(f"{before} {words} {after}"), fold(words)
    assert question.strip() in folded
    assert grams_of(question) <= grams(folded)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
