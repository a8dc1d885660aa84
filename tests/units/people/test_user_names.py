import pytest

from units.people.user_names import user_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("王伟", "wangwei"),
        ("曾庆红", "zengqinghong"),
        ("欧阳修", "ouyangxiu"),
        ("吕律", "lvlv"),
        ("欸·买买提", "aimaimaiti"),
        ("Anna Müller", "annamuller"),
        ("张三2", "zhangsan2"),
        ("——", "person"),
    ],
)
def test_it_is_the_pinyin_of_the_name(name, expected):
    assert user_name(name, set()) == expected


def test_what_is_taken_gets_a_number():
    taken = {"wangwei", "wangwei2"}
    assert [user_name("王伟", taken) for _time in range(2)] == ["wangwei3", "wangwei4"]
    assert user_name("王维", taken) == "wangwei5"


def test_a_long_name_gives_one_that_fits():
    assert len(user_name("王伟" * 50, {"wangwei" * 20})) <= 150
