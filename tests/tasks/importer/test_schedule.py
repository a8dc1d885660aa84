"""How sentences of a schedule become milestones, case by case."""

from datetime import date

import pytest

from tasks.importer.schedule import read_schedule

END_OF_JUNE, END_OF_YEAR = date(2015, 6, 30), date(2015, 12, 31)


def read(schedule):
    milestones, _key = read_schedule(schedule, 0, 2015)
    return [(row.text, row.kind, row.due_on, row.date_note) for row in milestones]


@pytest.mark.parametrize(
    ("written", "day", "note"),
    [
        ("2015年6月底前", END_OF_JUNE, ""),
        ("6月底前", END_OF_JUNE, ""),
        ("2015年6月前", date(2015, 5, 31), "before_month"),
        ("2015年1月前", date(2014, 12, 31), "before_month"),
        ("2015年6月", END_OF_JUNE, ""),
        ("2016年2月底前", date(2016, 2, 29), ""),
        ("2015年6月15日前", date(2015, 6, 15), ""),
        ("2015年底前", END_OF_YEAR, ""),
        ("2015年年底", END_OF_YEAR, ""),
        ("年底前", END_OF_YEAR, ""),
        ("2015年上半年", END_OF_JUNE, ""),
        ("2015年全年", END_OF_YEAR, ""),
        ("2015年内", END_OF_YEAR, ""),
        ("2016年下半年", date(2016, 12, 31), ""),
        ("第三季度末", date(2015, 9, 30), ""),
        ("“十三五”期间", date(2020, 12, 31), "period"),
        ("“十三五”发展规划期间", date(2020, 12, 31), "period"),
    ],
)
def test_a_date_is_read(written, day, note):
    [milestone], _key = read_schedule(f"{written}完成工作。", 0, 2015)
    assert (milestone.raw_date, milestone.due_on, milestone.date_note) == (written, day, note)
    assert milestone.text == "完成工作"


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (
            "2015年6月底前，制定办法，完成培训。",
            [("制定办法", "deadline", END_OF_JUNE, ""), ("完成培训", "deadline", END_OF_JUNE, "")],
        ),
        (
            "2015年6月底前，制定办法；完成培训。",
            [("制定办法", "deadline", END_OF_JUNE, ""), ("完成培训", "deadline", END_OF_JUNE, "")],
        ),
        (
            "2015年6月底前，制定办法，完成培训；总结经验。",
            [
                ("制定办法", "deadline", END_OF_JUNE, ""),
                ("完成培训", "deadline", END_OF_JUNE, ""),
                ("总结经验", "deadline", END_OF_JUNE, "inherited"),
            ],
        ),
        (
            "2015年6月底前，制定办法。总结经验。",
            [
                ("制定办法", "deadline", END_OF_JUNE, ""),
                ("总结经验", "deadline", END_OF_JUNE, "inherited"),
            ],
        ),
        (
            "2015年6月底前完成准备工作，12月底前启动运行。",
            [
                ("完成准备工作", "deadline", END_OF_JUNE, ""),
                ("启动运行", "start", END_OF_YEAR, ""),
            ],
        ),
        (
            "2015年6月底前，在总结的基础上，推进考试。",
            [("在总结的基础上，推进考试", "deadline", END_OF_JUNE, "")],
        ),
        (
            "2015年6月底前，制定办法，并持续推进学法。",
            [
                ("制定办法", "deadline", END_OF_JUNE, ""),
                ("持续推进学法", "ongoing", None, ""),
            ],
        ),
        (
            "加强宣传，2015年全年持续推进。",
            [("加强宣传，2015年全年持续推进", "ongoing", END_OF_YEAR, "")],
        ),
        (
            "认真落实，并长期坚持实施。",
            [("认真落实，并长期坚持实施", "ongoing", None, "")],
        ),
        (
            "立即启动工作，2015年底初步完成。",
            [
                ("立即启动工作", "start", None, "no_date"),
                ("初步完成", "deadline", END_OF_YEAR, ""),
            ],
        ),
        ("争取在2015年年底完成。", [("争取完成", "deadline", END_OF_YEAR, "")]),
        ("加强管理。", [("加强管理", "ongoing", None, "")]),
        ("每年年底总结。", [("每年年底总结", "ongoing", None, "")]),
        ("2015年6月底前，根据部署。", [("根据部署", "deadline", END_OF_JUNE, "")]),
        (
            "2016年6月底前完成甲，12月底前完成乙，年底前完成丙。",
            [
                ("完成甲", "deadline", date(2016, 6, 30), ""),
                ("完成乙", "deadline", date(2016, 12, 31), ""),
                ("完成丙", "deadline", date(2016, 12, 31), ""),
            ],
        ),
        (
            "2015年底前，按照要求完成。2015年6月底前，印发《甲，乙办法》。",
            [
                ("按照要求完成", "deadline", END_OF_YEAR, ""),
                ("印发《甲，乙办法》", "deadline", END_OF_JUNE, ""),
            ],
        ),
    ],
)
def test_sentences_become_milestones(schedule, expected):
    assert read(schedule) == expected


def test_the_key_focus_marks_the_deliverable_that_says_the_same():
    milestones, key = read_schedule(
        "2015年6月底前，完善考评方式，修订指标体系。近期重点突破的工作：修订指标体系。", 0, 2015
    )
    assert key == "修订指标体系"
    assert [milestone.is_key for milestone in milestones] == [False, True]


def test_a_key_focus_that_no_deliverable_speaks_of_marks_nothing():
    milestones, _key = read_schedule(
        "2015年6月底前，完善考评。近期重点突破的工作：修订指标。", 0, 2015
    )
    assert [milestone.is_key for milestone in milestones] == [False]


def test_without_a_key_focus_nothing_is_marked():
    milestones, key = read_schedule("2015年6月底前，完成工作。", 0, 2015)
    assert (key, [milestone.is_key for milestone in milestones]) == ("", [False])


def test_a_clause_begins_with_its_date_and_ends_before_the_full_stop():
    schedule = "2015年6月底前，制定办法；2015年底前，总结。"
    milestones, _key = read_schedule(schedule, 100, 2015)
    spans = [schedule[row.start - 100 : row.end - 100] for row in milestones]
    assert spans == ["2015年6月底前，制定办法", "2015年底前，总结"]


def test_an_impossible_date_is_an_error():
    with pytest.raises(ValueError, match="day is out of range"):
        read_schedule("2015年2月30日前完成。", 0, 2015)
