import pytest

from tasks.importer.gazetteer import directory, kind_of
from tasks.importer.responsibility import names, read_responsibility


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("区政府各部门", "group"),
        ("其他相关单位", "group"),
        ("沙井街道", "subdistrict"),
        ("区人大常委会办公室", "congress"),
        ("区委组织部〈区编办〉", "party"),
        ("区检察院", "judiciary"),
        ("区总工会", "organisation"),
        ("区公安分局", "government"),
    ],
)
def test_the_name_tells_the_kind(name, kind):
    assert kind_of(name) == kind


def test_aliases_are_one_unit_and_members_come_last():
    units = directory(["区人大办", "各街道", "区人大常委会办公室", "区法院"])
    assert [unit.name for unit in units][:3] == ["区人大常委会办公室", "各街道", "区法院"]
    assert units[0].aliases == ("区人大办",)
    assert [unit.name for unit in units[3:]] == list(units[1].members)


def test_a_body_of_two_names_is_the_parent_of_the_inner_one():
    outer, inner = directory(["区委组织部〈区编办〉", "区编办"])
    assert (outer.parent, inner.parent) == (None, "区委组织部〈区编办〉")


def test_who_answers_is_read_in_order():
    line = "（牵头区领导：甲、乙，牵头单位：区编办、区法院，参与单位：区司法局，区财政局等）"
    assert read_responsibility(line) == (
        ("甲", "乙"),
        ("区编办", "区法院"),
        ("区司法局", "区财政局"),
    )


def test_a_task_may_have_no_participating_unit():
    line = "（牵头区领导：甲，牵头单位：区法院、区公安分局）"
    assert read_responsibility(line) == (("甲",), ("区法院", "区公安分局"), ())
    assert names(None) == ()


def test_another_line_is_none_of_it():
    assert read_responsibility("（牵头单位：区法院）") is None
    assert read_responsibility("（牵头区领导：、，牵头单位：区法院）") is None
