"""The importer against the canonical reading, and what it makes of other texts."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.importer.plan import read_plan
from tasks.importer.reading import PlanTextError
from tests.texts import SOURCE, fixture, item, small_plan

RAW = SOURCE.read_bytes()
TEXT = RAW.decode()


def canonical(value):
    """``value`` with every text in NFKC and every tuple a list, ready to be compared."""
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value)
    if isinstance(value, dict):
        return {key: canonical(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [canonical(inner) for inner in value]
    return value


def as_plan(reading):
    return {
        "schema": 1,
        "plan": {
            "slug": reading.slug,
            "title": reading.title,
            "issuer": reading.issuer,
            "issued_on": reading.issued_on.isoformat(),
        },
        "projects": [vars(project) for project in reading.projects],
        "tasks": [as_task(task) for task in reading.tasks],
    }


def as_task(task):
    fields = {name: value for name, value in vars(task).items() if name not in ("start", "end")}
    return fields | {"milestones": [as_milestone(row) for row in task.milestones]}


def as_milestone(milestone):
    fields = {k: value for k, value in vars(milestone).items() if k not in ("start", "end")}
    return fields | {"due_on": milestone.due_on and milestone.due_on.isoformat()}


def as_people(reading):
    return {
        "schema": 1,
        "units": [vars(unit) for unit in reading.units],
        "leaders": reading.leaders,
    }


@pytest.fixture(scope="module")
def reading():
    return read_plan(RAW, "baoan-2015")


def test_the_reading_is_the_canonical_one_field_by_field(reading):
    assert canonical(as_plan(reading)) == canonical(fixture("plan.json"))
    assert canonical(as_people(reading)) == canonical(fixture("people.json"))


def test_it_holds_the_numbers_everybody_knows(reading):
    milestones = [milestone for task in reading.tasks for milestone in task.milestones]
    keys = [milestone for milestone in milestones if milestone.is_key]
    found = (len(reading.projects), len(reading.tasks), len(reading.leaders), len(milestones))
    assert (*found, len(keys), len(reading.units)) == (6, 44, 13, 90, 10, 50)
    assert reading.short_title == "加快建设一流法治城区的工作方案"


def test_spans_lead_back_to_the_words(reading):
    for task in reading.tasks:
        words = reading.source_text[task.start : task.end]
        assert words.startswith(f"{task.number}. {task.title}。")
        assert words.endswith("）")
        before = task.start
        for milestone in task.milestones:
            assert before <= milestone.start < milestone.end <= task.end
            clause = reading.source_text[milestone.start : milestone.end]
            assert milestone.text[-2:] in clause
            assert milestone.raw_date in clause or milestone.order > 1
            before = milestone.end


HALF_WIDTH = str.maketrans("，：；（）", ",:;()")
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.translate(HALF_WIDTH).encode(),
        TEXT.encode("gb18030"),
        TEXT.translate(HALF_WIDTH).encode("gb18030"),
        unicodedata.normalize("NFKC", TEXT).encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\n　　").encode(),
        TEXT.translate(WIDE_DIGITS).encode(),
    ],
    ids=["half width", "GB18030", "both", "NFKC", "BOM", "CRLF", "indented", "wide digits"],
)
def test_the_same_text_written_otherwise_reads_the_same(reading, raw):
    assert read_plan(raw, "baoan-2015") == reading


def error_of(text):
    with pytest.raises(PlanTextError) as caught:
        read_plan(text if isinstance(text, bytes) else text.encode(), "plan")
    return caught.value.line, caught.value.message


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (b"", 1, "空"),
        (b" \n ", 1, "空"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 2, "UTF-8"),
        (b"\xff\xfe\xff", 1, "UTF-8"),
        ("关于\n一件事的\n".encode() + b"\xff", 3, "UTF-8"),
        ("关于\n一件事的\n".encode("gb18030") + b"\xff", 3, "UTF-8"),
        ("只是一段文字。", 1, "工作方案"),
        (small_plan(), 2, "没有找到任务"),
        (small_plan("1. 一件事。要求。"), 5, "进度安排"),
        (small_plan("1. 一件事。要求。\n进度安排：2015年6月底前，完成。"), 5, "牵头区领导"),
        (small_plan(item(1), item(1)), 8, "重复"),
        (small_plan(item(schedule="。")), 6, "没有承诺"),
        (small_plan("1. 一件事。要求。\n进度安排：2015年底前，完成。\n另一行"), 7, "牵头区领导"),
        (small_plan(item(1), "进度安排：2015年底前，完成。"), 8, "两次"),
        (small_plan(item(schedule="2015年2月30日前，完成。")), 6, "2月30日"),
        (small_plan(item(schedule="2015年13月底前，完成。")), 6, "13月"),
        (small_plan(item(responsible="（牵头区领导：甲某）")), 7, "无法识别"),
        (small_plan(item()).replace("2015年2月5日", "2015年2月31日"), 1, "2月31日"),
        (small_plan(item()).replace("2015年2月5日", "某日"), 1, "印发日期"),
        (small_plan(item()).replace("2015年2月5日", "1015年2月5日"), 1, "最早可填1949-10-01"),
        (small_plan(item(schedule="2105年6月底前，完成。")), 6, "最晚可填2035-12-31"),
        (small_plan(item(schedule="1015年6月底前，完成。")), 6, "最早可填2014-02-05"),
    ],
)
def test_what_is_no_plan_gets_a_sentence_and_its_line(text, line, word):
    found, message = error_of(text)
    assert found == line
    assert word in message


def test_look_alike_items_before_the_plan_are_no_tasks():
    opinions = "（一）意见\n1. 一件事。说明。\n2. 另一件事。说明。"
    text = small_plan(item(1)).replace("2015年2月5日", f"2015年2月5日\n{opinions}")
    assert [task.title for task in read_plan(text.encode(), "plan").tasks] == ["办好这件事"]


def test_a_description_may_run_over_lines_and_a_title_stand_alone():
    text = small_plan("1. 办好这件事\n第一段。\n第二段。\n" + item().partition("\n")[2])
    [task] = read_plan(text.encode(), "plan").tasks
    assert (task.title, task.description) == ("办好这件事", "第一段。\n第二段。")


def test_a_section_after_the_last_task_is_no_part_of_the_plan():
    text = small_plan(item(1), "四、组织领导", "（一）分工", "1. 明确责任。抓好落实。")
    reading = read_plan(text.encode(), "plan")
    assert (len(reading.projects), len(reading.tasks)) == (1, 1)


def test_words_between_the_tasks_belong_to_none_of_them():
    text = small_plan(item(1), "（二）第二项工作", "这一项工作的说明。", item(2))
    assert [task.description for task in read_plan(text.encode(), "plan").tasks] == ["要求。"] * 2


def test_a_later_section_may_hold_further_tasks():
    text = small_plan(item(1), "四、更多工作", "（一）其他工作", item(2))
    assert [task.project for task in read_plan(text.encode(), "plan").tasks] == [1, 2]


def test_an_annex_that_ends_like_a_title_is_none():
    text = small_plan(item(1), "四、附件", "另一个工作方案")
    assert read_plan(text.encode(), "plan").title == "区委关于办好一件事的工作方案"


def test_who_signed_issued_a_plan_whose_title_names_nobody():
    text = "区政府\n" + small_plan(item(1)).replace("区委关于", "关于")
    assert read_plan(text.encode(), "plan").issuer == "区政府"


def test_spaces_after_the_marks_change_no_word():
    spaced = TEXT.translate(str.maketrans({"，": ", ", "；": "; ", "：": ": "}))
    wanted, found = read_plan(RAW, "plan"), read_plan(spaced.encode(), "plan")
    assert (found.units, found.leaders) == (wanted.units, wanted.leaders)
    for task, other in zip(wanted.tasks, found.tasks, strict=True):
        assert [row.text.replace(" ", "") for row in other.milestones] == [
            row.text for row in task.milestones
        ]
        assert [row.due_on for row in other.milestones] == [row.due_on for row in task.milestones]


def test_a_title_may_run_over_lines_and_needs_no_about():
    broken = small_plan(item(1)).replace("关于办好一件事的工作方案", "关于办好一件事的\n工作方案")
    assert read_plan(broken.encode(), "plan").title == "区委关于办好一件事的工作方案"
    plain = small_plan(item(1), title="全年工作方案")
    assert read_plan(plain.encode(), "plan").title == "区委全年工作方案"


def test_tasks_belong_to_the_project_above_them():
    text = small_plan(item(1), "（二）第二项工作", item(2), projects=["第一项工作"])
    assert [task.project for task in read_plan(text.encode(), "plan").tasks] == [1, 2]


LINES = TEXT.split("\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=80))
def test_any_heap_of_its_lines_is_read_or_refused_in_words(order):
    text = "\n".join(LINES[number] for number in order)
    try:
        reading = read_plan(text.encode(), "plan")
    except PlanTextError as error:
        assert error.message
    else:
        assert reading.tasks


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(RAW)), st.binary(max_size=6))
def test_a_damaged_file_is_read_or_refused_in_words(cut, noise):
    try:
        reading = read_plan(RAW[:cut] + noise, "plan")
    except PlanTextError as error:
        assert error.message
    else:
        assert reading.tasks


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\xad", "\u2060"], ids=ascii)
def test_signs_that_nobody_sees_change_nothing(sign):
    """They come along from web pages and change neither units nor dates."""
    pasted = TEXT
    for place in ("、", "：", "月", "底", "\n"):
        pasted = pasted.replace(place, place + sign)
    assert read_plan(pasted.encode(), "baoan-2015") == read_plan(RAW, "baoan-2015")


def test_a_file_of_signs_that_nobody_sees_is_empty():
    with pytest.raises(PlanTextError, match="空"):
        read_plan("\u200b\n\u2060".encode(), "baoan-2015")
